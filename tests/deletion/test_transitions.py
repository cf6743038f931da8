"""The one table of transitions: closed, without dead ends, and strict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.deletion.transitions import ENDED, NEXT, UNSENT, WAITING, check
from lineage.errors import IllegalTransition
from lineage.model.obligation import State


def reachable(start):
    found, waiting = {start}, [start]
    while waiting:
        new = NEXT[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def test_every_state_has_its_row():
    assert set(NEXT) == set(State)


def test_every_state_can_be_reached_from_a_plan():
    assert reachable(State.PLANNED) == set(State)


@pytest.mark.parametrize("state", State)
def test_from_everywhere_an_end_can_be_reached(state):
    assert reachable(state) & ENDED


@pytest.mark.parametrize("state", State)
def test_no_state_follows_itself(state):
    assert state not in NEXT[state]


@pytest.mark.parametrize("state", sorted(WAITING))
def test_nothing_leaves_twice_without_a_decision(state):
    assert not NEXT[state] & {State.APPROVED, State.SENDING}


@pytest.mark.parametrize("state", State)
def test_only_silence_ends_as_no_answer(state):
    assert (State.NO_ANSWER in NEXT[state]) == (state in WAITING)


@pytest.mark.parametrize("state", State)
def test_only_what_is_approved_is_sent(state):
    assert (State.SENDING in NEXT[state]) == (state is State.APPROVED)


@pytest.mark.parametrize("state", sorted(UNSENT))
def test_what_has_not_left_can_be_ended(state):
    assert State.NOT_APPLICABLE in NEXT[state]


@given(st.sampled_from(State), st.sampled_from(State))
def test_an_illegal_move_says_what_would_be_legal(here, there):
    if there in NEXT[here]:
        check(7, here, there)
        return
    with pytest.raises(
        IllegalTransition, match=f"Obligation 7 is {here} and cannot become {there}; after {here} comes"
    ):
        check(7, here, there)
