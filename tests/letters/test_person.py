"""The letter to the person says nothing twice, and nothing that is over as if it were to come."""

from __future__ import annotations

from datetime import date

import pytest

from lineage.letters.deliveries import Delivered
from lineage.letters.person import Outcome, page, plain
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.request import Regulation
from tests.letters.cases import obligation
from tests.letters.views import to_person


def of_one(state, **more):
    """The letter about one holder, as text and as a page."""
    letter = to_person(outcomes=(Outcome("Acme", (obligation(state=state),), **more),))
    return plain(letter).text, page(letter)


def test_several_answers_stand_under_one_heading():
    for letter in of_one(State.CLAIMED_DONE, said=("2026-11-20: acknowledged", "2026-11-24: done")):
        assert letter.count("They say:") == 1
        assert "2026-11-20" in letter and "2026-11-24" in letter


@pytest.mark.parametrize(("state", "yet"), [(State.PLANNED, True), (State.NOT_APPLICABLE, False)])
def test_who_need_not_be_told_is_not_told_yet(state, yet):
    for letter in of_one(state):
        assert "Not told" in letter
        assert ("Not told yet." in letter) is yet


@pytest.mark.parametrize("standing", [True, False])
def test_a_request_that_goes_on_has_no_last_letter(standing):
    letter = to_person(following=(), standing=standing)

    for text in (plain(letter).text, page(letter)):
        assert ("This is the last letter" in " ".join(text.split())) is not standing


def letter(came_of, kind="notice"):
    return Delivered(date(2026, 11, 28), "n", "folder", came_of, kind=kind)


@pytest.mark.parametrize("came_of", [kind for kind in EventKind if kind is not EventKind.SENT])
def test_only_who_has_a_letter_is_said_to_be_told(came_of):
    for text in of_one(State.SENDING, told=(letter(came_of),)):
        assert "Told on" not in text
        assert "Not told yet." in text
        assert "Nobody was told so far." in text


def test_a_letter_that_lies_ready_is_said_to_lie_ready():
    for text in of_one(State.SENDING, told=(letter(EventKind.HANDED_OVER),)):
        assert "since 2026-11-28 a letter lies ready for a person to carry" in " ".join(text.split())


@pytest.mark.parametrize(("kind", "words"), [("notice", "Told on"), ("inquiry", "Asked, without"), ("reminder", "Rem")])
def test_each_kind_of_letter_is_called_what_it_is(kind, words):
    for text in of_one(State.NOTIFIED, told=(letter(EventKind.SENT, kind),)):
        assert words in text


def test_who_was_told_before_and_cannot_be_reached_now_stands_in_both_points():
    for text in of_one(State.DELIVERY_UNCERTAIN, told=(letter(EventKind.SENT),), obstacle="It may have arrived."):
        assert "Told on 2026-11-28" in text
        assert "It may have arrived." in text


def test_what_became_of_a_complaint_is_said():
    said = "A complaint was sent to a supervisory authority on 2026-12-30."
    for text in of_one(State.NO_ANSWER, told=(letter(EventKind.SENT),), complaint=said):
        assert said in " ".join(text.split())


def test_what_we_hold_ourselves_is_taken_out_and_told_to_nobody():
    own = Outcome("our own archive", (obligation(owed="own", state=State.SENDING),), (letter(EventKind.HANDED_OVER),))
    for text in (plain(to_person(outcomes=(own,))).text, page(to_person(outcomes=(own,)))):
        assert "still to be taken out" in text
        assert "ready for a person to carry" not in text
        assert "Nobody was told so far." in text


def test_a_request_that_rests_on_no_law_is_not_said_to_be_under_one():
    letter = to_person(regulation=Regulation.VOLUNTARY)

    for text in (plain(letter).text, page(letter)):
        assert "under no law" not in text
        assert "by a request that rests on no law" in " ".join(text.split())
