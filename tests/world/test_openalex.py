"""The loopback world as OpenAlex: what papers say, in few requests, week after week and whatever goes wrong."""

from __future__ import annotations

import gzip
import json

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture
def papers(world):
    """The world, crawled as OpenAlex alone."""
    world.settings |= {
        "LINEAGE_SOURCES": "openalex",
        "LINEAGE_SOURCE_OPENALEX_URL": f"{world.url}/openalex",
        "LINEAGE_SOURCE_OPENALEX_RATE_SCALE": "1000",
    }
    return world


def claims(world, **options):
    return [json.loads(line) for line in world.lineage("export", "claims", **options).splitlines()]


def edges(world, **options):
    return sorted((row["subject"], row["predicate"], row["object"]) for row in claims(world, **options))


def requests(world):
    return world.control("stats", method="GET")["openalex"]["requests"]


def visits(world):
    """What the newest run saw."""
    run = max(world.home.glob("ledger/runs/openalex.*"))
    return [json.loads(line) for line in gzip.decompress((run / "visits.jsonl.gz").read_bytes()).splitlines()]


def test_papers_are_found_and_read(papers):
    papers.lineage("weekly")
    score = papers.score(1, "--apis", "openalex")
    assert score["predicates"]["all"]["precision"] >= 0.9
    assert score["predicates"]["all"]["recall"] >= 0.75
    assert score["organization"]["right"] >= 0.9 * score["organization"]["of"]


def test_an_unchanged_world_costs_no_more_than_its_lists(papers):
    papers.lineage("weekly")
    first = requests(papers)
    before = edges(papers)
    papers.lineage("weekly", now="2026-11-17")
    assert requests(papers) - first <= first <= 15
    assert {visit["outcome"] for visit in visits(papers)} == {"unchanged"}
    assert edges(papers) == before


def test_the_second_week_finds_what_is_new(papers, tmp_path):
    papers.lineage("weekly")
    papers.control("week/2")
    papers.lineage("weekly", now="2026-11-23")
    papers.lineage("weekly", now="2026-11-23", home=tmp_path / "other")
    assert edges(papers) == edges(papers, home=tmp_path / "other")
    assert {visit["outcome"] for visit in visits(papers)} <= {"unchanged", "fetched"}


@pytest.mark.parametrize("fault", ["rate", "flaky", "hostile"])
def test_the_same_claims_as_without_faults(papers, tmp_path, fault):
    papers.lineage("weekly")
    calm = papers.lineage("export", "claims")
    papers.control(f"faults/{fault}?time_scale=60&stall=1")
    papers.lineage("weekly", home=tmp_path / "other", codes=(0, 3))
    assert papers.lineage("export", "claims", home=tmp_path / "other") == calm


def test_no_author_is_named_in_the_ledger_or_in_a_work_of_its_own(papers):
    papers.lineage("weekly")
    universe = json.loads((papers.folder / "universe/dev-small/universe.json").read_text())
    authors = {author[0] for paper in universe["papers"] for author in paper["authors"]}
    files = list(papers.home.glob("ledger/runs/openalex.*/*.gz"))
    files += [papers.home / "archive" / (sha := visit["snapshot"])[:2] / f"{sha}.gz" for visit in visits(papers)]
    texts = [gzip.decompress(file.read_bytes()).decode() for file in files]
    assert len(authors) > 50
    assert [name for name in authors if any(name in text for text in texts)] == []


def test_a_key_is_sent_and_nowhere_to_be_found(papers):
    papers.settings["LINEAGE_SOURCE_OPENALEX_TOKEN"] = "gull-7-quay"
    for week in (1, 2):  # in the second, redirects repeat the whole address
        papers.control(f"week/{week}")
        papers.lineage("crawl", "--record", str(papers.home / "recorded"), now=f"2026-11-{9 + 7 * week}")
    asked = [row for row in papers.requests() if row["api"] == "openalex"]
    assert {301, 200} <= {row["status"] for row in asked}
    assert all("api_key=gull-7-quay" in row["path"] for row in asked)
    for file in (file for file in papers.home.rglob("*") if file.is_file()):
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        assert b"gull-7-quay" not in data, file
