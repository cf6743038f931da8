"""The things where data begins."""

from __future__ import annotations

from lineage.trace.origins import origins


def test_what_is_made_from_nothing_is_an_origin():
    assert origins([("root", "made"), ("other", "made"), ("made", "more")]) == {"root", "other"}


def test_a_circle_that_nothing_leads_into_is_an_origin_as_a_whole():
    assert origins([("a", "b"), ("b", "a"), ("b", "below")]) == {"a", "b"}


def test_a_circle_below_an_origin_is_none():
    assert origins([("root", "a"), ("a", "b"), ("b", "a")]) == {"root"}


def test_a_thing_made_from_itself_is_an_origin():
    assert origins([("a", "a")]) == {"a"}
