"""The real servers as fixtures: started when a test first asks, once a session, and ended with it.

Where a server's variable is set (`NEO4J_URI`, …), that server is used, and none is started. One that cannot be had
skips its tests with the reason, and fails them where everything is required. Tests that use these fixtures are marked
`servers` by themselves. Who kills a server starts one of its own: these are shared.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cluster.errors import ClusterError
from cluster.servers.neo4j import neo4j
from cluster.servers.process import Server
from tests.conftest import missing

FIXTURES = {"neo4j_server"}


@dataclass(frozen=True)
class Served:
    """Where a server is, and the variables that its clients need."""

    url: str
    client: Mapping[str, str] = field(repr=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.servers)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Served]:
    """A Neo4j with a password, shared by all tests: clean up what you write, or write under a name of your own."""
    yield from _served(neo4j, "NEO4J_URI", {"NEO4J_USER": "neo4j", "NEO4J_PASSWORD": ""})


def _served(start: Callable[[Path], Server], address: str, others: Mapping[str, str]) -> Iterator[Served]:
    """The server that the environment names by `address`, else one of our own."""
    if url := os.environ.get(address):
        yield Served(url, {address: url, **{name: os.environ.get(name, default) for name, default in others.items()}})
        return
    # Not pytest's own folder: it is closed to the user that a server may have to run as.
    with tempfile.TemporaryDirectory(prefix="lineage-tests-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        try:
            server = start(Path(folder) / "data")
        except ClusterError as problem:
            missing(str(problem))
        with server:
            yield Served(server.url, server.client)
