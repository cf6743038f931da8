"""The real servers as fixtures: started when a test first asks, once a session, and ended with it.

Where a server's variable is set (`NEO4J_URI`, `TEST_S3_URL`, …), that server is used, and none is started. One that
cannot be had skips its tests with the reason, and fails them where everything is required. Tests that use these
fixtures are marked `servers` by themselves. Who kills a server starts one of its own: these are shared.
"""

from __future__ import annotations

import os
import secrets
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from cluster.errors import ClusterError
from cluster.servers.neo4j import neo4j
from cluster.servers.postgres import postgres
from cluster.servers.process import Server
from cluster.servers.redis import redis
from cluster.servers.s3 import s3
from tests.conftest import missing

FIXTURES = {"neo4j_server", "s3_server", "postgres_server", "redis_server"}


@dataclass(frozen=True)
class Served:
    """Where a server is, and the variables that its clients need."""

    url: str
    client: Mapping[str, str] = field(repr=False)


def pytest_sessionstart():
    # `timeout pytest` and a closing terminal end the session as Ctrl-C does: servers stop, their folders go.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.servers)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Served]:
    """A Neo4j with a password, shared by all tests: clean up what you write, or write under a name of your own."""
    yield from _served(
        lambda folder: neo4j(folder, quick=True), "NEO4J_URI", {"NEO4J_USER": "neo4j", "NEO4J_PASSWORD": ""}
    )


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Served]:
    """An S3 server, shared by all tests: make a bucket of your own."""
    # Not AWS_ENDPOINT_URL_S3: who has that set means another store than one for tests.
    account = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_DEFAULT_REGION": "us-east-1"}
    yield from _served(s3, "TEST_S3_URL", account)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Served]:
    """A PostgreSQL, shared by all tests; most want `postgres_database`."""
    yield from _served(lambda folder: postgres(folder, durable=False), "TEST_POSTGRES_URL", {})


@pytest.fixture
def postgres_database(postgres_server) -> Iterator[str]:
    """The URL of an empty database, gone after the test."""
    name = f"test_{secrets.token_hex(6)}"
    engine = create_engine(postgres_server.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield engine.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Served]:
    """A Redis, shared by all tests: write under a name of your own."""
    yield from _served(redis, "TEST_REDIS_URL", {})


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder for a while; unlike pytest's own, the user that a server may have to run as can enter it."""
    with tempfile.TemporaryDirectory(prefix="lineage-tests-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def _served(start: Callable[[Path], Server], address: str, others: Mapping[str, str]) -> Iterator[Served]:
    """The server that the environment names by `address`, else one of our own."""
    if url := os.environ.get(address):
        yield Served(url, {address: url, **{name: os.environ.get(name, default) for name, default in others.items()}})
        return
    with open_folder() as folder:
        try:
            server = start(folder / "data")
        except ClusterError as problem:
            missing(str(problem))
        with server:
            yield Served(server.url, server.client)
