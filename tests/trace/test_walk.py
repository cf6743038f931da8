"""A walk meets each thing once, nearest first, by the best evidenced edge."""

from __future__ import annotations

from lineage.model.graph import Status
from lineage.model.words import Predicate, Strength
from lineage.trace.walk import Filter, walk
from tests.graph.making import edge

ALL = Filter()
CHAIN = [edge("b", object="a"), edge("c", object="b"), edge("d", object="c")]


def met(edges, start="a", direction="downstream", **more):
    return [(step.thing, step.level) for step in walk(edges, start, direction, ALL, **more)]


def test_downstream_goes_from_source_to_derived():
    assert met(CHAIN) == [("b", 1), ("c", 2), ("d", 3)]


def test_upstream_goes_from_derived_to_source():
    assert met(CHAIN, "d", "upstream") == [("c", 1), ("b", 2), ("a", 3)]


def test_a_walk_stops_at_its_depth():
    assert met(CHAIN, depth=2) == [("b", 1), ("c", 2)]
    assert met(CHAIN, depth=0) == []


def test_a_walk_from_nowhere_meets_nothing():
    assert met(CHAIN, "elsewhere") == []


def test_a_walk_ends_on_a_cycle_and_does_not_meet_its_start():
    assert met([*CHAIN, edge("a", object="d")]) == [("b", 1), ("c", 2), ("d", 3)]


def test_the_foot_of_a_diamond_is_met_once_at_its_shortest_distance():
    diamond = [
        edge("left", object="a"), edge("right", object="a"), edge("middle", object="right"),
        edge("foot", object="left"), edge("foot", object="middle"),
    ]  # fmt: skip

    assert met(diamond) == [("left", 1), ("right", 1), ("foot", 2), ("middle", 2)]


def test_a_thing_is_met_by_its_best_edge_and_the_others_are_kept():
    weak = edge("b", Predicate.USES, "a", strength=Strength.IMPLIED)
    strong = edge("b", Predicate.DERIVED_FROM, "a", strength=Strength.DECLARED)
    sure = edge("b", Predicate.COPY_OF, "a", strength=Strength.DECLARED, confidence=0.95)

    (step,) = walk([weak, strong, sure], "a", "downstream", ALL)

    assert step.via == sure
    assert step.others == (strong, weak)


def test_an_edge_still_seen_is_better_than_a_stronger_one_that_vanished():
    gone = edge("b", Predicate.COPY_OF, "a", strength=Strength.IDENTICAL, status=Status.UNSEEN)
    here = edge("b", object="a", strength=Strength.STATED)

    (step,) = walk([gone, here], "a", "downstream", ALL)

    assert (step.via, step.others) == (here, (gone,))


def test_equal_distances_come_in_the_order_of_their_ids():
    assert met([edge(name, object="a") for name in ("y", "x", "z")]) == [("x", 1), ("y", 1), ("z", 1)]
