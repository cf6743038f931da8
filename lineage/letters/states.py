"""The states of an obligation in words that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lineage.model.obligation import Obligation, State

Turn = Literal["ours", "theirs", "look", "done", "declined", "trouble"]
"""Whose turn it is: ours to send; theirs to answer; ours to look whether it is gone; nobody's, it is done; nobody's,
they decline or keep silent; a human's, something is in the way."""


@dataclass(frozen=True)
class Said:
    """A state as people read it."""

    word: str
    meaning: str
    turn: Turn


STATES: Final[Mapping[State, Said]] = {
    State.PLANNED: Said("planned", "It is in the plan, and nobody has approved it yet.", "ours"),
    State.APPROVED: Said("approved", "It may be sent.", "ours"),
    State.SENDING: Said(
        "prepared", "A letter lies ready to be carried, or is just being sent; that it arrived is not known.", "ours"
    ),
    State.NOTIFIED: Said("told", "They were told; their time to answer runs.", "theirs"),
    State.ACKNOWLEDGED: Said("being worked on", "They say that they are working on it.", "theirs"),
    State.CLAIMED_DONE: Said("said to be deleted", "They say that it is deleted; nobody has looked yet.", "look"),
    State.VERIFIED: Said("deleted, and checked", "We looked where it was, and it is gone.", "done"),
    State.REFUSED: Said("refused", "They will not delete it, and say on what basis.", "declined"),
    State.EXEMPT: Said("exempt", "They say that the law lets them keep it, and which one.", "declined"),
    State.NOT_FOUND: Said("not found", "They say that they looked and have nothing of it.", "done"),
    State.NO_ANSWER: Said("no answer", "The time is over, and no answer came; a complaint was prepared.", "declined"),
    State.UNREACHABLE: Said("not reached", "No way to reach them is known, or none worked.", "trouble"),
    State.DELIVERY_UNCERTAIN: Said("perhaps sent", "It may have been sent or not; a person decides.", "trouble"),
    State.STILL_PRESENT: Said("still there", "We looked where it was, and it is still there.", "trouble"),
    State.NOT_APPLICABLE: Said("not owed", "It turned out that there is nothing to delete; there is evidence.", "done"),
    State.SUPERSEDED: Said("joined with another", "It goes on with more that is asked for, or another name.", "done"),
    State.RESURFACED: Said("there again", "It was gone, and a copy is there again.", "trouble"),
}


def counted(states: Iterable[State]) -> list[tuple[State, int]]:
    """How often each state occurs, in the order of the table; also those that do not occur."""
    counts = Counter(states)
    return [(state, counts[state]) for state in STATES]


def word(obligation: Obligation) -> str:
    """Where an obligation stands; what we hold ourselves nobody is told of, we take it out."""
    said = STATES[obligation.state]
    return "still to be taken out" if obligation.owed == "own" and said.turn in ("ours", "theirs") else said.word


def unsettled(state: State) -> bool:
    """Whether something is still to be done or waited for."""
    return STATES[state].turn not in ("done", "declined")
