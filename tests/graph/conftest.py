"""The stores that the same tests run over; another one joins by one line."""

from __future__ import annotations

import pytest

from lineage.graph.neo4j.connection import connect
from lineage.graph.neo4j.store import Neo4jGraph
from lineage.graph.sqlite import SqliteGraph
from tests.graph.making import EMPTY

STORES = {
    "sqlite-file": lambda request: SqliteGraph(request.getfixturevalue("tmp_path") / "graph.sqlite"),
    "sqlite-memory": lambda request: SqliteGraph(None),
    "neo4j": lambda request: request.getfixturevalue("neo4j_graph"),
}


def open_neo4j(served, owner="a test", **options):
    """A store of one's own on a server."""
    driver = connect(served.url, served.client["NEO4J_USER"], served.client["NEO4J_PASSWORD"])
    return Neo4jGraph(driver, served.url, owner, **options)


@pytest.fixture
def neo4j_graph(neo4j_server):
    """An empty graph in the Neo4j that all tests share."""
    graph = open_neo4j(neo4j_server)
    graph.load(EMPTY, anew=True)
    return graph


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.servers if name == "neo4j" else ()) for name in STORES])
def graph(request):
    """An empty graph store."""
    return STORES[request.param](request)
