"""The loopback world as DataCite: what records declare and say, in few requests, week by week, whatever goes wrong."""

from __future__ import annotations

import gzip
import json

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture
def shelf(world):
    """The world, crawled as DataCite alone."""
    world.settings |= {
        "LINEAGE_SOURCES": "datacite",
        "LINEAGE_SOURCE_DATACITE_URL": f"{world.url}/datacite",
        "LINEAGE_SOURCE_DATACITE_RATE_SCALE": "1000",
    }
    return world


def log(world):
    return [row for row in world.requests() if row["api"] == "datacite"]


def visits(world):
    """What the newest run saw."""
    run = max(world.home.glob("ledger/runs/datacite.*"))
    return [json.loads(line) for line in gzip.decompress((run / "visits.jsonl.gz").read_bytes()).splitlines()]


def test_records_are_found_and_read(shelf):
    shelf.lineage("weekly")
    everything = shelf.score(1, "--apis", "datacite")
    declared = shelf.score(1, "--apis", "datacite", "--fields", "relation")
    assert everything["predicates"]["all"]["precision"] >= 0.9
    assert everything["predicates"]["all"]["recall"] >= 0.75
    assert declared["predicates"]["any predicate"]["recall"] >= 0.95
    assert everything["organization"]["given to private individuals"] == 0


def test_an_unchanged_world_costs_its_lists_and_nothing_else(shelf):
    shelf.lineage("weekly")
    first, before = log(shelf), shelf.lineage("export", "claims")
    shelf.lineage("weekly", now="2026-11-17")
    again = log(shelf)[len(first) :]
    assert [row["path"] for row in again] == [row["path"] for row in first]
    assert len(first) <= 25
    assert not any("/dois/" in row["path"] for row in first)
    assert {visit["outcome"] for visit in visits(shelf)} == {"unchanged"}
    assert shelf.lineage("export", "claims") == before


def test_the_second_week_finds_what_is_new_and_tells_what_is_gone(shelf, tmp_path):
    shelf.lineage("weekly")
    shelf.control("week/2")
    shelf.lineage("weekly", now="2026-11-23")
    going_on = shelf.score(2, "--apis", "datacite")["predicates"]["all"]
    told = {visit["outcome"]: visit.get("reason") for visit in visits(shelf)}
    shelf.home = tmp_path / "afresh"
    shelf.lineage("weekly", now="2026-11-23")
    afresh = shelf.score(2, "--apis", "datacite")["predicates"]["all"]
    assert going_on["right"] >= afresh["right"] > 0
    assert told.keys() == {"unchanged", "gone"}
    assert told["gone"] == "answered 404"


@pytest.mark.parametrize("fault", ["rate", "flaky", "hostile"])
def test_the_same_claims_as_without_faults(shelf, tmp_path, fault):
    shelf.lineage("weekly")
    calm = shelf.lineage("export", "claims")
    shelf.control(f"faults/{fault}?time_scale=60&stall=1")
    shelf.lineage("weekly", home=tmp_path / "other", codes=(0, 3))
    assert shelf.lineage("export", "claims", home=tmp_path / "other") == calm


def test_no_creator_is_named_in_the_ledger_or_in_a_record_of_its_own(shelf):
    shelf.lineage("weekly")
    universe = json.loads((shelf.folder / "universe/dev-small/universe.json").read_text())
    given = [creator[0].rpartition(" ") for row in universe["dc"] for creator in row["creators"]]
    files = list(shelf.home.glob("ledger/runs/datacite.*/*.gz"))
    files += [shelf.home / "archive" / (sha := visit["snapshot"])[:2] / f"{sha}.gz" for visit in visits(shelf)]
    texts = "".join(gzip.decompress(file.read_bytes()).decode() for file in files)
    assert len(given) > 10
    assert [f"{family}, {first}" for first, _, family in given if f"{family}, {first}" in texts] == []
