"""Drivers for the Neo4j that all tests share: one with the schema in place, one to a database as new."""

from __future__ import annotations

import pytest

from lineage.graph.neo4j.connection import connect
from lineage.graph.neo4j.migrations import migrate


def connected(served):
    """A driver to a server."""
    return connect(served.url, served.client["NEO4J_USER"], served.client["NEO4J_PASSWORD"])


@pytest.fixture
def driver(neo4j_server):
    """A driver to a database that is migrated; what it holds is another test's."""
    with connected(neo4j_server) as driver:
        with driver.session() as session:
            migrate(session)
        yield driver


@pytest.fixture
def new_database(neo4j_server):
    """A driver to a database without rows, constraints and indexes, and without them again after the test.

    The server has one database alone; whoever comes next brings the schema back.
    """
    with connected(neo4j_server) as driver:
        emptied(driver)
        yield driver
        emptied(driver)


def emptied(driver):
    """Take everything out of a database, its constraints and indexes too."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run("DROP CONSTRAINT $name", name=name).consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run("DROP INDEX $name", name=name).consume()
