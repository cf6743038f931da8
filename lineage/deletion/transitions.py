"""Which state of an obligation may follow which: the one table. Everything that moves an obligation asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lineage.errors import IllegalTransition
from lineage.model.obligation import State

S = State
_ANSWERS: Final = frozenset({S.ACKNOWLEDGED, S.CLAIMED_DONE, S.REFUSED, S.EXEMPT, S.NOT_FOUND})
"""What a holder may say."""
_SETTLED: Final = frozenset({S.NOT_APPLICABLE, S.SUPERSEDED})
"""How a human may end anything that has not ended, with evidence."""

NEXT: Final[Mapping[State, frozenset[State]]] = {
    S.PLANNED: _SETTLED | {S.APPROVED},
    S.APPROVED: _SETTLED | {S.SENDING, S.NOTIFIED},  # the latter for ourselves, whom an approval tells
    S.SENDING: _SETTLED | {S.NOTIFIED, S.APPROVED, S.DELIVERY_UNCERTAIN, S.UNREACHABLE},
    S.DELIVERY_UNCERTAIN: _SETTLED | _ANSWERS | {S.APPROVED, S.NOTIFIED, S.UNREACHABLE},
    S.NOTIFIED: _SETTLED | _ANSWERS | {S.VERIFIED, S.STILL_PRESENT, S.NO_ANSWER, S.UNREACHABLE},
    S.ACKNOWLEDGED: _SETTLED | _ANSWERS - {S.ACKNOWLEDGED} | {S.VERIFIED, S.STILL_PRESENT, S.NO_ANSWER},
    S.CLAIMED_DONE: _SETTLED | _ANSWERS - {S.CLAIMED_DONE} | {S.VERIFIED, S.STILL_PRESENT},
    S.VERIFIED: frozenset({S.RESURFACED, S.SUPERSEDED}),
    S.REFUSED: _SETTLED | _ANSWERS - {S.REFUSED} | {S.VERIFIED, S.APPROVED},
    S.EXEMPT: _SETTLED | _ANSWERS - {S.EXEMPT} | {S.VERIFIED, S.APPROVED},
    S.NOT_FOUND: _SETTLED | _ANSWERS - {S.NOT_FOUND} | {S.VERIFIED, S.STILL_PRESENT, S.RESURFACED},
    S.NO_ANSWER: _SETTLED | _ANSWERS | {S.VERIFIED, S.APPROVED},
    S.UNREACHABLE: _SETTLED | _ANSWERS | {S.VERIFIED, S.APPROVED},
    S.STILL_PRESENT: _SETTLED | _ANSWERS | {S.VERIFIED, S.APPROVED, S.UNREACHABLE},
    S.NOT_APPLICABLE: frozenset({S.RESURFACED, S.SUPERSEDED}),
    S.RESURFACED: _SETTLED | {S.APPROVED, S.VERIFIED},
    S.SUPERSEDED: frozenset(),
}

ENDED: Final = frozenset({S.VERIFIED, S.EXEMPT, S.REFUSED, S.NOT_FOUND, S.NOT_APPLICABLE, S.SUPERSEDED, S.NO_ANSWER})
"""With these nothing is left to do; so it is with CLAIMED_DONE once its check date is past."""
UNSENT: Final = frozenset({S.PLANNED, S.APPROVED, S.RESURFACED})
"""Of these nothing has left yet: revoking a request ends them."""
WAITING: Final = frozenset({S.NOTIFIED, S.ACKNOWLEDGED})
"""The holder's time runs. Who gave an answer that turned out to be wrong did answer: a human decides what follows."""


def check(obligation: int, here: State, there: State) -> None:
    """Return when the move is legal; raises IllegalTransition."""
    if there not in NEXT[here]:
        after = ", ".join(sorted(NEXT[here])) or "nothing"
        raise IllegalTransition(
            f"Obligation {obligation} is {here} and cannot become {there}; after {here} comes {after}."
        )
