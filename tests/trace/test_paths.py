"""The best evidenced paths from a derived thing up to its source."""

from __future__ import annotations

from lineage.model.graph import Status
from lineage.model.words import Modality, Polarity, Predicate, Strength
from lineage.trace.paths import paths
from lineage.trace.walk import Filter
from tests.graph.making import edge

ALL = Filter()
SHORT = edge("made", object="root", strength=Strength.IMPLIED)
LONG = [edge("made", object="between"), edge("between", object="root")]


def test_a_strong_detour_comes_before_a_weak_shortcut():
    assert paths([SHORT, *LONG], "made", "root", ALL) == [LONG, [SHORT]]


def test_of_equally_strong_paths_the_shorter_comes_first():
    short = edge("made", object="root")

    assert paths([short, *LONG], "made", "root", ALL) == [[short], LONG]


def test_of_equally_strong_links_the_surer_path_comes_first():
    sure = [edge("made", object="x", confidence=0.9), edge("x", object="root", confidence=0.9)]
    unsure = [edge("made", object="y", confidence=0.9), edge("y", object="root", confidence=0.4)]

    assert paths([*unsure, *sure], "made", "root", ALL) == [sure, unsure]


def test_no_more_paths_than_asked_for_and_the_best_of_them():
    assert paths([SHORT, *LONG], "made", "root", ALL, count=1) == [LONG]


def test_between_two_things_the_best_edge_is_taken():
    weak = edge("made", Predicate.COPY_OF, "root", strength=Strength.MENTIONED)
    strong = edge("made", object="root", strength=Strength.DECLARED)

    assert paths([weak, strong], "made", "root", ALL) == [[strong]]


def test_an_edge_that_is_still_seen_is_taken_before_one_that_vanished():
    gone = edge("made", Predicate.COPY_OF, "root", strength=Strength.IDENTICAL, status=Status.UNSEEN)
    here = edge("made", object="root")

    assert paths([gone, here], "made", "root", ALL) == [[here]]


def test_a_path_meets_no_thing_twice():
    cycle = [edge("between", object="made")]

    assert paths([*LONG, *cycle], "made", "root", ALL) == [LONG]


def test_there_is_no_path_the_wrong_way_round():
    assert paths(LONG, "root", "made", ALL) == []


def test_there_is_no_path_to_itself_or_to_a_stranger():
    assert paths(LONG, "made", "made", ALL) == []
    assert paths(LONG, "made", "stranger", ALL) == []


def test_what_does_not_hold_is_no_evidence():
    for untrue in ({"polarity": Polarity.NEGATED}, {"modality": Modality.ALLEGED}, {"status": Status.REJECTED}):
        assert paths([edge("made", object="root", **untrue)], "made", "root", ALL) == []


def test_the_filter_decides_which_edges_count():
    assert paths([SHORT, *LONG], "made", "root", Filter(min_strength=Strength.STATED)) == [LONG]
