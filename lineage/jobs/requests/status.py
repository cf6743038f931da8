"""`lineage request status`: where requests stand, whose turn it is, and what is to be done next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lineage.clock import parse_moment
from lineage.deletion.due import Waiting, most_pressing, waiting
from lineage.deletion.regulations import due
from lineage.deletion.status import CHECK_WITHIN, OVER, Standing, standing
from lineage.deletion.transitions import WAITING
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.tasks import Task, complaint_waits, task
from lineage.jobs.stores import Stores
from lineage.letters.states import STATES
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import OURSELVES, Obligation, State
from lineage.model.request import Request


@dataclass(frozen=True)
class HolderView:
    """One holder of a request."""

    holder: str
    name: str
    obligations: tuple[Obligation, ...]
    due: datetime | None
    last: Event | None
    """What happened last with them."""
    task: Task | None
    """What is to be done next; None where nothing is."""

    @property
    def words(self) -> tuple[str, ...]:
        """Where they stand, in the words that letters and pages have."""
        return tuple(sorted({STATES[each.state].word for each in self.obligations}))


@dataclass(frozen=True)
class RequestView:
    """One request as it stands at a moment."""

    request: Request
    standing: Standing
    due: datetime | None
    """Our own last moment to answer the person."""
    holders: tuple[HolderView, ...]
    events: tuple[Event, ...]

    @property
    def obligations(self) -> list[Obligation]:
        """All of them, by holder."""
        return [each for holder in self.holders for each in holder.obligations]


def status(stores: Stores, text: str | None = None) -> list[RequestView]:
    """One request, or all of them, oldest first. Nothing in it names a person. Raises BadInput."""
    with desk(stores) as at:
        wanted = [at.docket.request(text)] if text else list(at.docket.requests())
        return [view(at, request) for request in wanted]


def view(at: Desk, request: Request) -> RequestView:
    """A request as it stands now."""
    events = at.docket.events(request.id)
    obligations = list(at.docket.obligations([request.id]))
    late = most_pressing(waiting(request, events, obligations, at.now, at.docket.moved_by))
    holders: defaultdict[str, list[Obligation]] = defaultdict(list)
    for each in obligations:
        holders[each.holder].append(each)
    extended = any(event.kind is EventKind.EXTENDED and "holder" not in event.body for event in events)
    mine = due(request.regulation, parse_moment(request.opened_at), extended)
    named = sorted(holders.items(), key=_by_name)
    return RequestView(
        request, standing(events, obligations, at.now), mine,
        tuple(_holder(at, request, owed, events, late.get(holder), mine) for holder, owed in named), tuple(events),
    )  # fmt: skip


def _holder(
    at: Desk,
    request: Request,
    owed: Sequence[Obligation],
    events: Sequence[Event],
    late: Waiting | None,
    answer_by: datetime | None,
) -> HolderView:
    mine = [event for event in events if event.body.get("holder") == owed[0].holder]
    ours = owed[0].holder == OURSELVES and any(each.state in WAITING for each in owed)
    last = mine[-1] if mine else next((e for e in reversed(events) if e.kind in _OF_ALL), None)
    end = answer_by if ours else late.until if late else _check_by(owed)
    intents = [event for event in mine if event.kind is EventKind.SENDING and event.body["kind"] != "reminder"]
    laid = {event.notice for event in mine if event.kind is EventKind.HANDED_OVER}
    handed = bool(intents) and intents[-1].notice in laid
    known = at.contacts.to(owed[0].holder, [owed[0].holder_name]) is not None
    kinds = {event.kind for event in events}
    complaint = complaint_waits(mine, owed[0].holder)
    forgotten, over = EventKind.ERASED in kinds, bool(kinds & OVER)  # of who is forgotten nothing can be read any more
    next_step = (
        None
        if forgotten
        else task(request, owed, late=late, handed=handed, known=known, over=over, complaint=complaint)
    )
    return HolderView(owed[0].holder, owed[0].holder_name, tuple(owed), end, last, next_step)


def _by_name(holder: tuple[str, Sequence[Obligation]]) -> tuple[str, str]:
    """Sorts as people look for it: by the name that is shown."""
    return holder[1][0].holder_name.casefold(), holder[0]


_OF_ALL = (EventKind.PLANNED, EventKind.APPROVED, EventKind.REVOKED, EventKind.DENIED, EventKind.ERASED)


def _check_by(owed: Sequence[Obligation]) -> datetime | None:
    """Until when we look whether what is said to be done is done."""
    said = [parse_moment(each.since) for each in owed if each.state is State.CLAIMED_DONE]
    return min(said) + CHECK_WITHIN if said else None
