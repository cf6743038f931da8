"""How requests end before their time: revoked, denied, closed; and how a person is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lineage.channels import outbox
from lineage.deletion.status import OVER, ended
from lineage.deletion.transitions import UNSENT, WAITING
from lineage.errors import BadInput
from lineage.jobs.requests.approve import ready
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.stores import Stores
from lineage.model.counting import count
from lineage.model.docket import EventKind
from lineage.model.obligation import OURSELVES, State
from lineage.model.request import Denial, Request

if TYPE_CHECKING:
    from lineage.deletion.pen import Pen

SETTLED: Final = (State.NOT_APPLICABLE, State.SUPERSEDED)


@dataclass(frozen=True)
class Ended:
    """A request that ended, and what of it will not leave any more."""

    request: Request
    stopped: tuple[int, ...]
    """Obligations of which nothing had left."""
    taken_back: tuple[int, ...]
    """Obligations whose letters lay ready for a person to carry."""
    told: tuple[str, ...]
    """The holders who were told before, by name. They know what they know, and are not told that it has ended."""


def revoke(stores: Stores, text: str) -> Ended:
    """The person takes the request back: what has not left stays here. Raises BadInput."""
    return _end(stores, text, EventKind.REVOKED, {"reason": "the requester revoked it"})


def deny(stores: Stores, text: str, reason: str, role: str) -> Ended:
    """A named role turns a request down, for a reason of the Data Rights Protocol. Raises BadInput."""
    if reason not in set(Denial):
        raise BadInput(f"'{reason}' is no reason to deny a request; there are {', '.join(Denial)}.")
    if not role.strip():
        raise BadInput("A request is denied in a role; name it with --as, such as 'data protection officer'.")
    return _end(stores, text, EventKind.DENIED, {"reason": reason, "role": role.strip()})


def _end(stores: Stores, text: str, kind: EventKind, body: dict[str, str]) -> Ended:
    with desk(stores) as at:
        request = at.docket.request(text)
        own = _own(at, request)
        with at.writing() as pen:
            if pen.newest(OVER, request.id):
                raise BadInput(f"Request {request.id} has ended already; `lineage request status` says how.")
            stopped, laid = _stop(pen, request, own, kind, body)
        _take_back(at, request, laid.values())
        return Ended(request, stopped, tuple(sorted(laid)), _told(at, request))


def _stop(
    pen: Pen, request: Request, own: Collection[int], kind: EventKind, body: Mapping[str, str]
) -> tuple[tuple[int, ...], dict[int, str]]:
    """End a request; gives what had not left, and what lay ready, with its notices.

    Both are read with the pen: what left in between is told, and what was planned in between ends, too.
    """
    states = pen.states_of(request.id).items()
    unsent = tuple(number for number, state in states if state in UNSENT or (number in own and state in WAITING))
    laid = pen.handed_over(request.id)
    pen.append(kind, request.id, body, moves=dict.fromkeys([*unsent, *laid], State.NOT_APPLICABLE))
    return unsent, laid


def _own(at: Desk, request: Request) -> set[int]:
    """What we would have done ourselves: of that nothing leaves, whatever was approved."""
    return {each.number for each in at.docket.obligations([request.id]) if each.holder == OURSELVES}


def _take_back(at: Desk, request: Request, notices: Iterable[str]) -> None:
    """Remove the letters that nobody is to carry any more, reminders and complaints among them."""
    laid = at.docket.events(request.id, kinds=[EventKind.HANDED_OVER])
    reminders = [event.notice for event in laid if event.body["kind"] == "reminder" and event.notice]
    outbox.take_back(at.stores.home, request.id, {*notices, *reminders})


def _told(at: Desk, request: Request) -> tuple[str, ...]:
    told = {event.body.get("holder") for event in at.docket.events(request.id, kinds=[EventKind.SENT])} - {OURSELVES}
    names = {each.holder_name for each in at.docket.obligations([request.id]) if each.holder in told}
    return tuple(sorted(names))


def close(stores: Stores, text: str, role: str) -> Request:
    """Say that a request is done, when all of its obligations have ended.

    Raises BadInput naming what has not, NotApproved for a request that nobody checked or planned, or that is over.
    """
    if not role.strip():
        raise BadInput("A request is closed in a role; name it with --as, such as 'data protection officer'.")
    with desk(stores) as at:
        request = at.docket.request(text)
        ready(request, at.docket.events(request.id))
        obligations = list(at.docket.obligations([request.id]))
        open_ones = [each for each in obligations if not ended(each, at.now)]
        if open_ones:
            first, left = open_ones[0], count(len(open_ones), "obligation has", "obligations have")
            raise BadInput(
                f"Of request {request.id} {left} not ended, number {first.number} of {first.holder_name} among them, "
                f"which is {first.state}."
            )
        with at.writing() as pen:
            if pen.newest(OVER, request.id) or pen.states_of(request.id) != {e.number: e.state for e in obligations}:
                raise BadInput(f"Somebody worked on request {request.id} at this moment; look again, then close it.")
            pen.append(EventKind.CLOSED, request.id, {"role": role.strip()})
        return request


def settle(stores: Stores, text: str, numbers: Collection[int], state: str, reason: str, role: str) -> tuple[int, ...]:
    """A human ends obligations: not owed after all, or another stands for it. Raises BadInput, IllegalTransition."""
    if state not in SETTLED:
        raise BadInput(f"Obligations are settled as {' or '.join(SETTLED)}, not as '{state}'.")
    if not reason.strip() or not role.strip():
        raise BadInput("Who settles an obligation says in which role and why; give --as and --reason.")
    with desk(stores) as at:
        request = at.docket.request(text)
        moves = dict.fromkeys(numbers, State(state))
        with at.writing() as pen:
            pen.allow(request.id, moves)
            body = {"role": role.strip(), "because": at.seal(request.id, "reason", reason.strip().encode())}
            pen.append(EventKind.SETTLED, request.id, body, moves=moves)
        return tuple(numbers)


def erase(stores: Stores, text: str) -> Request:
    """Forget a person: the key of their request is destroyed, and what it sealed is unreadable everywhere.

    Letters that lie ready, to holders and to the person, are removed. What has not left does not leave; obligations,
    dates and outcomes stay, and name nobody. Doing it again changes nothing. Raises BadInput.
    """
    with desk(stores) as at:
        request = at.docket.request(text)
        own = _own(at, request)
        with at.writing() as pen:
            if pen.newest([EventKind.ERASED], request.id) is None:
                _stop(pen, request, own, EventKind.ERASED, {"reason": "the requester is forgotten"})
        at.keys.destroy(f"request:{request.id}")
        outbox.clear(stores.home, request.id)  # after the key: who lays down a letter meanwhile finds that it is gone
        return request
