"""Sealing: a run is there as a whole or not at all, and once it is there it never changes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.errors import ArchiveUnavailable, BadInput
from lineage.ledger.base import FILES, runs
from lineage.ledger.folder import FolderLedger
from lineage.model.base import sha256
from lineage.model.claim import Evidence
from tests.ledger.conftest import full_run
from tests.making import SNAPSHOT, claim, reading, run, visit


def test_a_sealed_run_reads_back_equal(ledger):
    made = full_run()

    assert ledger.seal(made) is True

    found = ledger.read(made.id)
    assert found == made.model_copy(update={"seal": found.seal, "quotes": found.quotes})
    assert found.seal == made.seal.model_copy(update={"files": found.seal.files})


def test_the_seal_names_every_file_with_its_hash_but_the_quotes(ledger, files):
    made = full_run()

    ledger.seal(made)

    written = {name: sha256(files(made)[f"{name}.jsonl.gz"].read_bytes()) for name in FILES}
    assert ledger.read(made.id).seal.files == written


def test_an_empty_run_can_be_sealed(ledger):
    made = run(16)

    ledger.seal(made)

    assert ledger.read(made.id).visits == ()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), st.none() | st.text(max_size=40)), max_size=6))
def test_whatever_is_quoted_reads_back_equal(tmp_path_factory, said):
    ledger = FolderLedger(tmp_path_factory.mktemp("ledger"))
    places = [Evidence(snapshot=SNAPSHOT, locator=f"/{n}", quote=q, rule="test") for n, (_, q) in enumerate(said)]
    claims = [claim(object=name, evidence=place) for (name, _), place in zip(said, places, strict=True)]
    made = run(16, [visit()], [reading(claims)])

    ledger.seal(made)

    assert ledger.read(made.id).readings == made.readings


def test_the_same_run_gives_the_same_files_everywhere(tmp_path):
    for name in ("one", "other"):
        FolderLedger(tmp_path / name).seal(full_run())

    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("one", "other")
    )
    assert one == other


def test_a_run_without_a_seal_is_invisible(ledger, files):
    made = full_run()
    ledger.seal(made)
    files(made)["seal.json"].unlink()

    assert ledger.seals() == []
    assert list(runs(ledger)) == []
    with pytest.raises(BadInput, match=f"No sealed run {made.id}"):
        ledger.read(made.id)


def test_a_run_that_was_left_without_a_seal_is_written_again(ledger, files):
    old, new = full_run(), run(16, [visit("five")])
    ledger.seal(old)
    files(old)["seal.json"].unlink()

    assert ledger.seal(new) is True

    assert ledger.read(new.id).visits == new.visits


def test_sealing_again_changes_nothing(ledger, files):
    made = full_run()
    ledger.seal(made)
    before = {name: (path.stat().st_ino, path.read_bytes()) for name, path in files(made).items()}

    assert ledger.seal(run(16, [visit("five")])) is False

    assert {name: (path.stat().st_ino, path.read_bytes()) for name, path in files(made).items()} == before


def test_an_unknown_run_is_refused(ledger):
    with pytest.raises(BadInput, match=r"No sealed run documents\.all\.20261116T000000Z; `lineage doctor` lists"):
        ledger.read(run(16).id)


def test_an_empty_ledger_has_no_runs(ledger):
    assert ledger.seals() == []
    assert list(runs(ledger)) == []


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
def test_a_disk_that_fills_up_seals_nothing_and_the_next_try_does(ledger, monkeypatch, nth):
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
