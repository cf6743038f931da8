"""Requests that go on: after each crawl they are planned again, and copies that came back are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lineage.deletion.status import standing
from lineage.errors import BadInput, Erased, NotApproved
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import catch_up
from lineage.jobs.requests.places import Places, looking
from lineage.jobs.requests.plan import Computed, Planning, compute, write
from lineage.jobs.requests.verify import resurfaced
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.request import Request, RequestStatus

AT_ONCE: Final = 200
"""Requests whose plans are committed together: as planning again only adds, what is lost in a crash comes again."""
_PROBLEMS: Final = (BadInput, Erased, NotApproved)


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
        catch_up(at)
        planning = Planning(stores)
        parts = (waiting[begin : begin + AT_ONCE] for begin in range(0, len(waiting), AT_ONCE))
        with looking(stores) as places:
            return [one for part in parts for one in replanned(at, part, planning, places)]


def replanned(at: Desk, requests: Sequence[Request], planning: Planning, places: Places) -> list[Replanned]:
    """Plan some requests again, all that is new in one transaction. One that cannot be planned keeps no other back.

    What is there again is re-opened first: so a plan sees that it is asked for already.
    """
    computed: list[tuple[Request, Computed]] = []
    again: dict[str, tuple[int, ...]] = {}
    added: dict[str, tuple[int, ...]] = {}
    problems: dict[str, str] = {}
    for request in requests:
        try:
            computed.append((request, compute(at, request, planning)))
            again[request.id] = resurfaced(at, request, planning.lookup, places)
        except _PROBLEMS as problem:
            problems[request.id] = str(problem)
    with at.writing() as pen:
        for request, what in computed:
            try:
                added[request.id] = write(at, pen, request, what).added
            except _PROBLEMS as problem:
                problems[request.id] = str(problem)
    return [
        Replanned(each.id, added.get(each.id, ()), again.get(each.id, ()), problems.get(each.id, ""))
        for each in requests
    ]


def _goes_on(at: Desk, request: Request) -> bool:
    events = at.docket.events(request.id)
    if EventKind.PLANNED not in {event.kind for event in events}:
        return False  # its first plan is somebody's decision
    now = standing(events, at.docket.obligations([request.id]), at.now).status
    return now is RequestStatus.IN_PROGRESS or (now is RequestStatus.FULFILLED and request.standing)
