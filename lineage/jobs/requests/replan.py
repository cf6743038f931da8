"""Requests that go on: after each crawl they are planned again, and copies that came back are found."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.deletion.status import standing
from lineage.errors import BadInput, Erased
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.places import Places, looking
from lineage.jobs.requests.plan import Planning, freeze
from lineage.jobs.requests.verify import resurfaced
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.request import Request, RequestStatus


@dataclass(frozen=True)
class Replanned:
    """What a crawl changed for one request."""

    request: str
    added: tuple[int, ...]
    """New obligations; they wait for approval."""
    resurfaced: tuple[int, ...]
    """Obligations whose copies are there again."""
    problem: str = ""
    """Why it could not be planned; empty where it was."""


def replan(stores: Stores) -> list[Replanned]:
    """Plan every request again that is open, or fulfilled and standing. It only adds. Raises BadInput."""
    with desk(stores) as at:
        waiting = [request for request in at.docket.requests() if _goes_on(at, request)]
        if not waiting:
            return []
        planning = Planning(stores)
        with looking(stores) as places:
            return [_replanned(at, request, planning, places) for request in waiting]


def _replanned(at: Desk, request: Request, planning: Planning, places: Places) -> Replanned:
    try:
        added = freeze(at, request, planning).planned.added
        return Replanned(request.id, added, resurfaced(at, request, planning.lookup, places))
    except (BadInput, Erased) as problem:
        return Replanned(request.id, (), (), str(problem))


def _goes_on(at: Desk, request: Request) -> bool:
    events = at.docket.events(request.id)
    if EventKind.PLANNED not in {event.kind for event in events}:
        return False  # its first plan is somebody's decision
    now = standing(events, at.docket.obligations([request.id]), at.now).status
    return now is RequestStatus.IN_PROGRESS or (now is RequestStatus.FULFILLED and request.standing)
