"""Databases by URL: SQLite files here, PostgreSQL for a team. Opened in one way, failing in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Dialect,
    Engine,
    MetaData,
    NullPool,
    Table,
    Text,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.types import TypeDecorator

from lineage.errors import ArchiveUnavailable, BadInput

Database = Engine
"""An open database, by a name for those who only hand it on."""

Address = str | URL
"""Where a database is; it may hold a password."""

TABLES = MetaData()
"""Every table that this version knows; the migrations in `lineage/database` create them."""

_WAIT = 3  # seconds for a connection, so that a dead server is told in less than five
_POSTGRESQL = {
    "connect_timeout": _WAIT,
    "tcp_user_timeout": 15_000,  # milliseconds until a peer that vanished is given up
    "application_name": "lineage",
    "prepare_threshold": None,  # statements prepared on a connection are lost behind a pooler
}
_PATIENCE = "SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'"  # one stuck worker stops nobody
_ADVICE = {
    "password|authentication|role ": "See the user and the password in {setting}",
    "permission denied": "Let the user of {setting} own that database",
    "database .* does not exist": "Create that database, or name another in {setting}",
    "refused|timeout|timed out|resolve|translate host|unreachable|no route": (
        "See that the server runs and that {setting} names its host and port"
    ),
}
_SETTING = "LINEAGE_DATABASE_URL"


class AnyText(TypeDecorator[str]):
    """Text with whatever is in it: NUL and lone surrogates, which databases refuse, are stored as escapes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The form that is stored."""
        if value is None:
            return None
        return value.replace("\\", "\\\\").replace("\0", "\\u0000").encode(errors="backslashreplace").decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was."""
        escape = r"\\(?:\\|u([0-9a-f]{4}))"
        if not isinstance(value, str):  # SQLite gives bytes where somebody stored them
            return value
        return re.sub(escape, lambda m: chr(int(m[1], 16)) if m[1] else "\\", value)


def sqlite_url(path: Path) -> URL:
    """The URL of a SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(path))


def connect(url: Address, setting: str = _SETTING) -> Engine:
    """An engine on a database; nothing is asked yet. Raises BadInput for an address that cannot be understood.

    SQLite takes its write lock when a transaction begins, so that nobody decides on what another is about to change.
    `setting` is the variable that the address came from: who is told what is wrong is told where to mend it.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # their texts hold the address, and so a password
        raise BadInput(
            f"{setting} cannot be understood; write postgresql+psycopg://user:password@host:port/name, "
            "with %40 for an @ in the password."
        ) from None
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address, poolclass=NullPool, hide_parameters=True, execution_options={"setting": setting}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    arguments = {name: value for name, value in _POSTGRESQL.items() if name not in address.query}
    engine = create_engine(
        address, connect_args=arguments, isolation_level="READ COMMITTED", pool_pre_ping=True, pool_size=2,
        hide_parameters=True, execution_options={"setting": setting},
    )  # fmt: skip
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing. Raises ArchiveUnavailable."""
    with _explained(engine), engine.begin() as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One transaction in which everything is read as it was when it began. Raises ArchiveUnavailable.

    PostgreSQL else shows each statement what was committed before that statement; SQLite lets nobody write meanwhile.
    """
    still = engine.dialect.name == "postgresql"
    with transaction(engine.execution_options(isolation_level="REPEATABLE READ") if still else engine) as connection:
        yield connection


def rewrite(engine: Engine, table: Table) -> None:
    """Write a table anew, so that no file of the database keeps what was removed. Raises ArchiveUnavailable.

    Databases leave what is deleted where it was, SQLite even with `secure_delete` what it had moved to another page.
    SQLite writes the whole file, PostgreSQL the table, while nobody else can use it: for what is small.
    """
    name = engine.dialect.identifier_preparer.format_table(table)
    with transaction(engine.execution_options(isolation_level="AUTOCOMMIT")) as connection:
        connection.exec_driver_sql(f"VACUUM FULL {name}" if engine.dialect.name == "postgresql" else "VACUUM")


def insert_once(connection: Connection, table: Table, **values: Any) -> None:  # noqa: ANN401  any column's type
    """Insert a row unless its key is there already, also when another worker inserts it at this moment."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(**values).on_conflict_do_nothing())


@contextmanager
def held(engine: Engine, number: int, *, wait: bool = False) -> Iterator[bool]:
    """Hold a lock of PostgreSQL by its number while the block runs; False where another session has it.

    With `wait` it is waited for instead, as long as for any lock; then it raises ArchiveUnavailable. The lock ends with
    its connection, so a process that was killed holds none.
    """
    with _explained(engine), engine.connect() as connection:
        take = func.pg_advisory_lock if wait else func.pg_try_advisory_lock
        mine = connection.execute(select(take(number))).scalar() is not False  # waiting gives nothing back
        connection.commit()  # the lock is the session's; a transaction must not stay open as long
        try:
            yield mine
        finally:
            if mine:
                connection.execute(select(func.pg_advisory_unlock(number)))
                connection.commit()


def shown(engine: Engine) -> str:
    """A database's address as people may see it: without a password, also where one stands among the parameters."""
    return engine.url.set(query={}).render_as_string(hide_password=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
    connection.isolation_level = None  # we begin transactions ourselves
    connection.execute("PRAGMA busy_timeout=30000")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
    connection.execute(_PATIENCE)
    connection.commit()


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip().partition("\n")[0]
        found = (advice for words, advice in _ADVICE.items() if re.search(words, said, re.IGNORECASE))
        advice = next(found, "See that it can be reached and written and that its disk is not full")
        advice = advice.format(setting=engine.get_execution_options().get("setting", _SETTING))
        raise ArchiveUnavailable(
            f"The database {shown(engine)} cannot be used: {said.rstrip('.')}. {advice}, then run the same command "
            "again."
        ) from error
