"""The graph of the demo in the Neo4j that all tests share."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lineage.jobs.demo import demo
from tests.conftest import NOON
from tests.graph.conftest import open_neo4j
from tests.graph.making import EMPTY
from tests.graph.neo4j.conftest import connected


@pytest.fixture(scope="session")
def demo_stores(tmp_path_factory):
    """The demo, run once, in embedded stores."""
    return demo(lambda: NOON, tmp_path_factory.mktemp("demo") / "home", lambda message: None).stores


@pytest.fixture(scope="module")
def loaded(neo4j_server, demo_stores):
    """A session with the demo's graph, planned for its size, and the same graph as values and in SQLite."""
    whole = demo_stores.graph.whole()
    graph = open_neo4j(neo4j_server, "the questions' tests")
    graph.load(EMPTY, anew=True)
    graph.load(whole)
    with connected(neo4j_server) as driver, driver.session() as session:
        session.run("CALL db.prepareForReplanning(60)").consume()
        yield SimpleNamespace(driver=driver, session=session, whole=whole, sqlite=demo_stores.graph)
