"""What was destroyed is in no byte of the store any more: neither the wrapped key nor the tag."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import text

from lineage.sql import sqlite_url, transaction
from tests.conftest import NOON
from tests.deletion.vault import NEXT, SECRET, store_at


def rows(store):
    """Each name with its wrapped key and its tag, as they are stored."""
    with transaction(store._engine) as connection:
        found = connection.execute(text("SELECT name, wrapped, tag FROM keys")).all()
    return {row.name: (bytes(row.wrapped or b""), (row.tag or "").encode()) for row in found}


def left(folder, secrets):
    """Which of these are anywhere in the files of a folder."""
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    return [secret for secret in secrets if secret and secret in stored]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def path(folder):
    return folder / "keys.sqlite"


def test_only_the_owner_sees_the_files(folder, path):
    store_at(sqlite_url(path)).make("request:1", NOON)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()} == {
        "keys.sqlite": 0o600,
        "keys.sqlite-journal": 0o600,
    }


def test_the_journal_keeps_nothing_after_a_change(folder, path):
    store_at(sqlite_url(path)).make("request:1", NOON)

    assert (folder / "keys.sqlite-journal").read_bytes() == b""


def test_neither_key_nor_tag_is_left_in_a_file(folder, path):
    store = store_at(sqlite_url(path))
    for name in ("request:1", "request:2"):
        store.make(name, NOON, f"tag of {name}")
    gone, kept = rows(store)["request:1"], rows(store)["request:2"]
    assert left(folder, [*gone, *kept]) == [*gone, *kept]

    store.destroy("request:1")

    assert left(folder, [*gone, *kept]) == [*kept]


@pytest.mark.parametrize("seed", [1059, 1, 2])  # with the first, SQLite leaves a tag behind that it had moved
def test_nothing_is_left_however_keys_come_and_go(folder, path, seed):
    store, order = store_at(sqlite_url(path)), random.Random(seed)
    gone, there = [], []
    for number in range(150):
        there.append(f"request:{number}")
        store.make(there[-1], NOON, order.randbytes(32).hex())
        if number % 3 == 0:
            name = order.choice(there)
            gone += rows(store)[name]
            store.destroy(name)
            there.remove(name)

    assert len(gone) == 100
    assert left(folder, gone) == []


def test_after_a_rotation_nothing_is_left_that_the_former_master_key_opens(folder, path):
    store = store_at(sqlite_url(path))
    for number in range(50):
        store.make(f"request:{number}", NOON)
    before = [wrapped for wrapped, _ in rows(store).values()]

    store_at(sqlite_url(path), NEXT, [SECRET]).rotate()

    assert left(folder, before) == []


def test_who_was_killed_while_destroying_destroys_again(folder, path, monkeypatch):
    store = store_at(sqlite_url(path))
    store.make("request:1", NOON, "tag of request:1")
    gone = rows(store)["request:1"]

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("lineage.deletion.keys.rewrite", killed)
        store.destroy("request:1")
    store.destroy("request:1")

    assert left(folder, gone) == []


def test_postgresql_writes_the_table_anew(postgresql_url):
    store = store_at(postgresql_url)
    store.make("request:1", NOON)
    where = text("SELECT pg_relation_filenode('keys')")
    with transaction(store._engine) as connection:
        before = connection.execute(where).scalar()

    store.destroy("request:1")

    with transaction(store._engine) as connection:
        assert connection.execute(where).scalar() != before
    store.close()
