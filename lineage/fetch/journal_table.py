"""The journals of unsealed runs in SQL: a worker on another machine goes on where a killed one was."""

from __future__ import annotations

from sqlalchemy import Column, Engine, Index, Integer, String, Table, Text, delete, insert, select

from lineage.fetch.exchange import Answer
from lineage.fetch.journal import from_line, to_line
from lineage.fetch.recorded import same_address
from lineage.model.base import sha256
from lineage.sql import TABLES, AnyText, transaction

_JOURNAL = Table(
    "journal",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("run_key", String(64), nullable=False),
    Column("asked_key", String(64), nullable=False),
    Column("run", AnyText, nullable=False),
    Column("answer", Text, nullable=False),
    Index("journal_of_a_run", "run_key", "asked_key"),
)


class TableJournal:
    """See `lineage.fetch.journal.Journal`: a row for each answer, found by the hashes of run and address."""

    def __init__(self, engine: Engine, run: str) -> None:
        """Use the table in a database of `lineage.database.schema.open_database`."""
        self._engine, self._run = engine, run

    def find(self, url: str) -> Answer | None:
        """Ask for the newest row."""
        mine = (_JOURNAL.c.run_key == _key(self._run)) & (_JOURNAL.c.asked_key == _key(same_address(url)))
        newest = select(_JOURNAL.c.answer).where(mine).order_by(_JOURNAL.c.number.desc()).limit(1)
        with transaction(self._engine) as connection:
            line = connection.execute(newest).scalar()
        return from_line(line)[1] if line else None

    def note(self, asked: str, answer: Answer) -> None:
        """Append a row."""
        row = {"run_key": _key(self._run), "asked_key": _key(same_address(asked)), "run": self._run}
        with transaction(self._engine) as connection:
            connection.execute(insert(_JOURNAL).values(**row, answer=to_line(asked, answer).decode()))

    def drop(self) -> None:
        """Remove the run's rows."""
        with transaction(self._engine) as connection:
            connection.execute(delete(_JOURNAL).where(_JOURNAL.c.run_key == _key(self._run)))


def journals(engine: Engine) -> list[str]:
    """The runs that have a journal in a database."""
    with transaction(engine) as connection:
        return sorted(connection.execute(select(_JOURNAL.c.run).distinct()).scalars())


def _key(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass"))
