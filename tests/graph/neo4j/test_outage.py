"""A server that is away: told at once, in one sentence, without any password; nothing is lost when it is killed."""

from __future__ import annotations

import threading
import time

import pytest

from cluster.servers.neo4j import neo4j
from lineage.errors import BadInput, GraphUnavailable, LineageError
from lineage.graph.neo4j.connection import connect, shown
from lineage.graph.neo4j.store import Neo4jGraph
from lineage.graph.sqlite import SqliteGraph
from tests.graph.conftest import open_neo4j
from tests.graph.making import EMPTY, edge, projection, said
from tests.servers import open_folder

PASSWORD = "gulls-on-the-pier"
EDGES = [edge(f"dataset:n{n}", object=f"dataset:n{n // 3 - 1}") for n in range(3, 1500)]
FAMILY = projection(*EDGES, claims=[said(e, document=f"doc{n}") for n, e in enumerate(EDGES)])


def asked(graph):
    """How long a question took to fail, and what was said."""
    begun = time.monotonic()
    with pytest.raises(GraphUnavailable) as told:
        graph.things(["dataset:n3"])
    return time.monotonic() - begun, str(told.value)


def test_nobody_listens():
    seconds, said = asked(Neo4jGraph(connect("bolt://127.0.0.1:1", "neo4j", PASSWORD), "bolt://127.0.0.1:1", "a test"))

    assert seconds < 5
    assert said.startswith("Neo4j at bolt://127.0.0.1:1 does not answer")
    assert PASSWORD not in said


def test_a_wrong_password_is_told_apart(neo4j_server):
    graph = Neo4jGraph(connect(neo4j_server.url, "neo4j", PASSWORD), shown(neo4j_server.url), "a test")

    with pytest.raises(BadInput, match="refused the user or password") as told:
        graph.counts()

    assert PASSWORD not in str(told.value)


def test_an_address_that_is_none():
    with pytest.raises(BadInput, match="LINEAGE_GRAPH_URL cannot be used"):
        connect("ftp://127.0.0.1", "neo4j", PASSWORD)


def test_an_address_that_holds_a_password_is_refused_without_showing_it():
    with pytest.raises(BadInput) as refused:
        connect("bolt://neo4j:quay-7@graph.example:7687", "neo4j", PASSWORD)

    assert "quay-7" not in str(refused.value)


def test_an_address_is_shown_without_what_it_hides():
    assert shown("neo4j+s://someone:secret@graph.example:7687/db?x=1") == "neo4j+s://graph.example:7687"


@pytest.mark.slow
@pytest.mark.servers
def test_a_server_killed_in_mid_load_is_told_and_the_next_load_finishes():
    with open_folder() as folder, neo4j(folder / "data") as server:
        graph = open_neo4j(server, at_once=1, lease=3.0)
        graph.load(EMPTY, anew=True)
        outcome = []

        def load():
            try:
                graph.load(FAMILY)
            except LineageError as error:
                outcome.append(error)

        loader = threading.Thread(target=load)
        loader.start()
        with graph._driver.session() as session:
            while not session.run("MATCH (t:Thing) RETURN count(t) AS n").single()["n"]:
                time.sleep(0.01)
        server.kill()
        loader.join(timeout=60)
        seconds, _ = asked(open_neo4j(server))
        server.start()
        again = open_neo4j(server, "the next")
        again.load(FAMILY)

        assert isinstance(outcome[0], GraphUnavailable)
        assert seconds < 5
        expected = SqliteGraph(None)
        expected.load(FAMILY)
        assert again.digest(with_times=True) == expected.digest(with_times=True)
