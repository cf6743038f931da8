"""Stores to test over: the embedded one and the server's, each fresh for every test."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from lineage.database.schema import open_database
from lineage.sql import sqlite_url

SERVER = pytest.mark.servers
DATABASES = ["sqlite", pytest.param("postgresql", marks=SERVER)]


@pytest.fixture
def new_database(request, tmp_path):
    """Makes the empty database of this test: a SQLite file, or a schema of its own in PostgreSQL."""
    with ExitStack() as stack:

        def make(kind):
            if kind == "sqlite":
                return sqlite_url(tmp_path / "lineage.sqlite")
            return stack.enter_context(_schema(request.getfixturevalue("postgres_server").url))

        yield make


@pytest.fixture(params=DATABASES)
def database_url(request, new_database):
    """The address of an empty database; each test runs over every kind."""
    return new_database(request.param)


@pytest.fixture
def postgresql_url(postgres_server, new_database):
    """The address of an empty PostgreSQL database."""
    return new_database("postgresql")


@pytest.fixture
def opener():
    """Opens databases by address: each time as another process would."""
    with ExitStack() as stack:

        def opened(url):
            engine = open_database(url)
            stack.callback(engine.dispose)
            return engine

        yield opened


@pytest.fixture
def databases(database_url, opener):
    """Opens the one database of this test, as often as it is asked."""
    return lambda: opener(database_url)


@pytest.fixture
def database(databases):
    """The database of this test."""
    return databases()


@contextmanager
def _schema(url: str) -> Iterator[URL]:
    """An address whose tables lie in a schema of their own, which is dropped in the end."""
    name = f"test_{secrets.token_hex(8)}"
    address = make_url(url).set(drivername="postgresql+psycopg")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
            try:
                yield address.update_query_dict({"options": f"-csearch_path={name}"})
            finally:
                connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    finally:
        admin.dispose()
