"""Work in lanes: each in its order, all at once, and none goes on when one has failed."""

from __future__ import annotations

from collections import defaultdict
from threading import Barrier, Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.graph.neo4j.ahead import ahead
from lineage.graph.neo4j.lanes import in_lanes, spread


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.integers())), st.integers(1, 4))
def test_items_are_spread_in_their_order_and_those_of_one_key_stay_together(items, lanes):
    parts = spread(items, lanes, key=lambda item: item[0])

    lanes_of = defaultdict(set)
    for number, part in enumerate(parts):
        for key, _ in part:
            lanes_of[key].add(number)
        rest = iter(items)
        assert all(item in rest for item in part)
    assert len(parts) == lanes
    assert sorted(item for part in parts for item in part) == sorted(items)
    assert all(len(numbers) == 1 for numbers in lanes_of.values())


def test_lanes_run_at_once_and_each_in_its_order():
    met = Barrier(2, timeout=30)
    done = defaultdict(list)

    def work(lane, item):
        met.wait()  # nobody comes past alone
        done[lane].append(item)

    in_lanes(work, [["a", "b", "c"], iter([1, 2, 3])])

    assert done == {0: ["a", "b", "c"], 1: [1, 2, 3]}


def test_an_error_in_one_lane_ends_the_other_and_is_raised():
    failed = Event()
    done = []

    def work(lane, item):
        if lane == 0:
            failed.set()
            raise ValueError("the quay is full")
        assert failed.wait(30)
        done.append(item)

    with pytest.raises(ValueError, match="the quay is full"):
        in_lanes(work, [["first"], range(1_000_000)])

    assert len(done) < 1_000_000


def test_an_error_while_items_are_made_is_raised():
    def made():
        yield 1
        raise ValueError("no more gulls")

    with pytest.raises(ValueError, match="no more gulls"):
        in_lanes(lambda lane, item: None, [made()])


def test_the_next_item_is_made_while_one_is_used():
    begun = [Event(), Event()]

    def made():
        for event in begun:
            event.set()
            yield event

    with ahead(made()) as coming:
        assert begun[0].wait(30)
        assert next(coming) is begun[0]
        assert begun[1].wait(30)
        assert list(coming) == [begun[1]]


def test_an_error_of_an_item_comes_in_its_turn():
    def made():
        yield 1
        raise ValueError("no more gulls")

    with ahead(made()) as coming:
        assert next(coming) == 1
        with pytest.raises(ValueError, match="no more gulls"):
            next(coming)
