"""Claims that changed: they keep their node, and lie afterwards where a graph that was loaded anew has them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.graph.conftest import open_neo4j
from tests.graph.making import edge, projection, said

EDGES = [edge(f"dataset:n{n}", object=f"dataset:m{n % 2}") for n in range(3)]
CLAIMS = [said(EDGES[0], document=f"doc{n}") for n in range(4)]
LIES = """MATCH (s:Thing)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Thing)
          MATCH (c)-[:EVIDENCED_BY]->(e:Evidence)-[:FOUND_IN]->(n:Snapshot)
          RETURN c.id AS claim, s.id AS subject, o.id AS object, n.sha256 AS snapshot ORDER BY claim"""
COUNTED = "MATCH (n) WHERE n:Claim OR n:Evidence OR n:Snapshot RETURN labels(n)[0] AS what, count(n) AS n"

PLACES = st.lists(
    st.tuples(st.sampled_from(EDGES), st.sampled_from("abc"), st.sampled_from([0.5, 0.9])),
    min_size=len(CLAIMS), max_size=len(CLAIMS),
)  # fmt: skip


def lying(places):
    """The claims, each under an edge, in a snapshot, as sure as said."""
    claims = []
    for one, (under, snapshot, confidence) in zip(CLAIMS, places, strict=True):
        evidence = one.claim.evidence.model_copy(update={"snapshot": snapshot * 64})
        claim = one.claim.model_copy(update={"evidence": evidence, "confidence": confidence})
        claims.append(one.model_copy(update={"edge": under.id, "claim": claim}))
    return projection(*EDGES, claims=claims)


def asked(graph, question):
    """The rows that the database answers with."""
    with graph._driver.session() as session:
        return session.run(question).data()


def nodes(graph):
    """Which node each claim is."""
    return {row["id"]: row["node"] for row in asked(graph, "MATCH (c:Claim) RETURN c.id AS id, elementId(c) AS node")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(before=PLACES, after=PLACES, at_once=st.sampled_from([1, 100]))
def test_claims_that_moved_lie_as_in_a_graph_written_anew(neo4j_graph, neo4j_server, before, after, at_once):
    wanted = lying(after)
    neo4j_graph.load(lying(before), anew=True)
    same = nodes(neo4j_graph)

    open_neo4j(neo4j_server, at_once=at_once).load(wanted)

    edges = {edge.id: edge for edge in EDGES}
    assert asked(neo4j_graph, LIES) == [
        {
            "claim": one.id, "subject": edges[one.edge].subject, "object": edges[one.edge].object,
            "snapshot": one.claim.evidence.snapshot,
        }
        for one in wanted.claims
    ]  # fmt: skip
    counted = {row["what"]: row["n"] for row in asked(neo4j_graph, COUNTED)}
    assert counted == {
        "Claim": len(CLAIMS), "Evidence": len(CLAIMS),
        "Snapshot": len({(one.claim.document, one.claim.evidence.snapshot) for one in wanted.claims}),
    }  # fmt: skip
    assert neo4j_graph.whole() == wanted
    assert nodes(neo4j_graph) == same
