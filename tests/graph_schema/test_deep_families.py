"""Questions about families in which the ways between two things are more than anybody could count."""

from __future__ import annotations

import neo4j
import pytest

from graph_schema.generate.everything import questions
from lineage.model.words import Predicate
from tests.graph.conftest import open_neo4j
from tests.graph.making import EMPTY, edge, projection
from tests.graph.neo4j.conftest import connected

RUNGS = 40
FAMILY = [question for question in questions() if "thing" in question.parameters]


@pytest.fixture(scope="module")
def session(neo4j_server):
    """A ladder of diamonds, 2^40 ways from end to end, with a cycle at its end, and a publisher at the last rung."""
    graph = open_neo4j(neo4j_server, "a test of deep families")
    graph.load(EMPTY, anew=True)
    steps = [
        edge(f"dataset:{side}-{rung}", Predicate.DERIVED_FROM, f"dataset:{other}-{rung - 1}")
        for rung in range(1, RUNGS + 1)
        for side in ("left", "right")
        for other in ("left", "right")
    ]
    end = [
        edge("dataset:left-0", Predicate.DERIVED_FROM, f"dataset:left-{RUNGS}"),
        edge(f"dataset:left-{RUNGS}", Predicate.PUBLISHED_BY, "organization:harbour"),
    ]
    graph.load(projection(*steps, *end))
    with connected(neo4j_server) as driver, driver.session() as session:
        session.run("CALL db.prepareForReplanning(60)").consume()
        yield session


@pytest.mark.parametrize("question", FAMILY, ids=lambda question: question.name)
def test_a_question_about_a_deep_family_is_answered_in_seconds(session, question):
    rows = session.run(neo4j.Query(question.statement, timeout=20), thing="dataset:left-0").data()

    assert rows


def test_each_thing_is_met_once_at_its_shortest_distance(session):
    [question] = [question for question in FAMILY if question.name.endswith("_downstream.cypher")]

    rows = session.run(question.statement, thing="dataset:left-0").data()

    rungs = {f"dataset:{side}-{rung}": rung for rung in range(1, RUNGS + 1) for side in ("left", "right")}
    assert {row["id"]: row["steps"] for row in rows} == rungs
    assert len(rows) == len(rungs)
