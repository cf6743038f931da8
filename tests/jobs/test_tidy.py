"""What killed workers left goes once nobody can go on with it, and not before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lineage.fetch.exchange import Answer
from lineage.jobs import tidy as job
from lineage.jobs.tidy import Tidied, tidy
from tests.conftest import NOON
from tests.making import run

ANSWER = Answer("https://hub.example/a", 404, {}, b"")


def names(stores):
    return [name.split(".")[2][:8] for name in stores.journals()]


def test_journals_go_a_week_after_their_run(machines):
    for day in (1, 8, 10, 16):
        machines().journal(str(run(day).id)).note(ANSWER.url, ANSWER)

    assert tidy(machines()) == Tidied(unsealed=0, journals=2)

    assert names(machines()) == ["20261110", "20261116"]


def test_a_sealed_run_stays_and_nothing_is_left_to_tidy(machines):
    machines().ledger.seal(run(1))

    assert tidy(machines(clock=lambda: NOON + timedelta(days=100))) == Tidied(0, 0)

    assert machines().ledger.read(run(1).id).id == run(1).id


@pytest.mark.parametrize(("age", "gone"), [(timedelta(days=-1), 1), (timedelta(days=7), 0)])
def test_files_without_a_seal_go_when_they_are_old(machines, monkeypatch, age, gone):
    monkeypatch.setattr(job, "_AGE", age)
    ledger = machines().ledger
    ledger.seal(run(1))
    unseal(machines(), run(1))

    assert tidy(machines(clock=lambda: datetime.now(UTC))).unsealed == gone


def unseal(stores, made):
    if stores.bucket:
        stores.bucket.delete(f"ledger/seals/{made.id}.json")
    else:
        (stores.home / "ledger" / "runs" / str(made.id) / "seal.json").unlink()
