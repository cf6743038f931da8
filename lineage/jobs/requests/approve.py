"""`lineage request approve`: a named role lets a frozen plan leave; nothing leaves without."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from lineage.deletion.status import OVER, identified
from lineage.deletion.transitions import WAITING
from lineage.errors import BadInput, NotApproved
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.stores import Stores
from lineage.model.counting import count
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import OURSELVES, State
from lineage.model.request import Request

FIRST: Final = (State.PLANNED, State.RESURFACED)
"""What an approval lets leave unless it names obligations."""
AGAIN: Final = (
    *FIRST, State.DELIVERY_UNCERTAIN, State.UNREACHABLE, State.STILL_PRESENT, State.REFUSED, State.EXEMPT,
    State.NO_ANSWER,
)  # fmt: skip
"""What it may let leave, once more too, where it names them."""


@dataclass(frozen=True)
class Approved:
    """What may leave now."""

    request: Request
    obligations: tuple[int, ...]
    left_out: int
    """Obligations that wait for another approval."""


def approve(
    stores: Stores, text: str, role: str, *, only: Collection[int] = (), leave_out: Collection[int] = ()
) -> Approved:
    """Approve a request's plan in a role: all of it that waits, but for some; or only some, these also once more.

    It covers the reminders too. What we hold ourselves becomes a task at once: no letter goes to us.
    Raises BadInput, NotApproved for a requester whom nobody checked.
    """
    if not role.strip():
        raise BadInput("An approval is given in a role; name it with --as, such as 'data protection officer'.")
    with desk(stores) as at:
        request = at.docket.request(text)
        events = at.docket.events(request.id)
        obligations = list(at.docket.obligations([request.id]))
        ready(request, events)
        if unknown := (set(only) | set(leave_out)) - {each.number for each in obligations}:
            raise BadInput(f"There is no obligation {min(unknown)} in this request; `lineage request status` has them.")
        wanted = [each for each in obligations if each.state in (AGAIN if only else FIRST)]
        chosen = [each.number for each in wanted if (not only or each.number in only) and each.number not in leave_out]
        if only and (stuck := set(only) - set(chosen) - set(leave_out)):
            state = next(each.state for each in obligations if each.number == min(stuck))
            raise BadInput(f"Obligation {min(stuck)} is {state}; there is nothing to approve.")
        if chosen:
            with at.writing() as pen:
                moves = dict.fromkeys(chosen, State.APPROVED)
                pen.append(EventKind.APPROVED, request.id, {"role": role.strip(), "reminders": True}, moves=moves)
                ours = [each.number for each in wanted if each.holder == OURSELVES and each.number in moves]
                if ours:  # no letter goes there: the approval is all that we have to be told
                    told = {"holder": OURSELVES, "kind": "task"}
                    pen.append(EventKind.SENT, request.id, told, moves=dict.fromkeys(ours, State.NOTIFIED))
    left = [each.number for each in obligations if each.state in FIRST and each.number not in chosen]
    return Approved(request, tuple(chosen), len(left))


def ready(request: Request, events: Sequence[Event]) -> None:
    """Return where a request goes on, has a plan, and is of somebody who is who they say; raises NotApproved."""
    if over := [event.kind for event in events if event.kind in OVER]:
        raise NotApproved(f"Request {request.id} was {over[-1]}; nothing of it leaves any more.")
    if EventKind.PLANNED not in {event.kind for event in events}:
        raise NotApproved(f"Request {request.id} has no plan yet; make one with `lineage request plan`.")
    checks = [event for event in events if event.kind is EventKind.IDENTITY_CHECKED]
    if not identified(checks):
        seen = "Whoever looked last is not satisfied about" if checks else "Nobody checked"
        raise NotApproved(
            f"{seen} who makes request {request.id}, so nothing of it leaves; `lineage request identify` writes down "
            "that they are who they say, `lineage request deny` that they are not."
        )


def something_approved(at: Desk, request: Request) -> None:
    """Return unless all that could leave of a request waits for a plan or an approval; raises NotApproved."""
    ready(request, at.docket.events(request.id))
    states = [each.state for each in at.docket.obligations([request.id])]
    waiting = sum(state in FIRST for state in states)
    if waiting and not {State.APPROVED, State.SENDING, *WAITING}.intersection(states):
        left, wait = count(waiting, "obligation"), "waits" if waiting == 1 else "wait"
        raise NotApproved(
            f"{left} of request {request.id} {wait} for approval, and nothing else of it could leave; a named role "
            "lets it leave with `lineage request approve`."
        )
