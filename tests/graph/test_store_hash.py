"""The graph's hash: of what the graph says, never of how or when it came there."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.model.words import Predicate
from tests.graph.making import EMPTY, edge, projection

MADE = edge()
OTHERS = ("dataset:a", "dataset:b", "dataset:c", "dataset:d")
EDGES = st.lists(
    st.builds(edge, st.sampled_from(OTHERS), st.sampled_from(Predicate), st.sampled_from(OTHERS)),
    unique_by=lambda e: e.id,
)
AGAIN = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@AGAIN
@given(EDGES)
def test_loading_twice_changes_nothing(graph, edges):
    graph.load(projection(*edges))

    loaded = graph.load(projection(*edges))

    assert (loaded.changed, loaded.removed) == (0, 0)


@AGAIN
@given(EDGES.flatmap(lambda edges: st.tuples(st.just(edges), st.permutations(edges))))
def test_the_hash_does_not_depend_on_the_order_of_insertion(graph, case):
    edges, shuffled = case
    whole = projection(*edges)
    graph.load(EMPTY, anew=True)
    graph.load(whole)
    digest = graph.digest(), graph.digest(with_times=True)

    graph.load(EMPTY, anew=True)
    graph.load(whole.model_copy(update={"edges": tuple(shuffled), "things": whole.things[::-1]}))

    assert (graph.digest(), graph.digest(with_times=True)) == digest


def test_the_hash_leaves_out_the_ledgers_clock_unless_asked(graph):
    graph.load(projection(MADE))
    plain, timed = graph.digest(), graph.digest(with_times=True)

    graph.load(projection(MADE.model_copy(update={"first_seen": "2026-11-01", "last_seen": "2026-11-30"})))

    assert graph.digest() == plain
    assert graph.digest(with_times=True) != timed


def test_the_hash_tells_when_anything_else_changed(graph):
    graph.load(projection(MADE))
    before = graph.digest()

    graph.load(projection(MADE.model_copy(update={"confidence": 0.8})))

    assert graph.digest() != before
