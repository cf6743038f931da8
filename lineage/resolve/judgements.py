"""The store of judgements: an append-only table (SQLite here, PostgreSQL for a team)."""

from __future__ import annotations

import weakref
from datetime import datetime

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, insert, select

from lineage.clock import parse_moment
from lineage.model.judgement import Judgement
from lineage.sql import open_database, transaction

_METADATA = MetaData()
_JUDGEMENTS = Table(
    "judgements",
    _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("judgement", Text, nullable=False),
)


def open_judgements(url: str) -> Engine:
    """An engine on the table, created where it is missing. Raises ArchiveUnavailable."""
    return open_database(url, _METADATA)


class Judgements:
    """Adds and lists; nothing is changed or removed."""

    def __init__(self, engine: Engine) -> None:
        """Use a table opened by `open_judgements`."""
        self._engine = engine
        weakref.finalize(self, engine.dispose)

    def add(self, judgement: Judgement) -> None:
        """Append one judgement."""
        with transaction(self._engine) as connection:
            connection.execute(insert(_JUDGEMENTS).values(at=judgement.at, judgement=judgement.model_dump_json()))

    def all(self, until: datetime | None = None) -> list[Judgement]:
        """Every judgement made up to a moment, oldest first."""
        query = select(_JUDGEMENTS.c.judgement).order_by(_JUDGEMENTS.c.number)
        with transaction(self._engine) as connection:
            found = [Judgement.model_validate_json(row) for row in connection.execute(query).scalars()]
        return [judgement for judgement in found if until is None or parse_moment(judgement.at) <= until]
