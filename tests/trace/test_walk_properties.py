"""What every walk keeps to, on any graph, with any cycles."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given, settings

from lineage.trace.walk import Filter, walk
from tests.trace.making import EDGES


def distances(edges, start, direction):
    """Breadth first, written another way."""
    found, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for e in edges:
            near, far = (e.object, e.subject) if direction == "downstream" else (e.subject, e.object)
            if near == here and far not in found:
                found[far] = found[here] + 1
                waiting.append(far)
    return {thing: level for thing, level in found.items() if level}


@pytest.mark.parametrize("direction", ["downstream", "upstream"])
@settings(deadline=None)
@given(EDGES)
def test_each_thing_is_met_once_at_its_shortest_distance(direction, edges):
    steps = walk(edges, "a", direction, Filter())

    assert len({step.thing for step in steps}) == len(steps)
    assert {step.thing: step.level for step in steps} == distances(edges, "a", direction)


@settings(deadline=None)
@given(EDGES)
def test_each_step_hangs_on_a_thing_one_nearer_to_the_start(edges):
    steps = walk(edges, "a", "downstream", Filter())

    level = {"a": 0} | {step.thing: step.level for step in steps}
    for step in steps:
        assert all(e.subject == step.thing for e in (step.via, *step.others))
        assert all(level[e.object] == step.level - 1 for e in (step.via, *step.others))


@settings(deadline=None)
@given(EDGES)
def test_the_order_of_edges_is_irrelevant(edges):
    assert walk(edges[::-1], "a", "downstream", Filter()) == walk(edges, "a", "downstream", Filter())


@settings(deadline=None)
@given(EDGES)
def test_a_stricter_filter_meets_no_more(edges):
    all_things = {step.thing for step in walk(edges, "a", "downstream", Filter())}
    strict = {step.thing for step in walk(edges, "a", "downstream", Filter(min_confidence=0.6))}

    assert strict <= all_things
