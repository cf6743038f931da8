"""Where a request stands, in the words of the Data Rights Protocol: computed from its events and obligations. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lineage.clock import parse_moment
from lineage.deletion.transitions import ENDED
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Obligation, State
from lineage.model.request import Denial, RequestStatus

IDENTITY_WITHIN: Final = timedelta(days=45)
"""A request whose maker did not show who they are within this time is expired."""
OVER: Final = frozenset({EventKind.REVOKED, EventKind.DENIED, EventKind.ERASED})
"""What ends a request before its time: after one of these, nothing of it leaves any more."""
CHECK_WITHIN: Final = timedelta(days=30)
"""So long after a holder said that it is done we keep looking; then their word stands as their word."""


@dataclass(frozen=True)
class Standing:
    """Where a request stands, and why."""

    status: RequestStatus
    detail: str = ""
    """`need_verification`, the reason of a denial, `closed` where a named role said so, or nothing."""


def identified(events: Iterable[Event]) -> bool:
    """Whether somebody checked that the requester is who they say, and was satisfied."""
    checks = [event.body["satisfied"] for event in events if event.kind is EventKind.IDENTITY_CHECKED]
    return bool(checks and checks[-1])


def standing(events: Iterable[Event], obligations: Iterable[Obligation], now: datetime) -> Standing:
    """Where a request stands at a moment, from all its events and obligations."""
    told = list(events)
    kinds = {event.kind for event in told}
    if EventKind.REVOKED in kinds or EventKind.ERASED in kinds:
        return Standing(RequestStatus.REVOKED)
    for event in told:
        if event.kind is EventKind.DENIED:
            return Standing(RequestStatus.DENIED, Denial(event.body["reason"]).value)
    if not identified(told):
        if now > parse_moment(told[0].at) + IDENTITY_WITHIN:
            return Standing(RequestStatus.EXPIRED, "nobody showed who asks")
        asked = {EventKind.CODE_ISSUED, EventKind.IDENTITY_CHECKED} & kinds
        return Standing(RequestStatus.IN_PROGRESS if asked else RequestStatus.OPEN, "need_verification")
    if EventKind.PLANNED not in kinds or not all(ended(each, now) for each in obligations):
        return Standing(RequestStatus.IN_PROGRESS)
    closed = max((event.number for event in told if event.kind is EventKind.CLOSED), default=0)
    went_on = max(event.number for event in told if event.kind is EventKind.PLANNED or "moves" in event.body)
    return Standing(RequestStatus.FULFILLED, "closed" if closed > went_on else "")


def ended(obligation: Obligation, now: datetime) -> bool:
    """Whether nothing is left to do on an obligation."""
    if obligation.state is State.CLAIMED_DONE:
        return now > parse_moment(obligation.since) + CHECK_WITHIN
    return obligation.state in ENDED
