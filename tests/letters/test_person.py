"""The letter to the person says nothing twice, and nothing that is over as if it were to come."""

from __future__ import annotations

import pytest

from lineage.letters.person import Outcome, page, plain
from lineage.model.obligation import State
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
