"""The loopback world as GitHub: what repositories say, in few requests, week after week and whatever goes wrong."""

from __future__ import annotations

import gzip
import json

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture
def forge(world):
    """The world, crawled as GitHub alone, with a login."""
    world.settings |= {
        "LINEAGE_SOURCES": "github",
        "LINEAGE_SOURCE_GITHUB_URL": f"{world.url}/github",
        "LINEAGE_SOURCE_GITHUB_RATE_SCALE": "1000",
        "LINEAGE_SOURCE_GITHUB_TOKEN": "gull-7-quay",
    }
    return world


def weekly(world, **options):
    """One week; the world breaks some searches off, which is a note and so the exit code 3."""
    return world.json("weekly", codes=(0, 3), **options)


def claims(world, **options):
    return world.lineage("export", "claims", **options)


def edges(world, **options):
    rows = (json.loads(line) for line in claims(world, **options).splitlines())
    return {(row["subject"], row["predicate"], row["object"]) for row in rows}


def counted(world, since=0):
    """The requests that count against GitHub's limits."""
    return [row for row in world.requests()[since:] if row["status"] != 304]


def test_repositories_are_found_and_read(forge):
    weekly(forge)
    score = forge.score(1, "--apis", "github")
    firm = [score["predicates"][name]["precision"] for name in ("derived_from", "copy_of", "trained_on")]
    assert min(firm) >= 0.9  # what the real READMEs among them use, the universe does not tell
    assert score["predicates"]["all"]["recall"] >= 0.8
    assert score["organization"]["given to private individuals"] == 0


def test_beside_an_unchanged_repository_nothing_is_asked_again(forge):
    weekly(forge)
    first, before = len(forge.requests()), edges(forge)
    weekly(forge, now="2026-11-17")
    paths = [row["path"].partition("?")[0] for row in counted(forge, first)]
    assert [path for path in paths if path.endswith(("/readme", "/forks")) or "/users/" in path] == []
    assert edges(forge) == before


def test_the_second_week_finds_what_is_new(forge, tmp_path):
    weekly(forge)
    forge.control("week/2")
    second = weekly(forge, now="2026-11-23")
    weekly(forge, now="2026-11-23", home=tmp_path / "other")
    assert edges(forge, home=tmp_path / "other") <= edges(forge)
    assert second["changed"]["new_edges"]
    assert {301, 404, 451} <= {row["status"] for row in forge.requests()}


@pytest.mark.parametrize("fault", ["rate", "flaky", "hostile"])
def test_the_same_claims_as_without_faults(forge, tmp_path, fault):
    weekly(forge)
    calm = claims(forge)
    forge.control(f"faults/{fault}?time_scale=60&stall=1")
    weekly(forge, home=tmp_path / "other")
    assert claims(forge, home=tmp_path / "other") == calm


def test_without_a_login_repositories_are_crawled_and_code_is_named_as_left_out(forge):
    del forge.settings["LINEAGE_SOURCE_GITHUB_TOKEN"]
    told = weekly(forge)
    assert any("code was not searched" in note for shard in told["crawled"]["shards"] for note in shard["notes"])
    assert [row["path"] for row in forge.requests() if "/search/code" in row["path"]] == []


def test_no_person_is_named_and_no_token_written_down(forge):
    weekly(forge)
    universe = json.loads((forge.folder / "universe/dev-small/universe.json").read_text())
    persons = {a["name"] for a in universe["accounts"] if a["type"] == "User" and a["name"]}
    files = [path for path in forge.home.rglob("*") if path.is_file()]
    texts = [gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files]
    secrets = [name.encode() for name in persons] + [b"gull-7-quay"]
    assert len(persons) > 20
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []
