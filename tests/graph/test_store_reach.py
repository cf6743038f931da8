"""Reach: a walk level by level inside the store, along edges that hold."""

from __future__ import annotations

import pytest

from lineage.model.graph import Status
from lineage.model.words import DATA_FLOWS, Modality, Polarity, Predicate
from tests.graph.making import edge, projection

ROOT, CHILD, GRANDCHILD = "dataset:root", "dataset:child", "dataset:grandchild"


@pytest.fixture
def family(graph):
    graph.load(projection(edge(CHILD, object=ROOT), edge(GRANDCHILD, Predicate.COPY_OF, CHILD)))
    return graph


def test_reach_goes_down_and_up_with_distances(family):
    assert family.reach(ROOT, "downstream", DATA_FLOWS).levels == {ROOT: 0, CHILD: 1, GRANDCHILD: 2}
    assert family.reach(GRANDCHILD, "upstream", DATA_FLOWS).levels == {GRANDCHILD: 0, CHILD: 1, ROOT: 2}


@pytest.mark.parametrize(("depth", "reached"), [(0, 1), (1, 2), (2, 3), (9, 3)])
def test_reach_stops_at_its_depth(family, depth, reached):
    assert len(family.reach(ROOT, "downstream", DATA_FLOWS, depth).levels) == reached


def test_reach_follows_only_the_predicates_asked_for(family):
    assert family.reach(ROOT, "downstream", frozenset({Predicate.DERIVED_FROM})).levels == {ROOT: 0, CHILD: 1}


def test_reach_meets_each_thing_once_and_ends_on_cycles(graph):
    round_trip = [edge("dataset:a", object="dataset:b"), edge("dataset:b", object="dataset:a")]
    graph.load(projection(*round_trip))

    reach = graph.reach("dataset:a", "downstream", DATA_FLOWS)

    assert reach.levels == {"dataset:a": 0, "dataset:b": 1}
    assert len(reach.edges) == 2


@pytest.mark.parametrize(
    "untrue",
    [
        {"polarity": Polarity.NEGATED},
        {"polarity": Polarity.HYPOTHETICAL},
        {"modality": Modality.ALLEGED},
        {"status": Status.REJECTED},
    ],
    ids=lambda said: next(iter(said.values())).value,
)
def test_reach_does_not_walk_edges_that_do_not_hold(graph, untrue):
    graph.load(projection(edge(CHILD, object=ROOT, **untrue)))

    assert graph.reach(ROOT, "downstream", DATA_FLOWS).levels == {ROOT: 0}


@pytest.mark.parametrize("still", [{"status": Status.UNSEEN}, {"modality": Modality.REPORTED}])
def test_reach_walks_what_vanished_or_is_reported(graph, still):
    graph.load(projection(edge(CHILD, object=ROOT, **still)))

    assert set(graph.reach(ROOT, "downstream", DATA_FLOWS).levels) == {ROOT, CHILD}


def test_reach_from_an_unknown_thing_is_that_thing_alone(family):
    assert family.reach("dataset:nowhere", "downstream", DATA_FLOWS).levels == {"dataset:nowhere": 0}
