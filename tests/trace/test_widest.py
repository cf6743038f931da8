"""The best evidenced ways from one source to everything: strongest weakest link, then shortest, then by id."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineage.model.words import Predicate, Strength
from lineage.trace.paths import _order
from lineage.trace.widest import Arc, leaving, merit, ways
from tests.graph.making import edge
from tests.trace.making import EDGES, NODES


def down(made):
    return Arc(made.object, made.subject, made)


def found(*edges, source="a"):
    return {end: [arc.edge for arc in way] for end, way in ways(source, leaving(map(down, edges))).items()}


def test_the_source_is_reached_without_a_step():
    assert found() == {"a": []}


def test_a_longer_way_of_firm_edges_is_better_than_a_short_weak_one():
    weak = edge("c", object="a", strength=Strength.IMPLIED)
    first, second = edge("b", object="a"), edge("c", object="b")

    assert found(weak, first, second)["c"] == [first, second]


def test_of_ways_with_the_same_weakest_link_the_shortest_is_best():
    firm, weak = {"confidence": 0.9}, {"confidence": 0.5}
    long = [edge("b", object="a", **firm), edge("c", object="b", **firm), edge("d", object="c", **weak)]
    short = [edge("c", object="a", confidence=0.6), long[2]]

    assert found(*long, *short)["d"] == short
    assert found(*long, *short)["c"] == long[:2]


def test_of_equal_ways_the_one_with_the_smallest_id_at_the_target_is_best():
    first, second = edge("d", object="b"), edge("d", object="c")
    near = [edge("b", object="a"), edge("c", object="a")]

    (_, last) = found(*near, first, second)["d"]

    assert last == min(first, second, key=lambda e: e.id)


def test_of_several_edges_between_two_things_the_firmest_counts():
    stated = edge("b", object="a")
    declared = edge("b", Predicate.COPY_OF, "a", strength=Strength.DECLARED)

    assert found(stated, declared)["b"] == [declared]


def test_a_circle_leads_nowhere_new():
    there, back = edge("b", object="a"), edge("a", object="b")

    assert found(there, back) == {"a": [], "b": [there]}


@given(EDGES, st.frozensets(st.integers(0, 11)))
def test_every_way_is_the_best_of_all_simple_ones(edges, upwards):
    arcs = [*map(down, edges)]
    arcs += [Arc(e.subject, e.object, e, upwards=True) for n, e in enumerate(edges) if n in upwards]
    best = {}
    for arc in sorted(arcs, key=lambda a: ((-a.weight[0], -a.weight[1]), a.id)):
        best.setdefault((arc.start, arc.end), arc)

    def simple(path, node):
        yield node, path
        for (start, end), arc in best.items():
            if start == node and end not in {"a", *(a.end for a in path)}:
                yield from simple((*path, arc), end)

    every = list(simple((), "a"))
    expected = {end: min((p for e, p in every if e == end), key=by_paths) for end in NODES if end in dict(every)}

    assert ways("a", leaving(arcs)) == expected
    assert sorted((path for _, path in every), key=by_paths) == sorted((path for _, path in every), key=merit)


def by_paths(path):
    """The order of `paths`, which reads from the target back; a way without a step comes first."""
    return (bool(path), _order([arc.edge for arc in reversed(path)])) if path else (False,)
