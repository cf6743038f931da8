"""The store of judgements: an append-only table (SQLite here, PostgreSQL for a team)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Engine, Integer, Table, Text, insert, select

from lineage.clock import parse_moment
from lineage.model.judgement import Judgement
from lineage.sql import TABLES, AnyText, transaction

_JUDGEMENTS = Table(
    "judgements",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", AnyText, nullable=False),
    Column("judgement", Text, nullable=False),
)


class Judgements:
    """Adds and lists; nothing is changed or removed."""

    def __init__(self, engine: Engine) -> None:
        """Use the table in a database of `lineage.database.schema.open_database`."""
        self._engine = engine

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
