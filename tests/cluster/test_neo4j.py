"""The Neo4j that tests and `make cluster` start is a real one: bolt, a password, and data that outlives a crash."""

from __future__ import annotations

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, ServiceUnavailable

from cluster.servers.neo4j import neo4j

pytestmark = pytest.mark.servers


def driver(client: dict[str, str], password: str | None = None) -> Driver:
    return GraphDatabase.driver(
        client["NEO4J_URI"], auth=(client["NEO4J_USER"], password or client["NEO4J_PASSWORD"]), connection_timeout=5
    )


def test_it_speaks_bolt_and_is_the_version_we_name(neo4j_server):
    with driver(neo4j_server.client) as session:
        components = session.execute_query("CALL dbms.components() YIELD versions, edition").records

    assert [(record["versions"][0].split(".")[0], record["edition"]) for record in components] == [("5", "community")]


def test_a_wrong_password_is_refused(neo4j_server):
    with driver(neo4j_server.client, "not the password") as session, pytest.raises(AuthError):
        session.verify_connectivity()


@pytest.mark.slow
def test_what_was_committed_survives_a_crash_and_a_restart_with_the_same_password(tmp_path):
    with neo4j(tmp_path, heap="512m", quick=True) as server:
        with driver(server.client) as session:
            session.execute_query("CREATE (:Gull {name: $name})", name="harbour gull")
            server.kill()
            with pytest.raises(ServiceUnavailable):
                session.verify_connectivity()
        server.start()
        with driver(server.client) as session:
            first = session.execute_query("MATCH (g:Gull) RETURN g.name AS name").records
        server.restart()
        with driver(server.client) as session:
            second = session.execute_query("MATCH (g:Gull) RETURN g.name AS name").records

    assert [record["name"] for record in first + second] == ["harbour gull"] * 2
