"""Two workers on one run: one of them seals it, and what is sealed can be read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from lineage.ledger.folder import FolderLedger
from lineage.model.document import Issue
from tests.making import claim, reading, run, visit


def seen_by(worker):
    """What a worker saw: every file of its run differs from another worker's."""
    words = f"Worker {worker} was here."
    return run(16, [visit(title=words)], [reading([claim(quote=words)])], issues=[Issue(document=None, problem=words)])


def same(found, made):
    return (found.visits, found.readings, found.issues) == (made.visits, made.readings, made.issues)


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


def test_of_many_workers_one_seals_and_its_run_is_what_is_read(tmp_path):
    made = [seen_by(number) for number in range(8)]
    sealed = [None] * len(made)
    start = threading.Barrier(len(made))

    def work(number):
        start.wait()
        sealed[number] = FolderLedger(tmp_path).seal(made[number])

    workers = [threading.Thread(target=work, args=(number,)) for number in range(len(made))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sealed.count(True) == 1
    assert same(FolderLedger(tmp_path).read(run(16).id), made[sealed.index(True)])


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
