"""Paths against brute force, on any small graph."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.trace.paths import paths
from lineage.trace.walk import Filter
from tests.trace.making import EDGES


def every_path(edges, here, end, met=()):
    """All simple paths, one edge at a time."""
    if here == end:
        yield []
        return
    for e in edges:
        if e.subject == here and e.object not in (*met, here):
            yield from ([e, *rest] for rest in every_path(edges, e.object, end, (*met, here)))


def weakest(path):
    return min((e.strength.rank, e.confidence) for e in path)


@settings(deadline=None, max_examples=200)
@given(EDGES)
def test_no_path_has_a_stronger_weakest_link_than_the_first(edges):
    best = paths(edges, "a", "b", Filter(), count=1)

    every = list(every_path(edges, "a", "b"))

    assert bool(best) == bool(every)
    assert all(weakest(best[0]) >= weakest(path) for path in every)


@settings(deadline=None, max_examples=200)
@given(EDGES, st.integers(1, 5))
def test_paths_come_in_order_each_once_and_lead_from_start_to_end(edges, count):
    found = paths(edges, "a", "b", Filter(), count)

    assert len(found) == min(count, len({tuple(e.object for e in p) for p in every_path(edges, "a", "b")}))
    keys = [(*(-part for part in weakest(path)), len(path)) for path in found]
    assert keys == sorted(keys)
    assert len({tuple(e.id for e in path) for path in found}) == len(found)
    for path in found:
        assert (path[0].subject, path[-1].object) == ("a", "b")
        assert all(one.object == following.subject for one, following in pairwise(path))


@settings(deadline=None)
@given(EDGES)
def test_the_order_of_edges_is_irrelevant(edges):
    assert paths(edges[::-1], "a", "b", Filter(), 9) == paths(edges, "a", "b", Filter(), 9)
