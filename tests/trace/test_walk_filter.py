"""Which edges a walk may use: strength, confidence, kind, what still stands, and the world's clock."""

from __future__ import annotations

import pytest

from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength
from lineage.trace.walk import Filter, held_on, undated, walk
from tests.graph.making import edge


def test_weaker_edges_than_asked_for_are_left_out():
    accept = Filter(min_strength=Strength.STATED)

    assert accept.accepts(edge(strength=Strength.STATED))
    assert accept.accepts(edge(strength=Strength.IDENTICAL))
    assert not accept.accepts(edge(strength=Strength.IMPLIED))


def test_less_sure_edges_than_asked_for_are_left_out():
    accept = Filter(min_confidence=0.7)

    assert accept.accepts(edge(confidence=0.7))
    assert not accept.accepts(edge(confidence=0.69))


def test_derivations_of_another_kind_are_left_out_and_edges_without_a_kind_stay():
    accept = Filter(kind=DerivationKind.CROP)

    assert accept.accepts(edge(derivation_kind=DerivationKind.CROP))
    assert accept.accepts(edge(predicate=Predicate.COPY_OF))
    assert not accept.accepts(edge(derivation_kind=DerivationKind.FEATURES))


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
def test_what_does_not_hold_is_never_walked(untrue):
    assert not Filter().accepts(edge(**untrue))


def test_what_is_reported_is_walked():
    assert Filter().accepts(edge(modality=Modality.REPORTED))


@pytest.mark.parametrize("status", [Status.UNSEEN, Status.NOT_CHECKED])
def test_what_was_not_seen_again_is_walked_unless_refused(status):
    assert Filter().accepts(edge(status=status))
    assert Filter(unseen=False).accepts(edge(status=status)) == (status is not Status.UNSEEN)


def test_a_filtered_edge_ends_the_walk_there():
    edges = [edge("b", object="a", strength=Strength.MENTIONED), edge("c", object="b")]

    assert walk(edges, "a", "downstream", Filter(min_strength=Strength.STATED)) == []


@pytest.mark.parametrize(
    ("as_of", "held"),
    [
        ("2015-12-31", False),
        ("2016-02-01", True),
        ("2018-06-01", True),
        ("2019-01-28", True),
        ("2019-01-29", False),
        ("2026-01-01", False),
    ],
)
def test_a_dated_edge_held_from_its_first_day_until_its_last(as_of, held):
    dated = edge(valid_from="2016-02-01", valid_to="2019-01-29")

    assert held_on(dated, as_of) is held


def test_an_edge_that_ended_during_the_day_still_held_on_it():
    ended = edge(valid_to="2019-01-29T15:00:00Z")

    assert held_on(ended, "2019-01-29")
    assert not held_on(ended, "2019-01-29T15:00:00Z")


def test_an_edge_that_began_during_the_day_held_on_it():
    begun = edge(valid_from="2019-01-29T15:00:00Z")

    assert held_on(begun, "2019-01-29")
    assert not held_on(begun, "2019-01-29T14:59:59Z")


@pytest.mark.parametrize(
    ("dates", "as_of", "held"),
    [
        ({"valid_from": "2016-02-01"}, "2026-01-01", True),
        ({"valid_from": "2016-02-01"}, "2016-01-31", False),
        ({"valid_to": "2019-01-29"}, "1999-01-01", True),
        ({}, "1999-01-01", True),
    ],
    ids=["begun and not ended", "not yet begun", "begun nobody knows when", "undated"],
)
def test_an_unknown_date_is_taken_to_include_the_day(dates, as_of, held):
    assert held_on(edge(**dates), as_of) is held


def test_a_walk_as_of_a_day_keeps_undated_edges_and_tells_how_many():
    edges = [
        edge("early", object="a", valid_to="2015-01-01"),
        edge("dated", object="a", valid_from="2016-01-01"),
        edge("undated", object="a"),
    ]

    steps = walk(edges, "a", "downstream", Filter(as_of="2020-01-01"))

    assert [step.thing for step in steps] == ["dated", "undated"]
    assert undated([step.via for step in steps]) == 1
