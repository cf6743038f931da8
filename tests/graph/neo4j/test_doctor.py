"""`lineage doctor` on a graph in Neo4j: one sentence on what is wrong and what to do."""

from __future__ import annotations

import socket
from contextlib import closing, contextmanager
from time import monotonic

import pytest

from lineage.graph.neo4j.migrations import known, migrate
from lineage.jobs.doctor import doctor
from lineage.jobs.stores import Stores
from lineage.settings import from_environment
from tests.conftest import NOON
from tests.graph.conftest import open_neo4j
from tests.graph.making import edge, projection, said


@pytest.fixture
def look(neo4j_server, tmp_path):
    """What the doctor finds of the graph; settings may differ from those of the server."""

    def look(**other):
        settings = {
            "LINEAGE_HOME": str(tmp_path), "LINEAGE_GRAPH_URL": neo4j_server.url,
            "LINEAGE_GRAPH_USER": neo4j_server.client["NEO4J_USER"],
            "LINEAGE_GRAPH_PASSWORD": neo4j_server.client["NEO4J_PASSWORD"],
        }  # fmt: skip
        stores = Stores(from_environment(settings | other), lambda: NOON)
        return next(check for check in doctor(stores) if check.what == "graph")

    return look


@contextmanager
def silent(*, listening):
    """An address at which nobody listens, or somebody who says nothing."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        if listening:
            taken.listen()
        yield f"bolt://127.0.0.1:{taken.getsockname()[1]}"


def test_a_graph_that_is_well_is_counted(look, neo4j_graph):
    made = edge()
    neo4j_graph.load(projection(made, claims=(said(made),)))

    assert look().finding == "1 claims, 1 edges.DERIVED_FROM, 2 things.dataset"
    assert look().fine


@pytest.mark.parametrize("listening", [False, True], ids=["nobody listens", "somebody says nothing"])
def test_a_server_that_is_away_is_told_in_less_than_five_seconds(look, capfd, listening):
    with silent(listening=listening) as away:
        began = monotonic()
        check = look(LINEAGE_GRAPH_URL=away)
        took = monotonic() - began

    assert took < 5
    assert not check.fine
    assert check.finding.startswith(f"Neo4j at {away} does not answer: Couldn't connect to ")
    assert check.finding.endswith("names it; then run the same command again.")
    assert capfd.readouterr() == ("", "")


def test_a_wrong_password_is_told_and_never_shown(look, neo4j_server):
    check = look(LINEAGE_GRAPH_PASSWORD="not the gulls' password")

    assert not check.fine
    assert check.finding.startswith(f"Neo4j at {neo4j_server.url} refused the user or password: ")
    assert "see LINEAGE_GRAPH_USER and LINEAGE_GRAPH_PASSWORD" in check.finding
    assert "gulls" not in check.finding


def test_a_schema_that_is_behind_is_told_with_what_it_lacks(look, new_database):
    check = look()

    assert check.finding == (
        f"0 claims; its schema lacks {', '.join(m.name for m in known())}, which the next `lineage project` applies"
    )


def test_a_schema_that_is_ahead_is_told(look, new_database):
    with new_database.session() as session:
        migrate(session)
        session.run("CREATE (:Migration {number: 9001, name: '9001_harbours', checksum: 'c'})").consume()

    check = look()

    assert not check.fine
    assert check.finding.startswith("The graph database has migration 9001_harbours")
    assert check.finding.endswith("upgrade lineage to the version that wrote it.")


def test_a_migration_that_was_edited_is_told(look, new_database):
    with new_database.session() as session:
        migrate(session)
        session.run("MATCH (m:Migration {number: 1}) SET m.checksum = 'another'").consume()

    check = look()

    assert not check.fine
    assert check.finding.startswith(f"Migration {known()[0].name} was applied with another text")


def test_a_load_that_was_cut_short_is_told(look, neo4j_server, new_database):
    open_neo4j(neo4j_server).load(projection(edge()))
    with new_database.session() as session:
        session.run("MATCH (g:Graph) SET g.loading = true").consume()

    check = look()

    assert not check.fine
    assert "is being loaded, or a load was cut short" in check.finding
    assert "run `lineage project`, which finishes it" in check.finding
