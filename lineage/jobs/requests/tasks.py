"""What a person has to do next about a holder: one thing, the most pressing, with the command that does it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lineage.deletion.due import Waiting
from lineage.deletion.transitions import WAITING
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import OURSELVES, Obligation, State
from lineage.model.request import Request


@dataclass(frozen=True)
class Task:
    """Something to do."""

    what: str
    command: str


_DO: Final = (
    (State.DELIVERY_UNCERTAIN, "find out whether the letter arrived", "record {id} '{holder}' arrived"),
    (State.STILL_PRESENT, "it is still there: tell them again", "approve {id} --only {numbers} --as ROLE"),
    (State.RESURFACED, "it is there again: tell them again", "approve {id} --as ROLE"),
    (State.UNREACHABLE, "find another way to them, then send again", "approve {id} --only {numbers} --as ROLE"),
    (State.PLANNED, "approve it, or leave it out", "approve {id} --as ROLE"),
    (State.APPROVED, "send it", "send {id} --really"),
    (State.CLAIMED_DONE, "look whether it is gone", "verify {id}"),
)

_OURS: Final = (
    "remove the person's photos from our index and archive: build it again without them (docs/requests.md, 3)"
)


_COMPLAIN: Final = "send the complaint in the outbox to the authority, then say so; or say why you will not"


def task(
    request: Request,
    owed: Sequence[Obligation],
    *,
    late: Waiting | None,
    handed: bool,
    known: bool,
    over: bool = False,
    complaint: bool = False,
) -> Task | None:
    """The next thing to do about one holder's obligations; None where nothing is to be done but wait.

    Of a request that is over nothing is left to do but to find out what arrived.
    """
    states = {each.state for each in owed} & ({State.DELIVERY_UNCERTAIN} if over else set(State))
    holder = owed[0].holder
    if holder == OURSELVES and states & (WAITING | {State.STILL_PRESENT}):
        return _task(_OURS, "record {id} '{holder}' done", owed)
    if handed and State.SENDING in states:
        way = "carry the letter to them, then say so" if known else "find out how to reach them, carry the letter there"
        return _task(way, "record {id} '{holder}' sent", owed)
    for state, what, command in _DO:
        if state in states:
            return _task(what, command, [each for each in owed if each.state is state])
    if late and (late.overdue or late.to_remind):
        what = "the time is over: prepare the complaint" if late.overdue else "remind them"
        return _task(what, "send {id} --really", owed)
    if complaint and not over:
        return _task(_COMPLAIN, "record {id} '{holder}' complained", owed)
    return None


def complaint_waits(events: Iterable[Event], holder: str) -> bool:
    """Whether a complaint about a holder lies ready, and nobody has said what became of it."""
    of = [event for event in events if event.kind is EventKind.ESCALATED and event.body["holder"] == holder]
    return bool(of) and "letter" in of[-1].body


def _task(what: str, command: str, owed: Sequence[Obligation]) -> Task:
    numbers = " --only ".join(str(each.number) for each in owed)
    filled = command.format(id=owed[0].request[:8], holder=owed[0].holder.replace("'", ""), numbers=numbers)
    return Task(what, f"lineage request {filled}")
