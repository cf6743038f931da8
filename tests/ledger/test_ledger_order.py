"""Which runs there are, in which order, and up to when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lineage.clock import end_of
from lineage.ledger.base import runs
from lineage.model.run import RunId, SealedRun
from tests.making import run


@pytest.fixture
def three_weeks(ledger):
    made = [
        run(30, source="huggingface", shard="models"),
        run(16, source="huggingface", shard="models"),
        run(23, source="documents"),
        run(16, source="huggingface", shard="datasets"),
        run(16, source="documents"),
    ]
    for each in made:
        ledger.seal(each)
    return ledger


def names(found):
    return [str(each.id if isinstance(each, SealedRun) else each[0]) for each in found]


def test_runs_come_by_date_then_source_then_shard(three_weeks):
    expected = [
        "documents.all.20261116T000000Z",
        "huggingface.datasets.20261116T000000Z",
        "huggingface.models.20261116T000000Z",
        "documents.all.20261123T000000Z",
        "huggingface.models.20261130T000000Z",
    ]

    assert names(three_weeks.seals()) == expected
    assert names(runs(three_weeks)) == expected


def test_until_cuts_the_ledger_at_a_moment_that_is_included(three_weeks):
    assert len(three_weeks.seals(datetime(2026, 11, 16, tzinfo=UTC))) == 3
    assert len(three_weeks.seals(datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC))) == 0
    assert len(three_weeks.seals(end_of("2026-11-23"))) == 4


def test_until_cuts_what_is_read_too(three_weeks):
    assert names(runs(three_weeks, until=end_of("2026-11-16"))) == names(three_weeks.seals(end_of("2026-11-16")))


def test_runs_can_be_left_out_by_name(three_weeks):
    out = ["documents.all.20261116T000000Z", "huggingface.models.20261130T000000Z"]

    assert names(runs(three_weeks, without=out)) == [name for name in names(three_weeks.seals()) if name not in out]


def test_leaving_out_a_run_that_is_not_there_changes_nothing(three_weeks):
    assert len(list(runs(three_weeks, without=["documents.all.20270101T000000Z"]))) == 5


def test_a_seal_comes_with_the_id_of_its_run(three_weeks):
    for run_id, seal in three_weeks.seals():
        assert seal.run == str(run_id)
        assert RunId.parse(seal.run) == run_id


def test_stray_files_among_the_runs_are_passed_over(three_weeks, place):
    place.file("runs/.DS_Store").write_bytes(b"")
    place.file("seals/read-me.txt").write_bytes(b"of somebody else")
    place.file("runs/notes/read-me.txt").write_bytes(b"of somebody else")
    place.file("runs/documents.all.20261101T000000Z/read-me.txt").write_bytes(b"a run that was never sealed")

    assert len(three_weeks.seals()) == 5


def test_a_run_within_a_day_comes_in_its_place(three_weeks):
    made = run(16, source="documents", shard="noon")
    noon = made.id.model_copy(update={"date": datetime(2026, 11, 16, 12, tzinfo=UTC)})

    three_weeks.seal(made.model_copy(update={"id": noon, "seal": made.seal.model_copy(update={"run": str(noon)})}))

    assert names(three_weeks.seals())[3] == "documents.noon.20261116T120000Z"


def test_a_process_that_knows_the_seals_sees_what_others_seal_later(three_weeks, ledgers):
    assert len(three_weeks.seals()) == 5

    ledgers().seal(run(9))

    assert names(three_weeks.seals())[0] == "documents.all.20261109T000000Z"
    assert three_weeks.read(run(9).id).id == run(9).id
