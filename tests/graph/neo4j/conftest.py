"""A driver for the Neo4j that all tests share, with its schema in place."""

from __future__ import annotations

import pytest

from lineage.graph.neo4j.connection import connect
from lineage.graph.neo4j.migrations import migrate


@pytest.fixture
def driver(neo4j_server):
    """A driver to a database that is migrated; what it holds is another test's."""
    with connect(neo4j_server.url, neo4j_server.client["NEO4J_USER"], neo4j_server.client["NEO4J_PASSWORD"]) as driver:
        with driver.session() as session:
            migrate(session)
        yield driver
