"""A docket from before obligations could grow keeps what it has, and can have more (migration 0003)."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from lineage.database import schema
from lineage.database.schema import open_database, version
from lineage.deletion.tables import OBLIGATIONS

ROW = {
    "number": 1, "event": 2, "request": 1, "plan": 1, "holder": 1, "dataset": 2, "owed": "possible", "answer": "listed",
    "place": "", "why": 1, "state": "notified", "moved": 5,
}  # fmt: skip


@pytest.fixture
def older(database_url, tmp_path, monkeypatch):
    """The address of a database of schema 0002 with an obligation in it."""
    folder = shutil.copytree(schema.FOLDER, tmp_path / "older")
    (folder / "versions" / "0003_growing_obligations.py").unlink()
    with monkeypatch.context() as before:
        before.setattr(schema, "FOLDER", folder)
        before.setattr(schema, "HEAD", "0002")
        engine = open_database(database_url)
    with engine.begin() as connection:
        connection.execute(insert(OBLIGATIONS), [ROW])
    assert version(engine) == "0002"
    engine.dispose()
    return database_url


def test_what_is_there_stays_and_a_later_plan_may_have_the_same_holder_and_dataset(older, opener):
    engine = opener(older)

    with engine.begin() as connection:
        connection.execute(insert(OBLIGATIONS), [ROW | {"number": 2, "plan": 2, "owed": "items"}])
        rows = [dict(row) for row in connection.execute(select(OBLIGATIONS).order_by(OBLIGATIONS.c.number)).mappings()]

    assert rows == [ROW, ROW | {"number": 2, "plan": 2, "owed": "items"}]


def test_one_plan_has_a_holder_and_dataset_once_as_before(older, opener):
    engine = opener(older)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(OBLIGATIONS), [ROW | {"number": 2}])
