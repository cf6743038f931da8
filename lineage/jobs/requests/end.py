"""How requests end before their time: revoked, denied, closed; and how a person is forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from lineage.deletion.status import OVER, ended
from lineage.deletion.transitions import NEXT, UNSENT
from lineage.errors import BadInput
from lineage.files import remove_folder
from lineage.jobs.requests.alone import alone
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.request import Denial, Request

SETTLED: Final = (State.NOT_APPLICABLE, State.SUPERSEDED)


@dataclass(frozen=True)
class Ended:
    """A request that ended, and what of it will not leave any more."""

    request: Request
    stopped: tuple[int, ...]


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
        if at.docket.events(request.id, kinds=OVER):
            raise BadInput(f"Request {request.id} has ended already; `lineage request status` says how.")
        unsent = [each.number for each in at.docket.obligations([request.id], UNSENT)]
        with at.writing() as pen:
            pen.append(kind, request.id, body, moves=dict.fromkeys(unsent, State.NOT_APPLICABLE))
        return Ended(request, tuple(unsent))


def close(stores: Stores, text: str, role: str) -> Request:
    """Say that a request is done, when all of its obligations have ended. Raises BadInput naming what has not."""
    with desk(stores) as at:
        request = at.docket.request(text)
        open_ones = [each for each in at.docket.obligations([request.id]) if not ended(each, at.now)]
        if open_ones:
            raise BadInput(
                f"{len(open_ones)} obligations of request {request.id} have not ended, number {open_ones[0].number} "
                f"of {open_ones[0].holder_name} among them, which is {open_ones[0].state}."
            )
        with at.writing() as pen:
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
    dates and outcomes stay, and name nobody. Doing it again changes nothing. Raises BadInput, also while another sends.
    """
    with desk(stores) as at, alone(stores):
        request = at.docket.request(text)
        if not at.docket.events(request.id, kinds=[EventKind.ERASED]):
            waiting = [
                each.number
                for each in at.docket.obligations([request.id], UNSENT | {State.SENDING})
                if State.NOT_APPLICABLE in NEXT[each.state]
            ]
            with at.writing() as pen:
                moves = dict.fromkeys(waiting, State.NOT_APPLICABLE)
                pen.append(EventKind.ERASED, request.id, {"reason": "the requester is forgotten"}, moves=moves)
        for folder in (stores.home / "outbox").glob(f"*{request.id}*"):  # also what a killed process left of it
            remove_folder(folder)
        at.keys.destroy(f"request:{request.id}")
        return request
