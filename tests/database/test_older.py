"""A home from before it had one database: what humans decided and what sources asked for is taken over."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from lineage.errors import ArchiveUnavailable
from lineage.fetch.limiter import Limiter
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import same

WORDS = [same(answer, "hf:datasets/a/b", "hf:datasets/c/d") for answer in ("yes", "no", "yes", "yes")]


@pytest.fixture
def home(tmp_path):
    """The two files as they were written."""
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "judgements.sqlite")) as old, old:
        old.execute(
            "CREATE TABLE judgements (number INTEGER NOT NULL, at VARCHAR NOT NULL, judgement TEXT NOT NULL, "
            "PRIMARY KEY (number))"
        )
        rows = [(number, word.at, word.model_dump_json()) for number, word in enumerate(WORDS, 1)]
        old.executemany("INSERT INTO judgements VALUES (?, ?, ?)", reversed(rows))
    with closing(sqlite3.connect(home / "limits.sqlite")) as old, old:
        old.execute(
            "CREATE TABLE rate_limits (bucket VARCHAR NOT NULL, arrival FLOAT NOT NULL, held_until FLOAT NOT NULL, "
            "PRIMARY KEY (bucket))"
        )
        old.execute("INSERT INTO rate_limits VALUES ('huggingface/file', 5.0, 1800000000.0)")
    return home


def opened(home):
    return Stores(Settings(home=home), lambda: NOON)


def test_judgements_are_taken_over_in_their_order(home):
    assert opened(home).judgements.all() == WORDS


def test_a_pause_that_a_source_asked_for_is_taken_over(home):
    limiter = Limiter(opened(home).database)

    assert limiter.held_until("huggingface/file") == 1800000000.0


def test_they_are_taken_over_once(home):
    for expected in (4, 5, 6):
        judgements = opened(home).judgements
        assert len(judgements.all()) == expected
        judgements.add(WORDS[0])


def test_the_older_files_stay_as_they_were(home):
    before = {path.name: path.read_bytes() for path in home.iterdir()}

    assert opened(home).judgements.all()

    assert {name: (home / name).read_bytes() for name in before} == before


def test_an_older_file_that_is_damaged_is_told_and_taken_over_once_it_is_restored(home):
    whole = (home / "judgements.sqlite").read_bytes()
    (home / "judgements.sqlite").write_bytes(b"no database " * 500)

    with pytest.raises(ArchiveUnavailable, match=r"judgements\.sqlite cannot be used"):
        opened(home).judgements.all()

    (home / "judgements.sqlite").write_bytes(whole)
    assert opened(home).judgements.all() == WORDS


def test_a_home_with_judgements_alone_is_taken_over_too(home):
    (home / "limits.sqlite").unlink()

    assert opened(home).judgements.all() == WORDS


def test_a_home_without_older_files_begins_empty(stores):
    assert stores.judgements.all() == []
