"""What changed between two states of the graph."""

from __future__ import annotations

import pytest

from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Strength
from lineage.trace.diff import difference
from tests.graph.making import edge, projection

PLAIN = edge()


def became(before, after):
    """The difference when one edge goes from one status to another."""
    return difference(projection(edge(status=before)), projection(edge(status=after)))


def test_nothing_changed():
    assert difference(projection(PLAIN), projection(PLAIN)).empty


def test_the_ledgers_clock_alone_is_no_change():
    later = edge(last_seen="2026-11-23")

    assert difference(projection(PLAIN), projection(later)).empty


def test_new_edges_and_new_things():
    fresh = edge("dataset:new")

    found = difference(projection(PLAIN), projection(PLAIN, fresh))

    assert found.new_edges == (fresh,)
    assert [thing.id for thing in found.new_things] == ["dataset:new"]
    assert not found.empty


def test_everything_is_new_to_an_empty_graph():
    found = difference(projection(), projection(PLAIN))

    assert (len(found.new_edges), len(found.new_things)) == (1, 2)


def test_what_the_crawl_no_longer_saw():
    found = became(Status.CURRENT, Status.UNSEEN)

    assert [e.status for e in found.unseen] == [Status.UNSEEN]
    assert found.changed == ()


def test_what_could_not_be_checked():
    assert len(became(Status.CURRENT, Status.NOT_CHECKED).not_checked) == 1


@pytest.mark.parametrize("before", [Status.UNSEEN, Status.NOT_CHECKED])
def test_what_is_back(before):
    found = became(before, Status.CURRENT)

    assert [e.status for e in found.back] == [Status.CURRENT]
    assert found.new_edges == ()


def test_what_is_still_unseen_is_no_news():
    assert became(Status.UNSEEN, Status.UNSEEN).empty


@pytest.mark.parametrize(
    "otherwise",
    [
        {"strength": Strength.DECLARED},
        {"confidence": 0.5},
        {"derivation_kind": DerivationKind.CROP},
        {"valid_to": "2019-01-29"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_the_same_statement_otherwise_is_a_change_with_before_and_after(otherwise):
    after = edge(**otherwise)

    assert difference(projection(PLAIN), projection(after)).changed == ((PLAIN, after),)


def test_what_a_human_rejected_is_not_passed_over():
    assert not became(Status.CURRENT, Status.REJECTED).empty
