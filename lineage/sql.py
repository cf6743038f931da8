"""Databases by URL: SQLite files here, PostgreSQL for a team. Opened in one way, failing in one way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import DBAPIError

from lineage.errors import ArchiveUnavailable


def open_database(url: str, tables: MetaData) -> Engine:
    """An engine on a database with these tables, created where they are missing. Raises ArchiveUnavailable.

    SQLite takes its write lock when a transaction begins, so that nobody decides on what another is about to change.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with _explained(engine):
        tables.create_all(engine)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing. Raises ArchiveUnavailable."""
    with _explained(engine), engine.begin() as connection:
        yield connection


def _prepare(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's own; we begin transactions ourselves
    connection.execute("PRAGMA busy_timeout=30000")  # type: ignore[attr-defined]


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise ArchiveUnavailable(
            f"The database {engine.url.render_as_string()} cannot be used: {error.orig}. See that it can be "
            "reached and written and that its disk is not full, then run the same command again."
        ) from error
