"""The ledger in a folder: a run's folder gets its name in one step."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lineage.errors import ArchiveUnavailable
from lineage.ledger.folder import FolderLedger
from tests.ledger.conftest import OTHER, full_run
from tests.ledger.test_ledger_race import same, seen_by
from tests.making import run


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
def test_a_disk_that_fills_up_seals_nothing_and_the_next_try_does(tmp_path, monkeypatch, nth):
    ledger = FolderLedger(tmp_path)
    made, left = full_run(), nth
    write = Path.write_bytes

    def fill(path, data):
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)

    with pytest.raises(ArchiveUnavailable, match="the disk is full"):
        ledger.seal(made)
    assert ledger.seals() == []

    assert ledger.seal(made) is True
    assert ledger.read(made.id).readings == made.readings


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5])
def test_a_worker_that_is_overtaken_leaves_the_sealed_run_alone(tmp_path, monkeypatch, moment):
    slow, fast = FolderLedger(tmp_path), FolderLedger(tmp_path)
    write, writes, outcome = Path.write_bytes, 0, []

    def overtaken(path, data):
        nonlocal writes
        writes += 1
        if writes == moment:
            outcome.append(fast.seal(seen_by("fast")))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", overtaken)

    assert slow.seal(seen_by("slow")) is False

    assert outcome == [True]
    assert same(slow.read(run(16).id), seen_by("fast"))


def test_two_workers_that_both_find_a_folder_without_a_seal_keep_the_first_run(tmp_path, monkeypatch):
    slow, fast = FolderLedger(tmp_path), FolderLedger(tmp_path)
    left = tmp_path / "runs" / str(run(16).id)
    left.mkdir(parents=True)
    (left / "visits.jsonl.gz").write_bytes(b"left by a worker that was killed")
    rename, outcome = Path.rename, []

    def overtaken(path, target):
        if not outcome:
            outcome.append(None)
            outcome[0] = fast.seal(seen_by("fast"))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", overtaken)

    assert slow.seal(seen_by("slow")) is False

    assert outcome == [True]
    assert same(slow.read(run(16).id), seen_by("fast"))


def test_what_a_killed_worker_left_aside_is_invisible_and_goes_with_the_quotes(tmp_path):
    ledger = FolderLedger(tmp_path)
    ledger.seal(full_run())
    folder = tmp_path / "runs" / str(full_run().id)
    aside = folder.rename(folder.with_name(f".{folder.name}.0123abcd.part"))

    assert ledger.seals() == []
    assert ledger.cut_quotes(OTHER) == 0

    assert not aside.exists()


@pytest.fixture
def rests(tmp_path):
    """A folder that a killed worker left aside, one without a seal, a sealed run, and what others keep there."""
    ledger = FolderLedger(tmp_path)
    for day in (15, 16, 17):
        ledger.seal(full_run(day))
    aside, unsealed, _ = (tmp_path / "runs" / str(full_run(day).id) for day in (15, 16, 17))
    aside.rename(aside.with_name(f".{aside.name}.0123abcd.part"))
    (unsealed / "seal.json").unlink()
    (tmp_path / "runs" / "notes").mkdir()
    return ledger


def test_tidying_removes_what_killed_workers_left_before_a_moment(rests, tmp_path):
    assert rests.tidy(datetime.now(UTC) + timedelta(days=1)) == 2

    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == [str(full_run(17).id), "notes"]


def test_tidying_leaves_what_a_worker_may_be_about_to_seal(rests, tmp_path):
    assert rests.tidy(datetime.now(UTC) - timedelta(days=1)) == 0

    assert len(list((tmp_path / "runs").iterdir())) == 4


def test_a_ledger_that_was_never_used_has_nothing_to_tidy(tmp_path):
    assert FolderLedger(tmp_path / "none").tidy(datetime.now(UTC)) == 0
