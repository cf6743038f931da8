"""Who is late, who is to be reminded: computed from events and obligations, by the regulation. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lineage.clock import parse_moment
from lineage.deletion.regulations import due, reminders
from lineage.deletion.status import OVER
from lineage.deletion.transitions import WAITING
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Obligation
from lineage.model.request import Request


@dataclass(frozen=True)
class Waiting:
    """One holder whose time runs."""

    request: Request
    holder: str
    obligations: tuple[Obligation, ...]
    """Those that wait for the holder."""
    notice: str | None
    """The id of the notice that started the time; None where a person carried it and said so."""
    told: datetime
    until: datetime | None
    """The last moment for an answer; None where no law gives one."""
    extended: bool
    reminded: int
    """Reminders that left, or may have."""
    to_remind: bool
    """Whether another one is due."""
    overdue: bool


def waiting(
    request: Request, events: Sequence[Event], obligations: Iterable[Obligation], now: datetime
) -> list[Waiting]:
    """Every holder of a request who was told and has not answered, by holder; nobody once the request is over."""
    if any(event.kind in OVER for event in events):
        return []
    theirs: defaultdict[str, list[Obligation]] = defaultdict(list)
    for each in obligations:
        if each.state in WAITING:
            theirs[each.holder].append(each)
    of: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if "holder" in event.body:
            of[event.body["holder"]].append(event)
    found = (_waiting(request, holder, of[holder], owed, now) for holder, owed in sorted(theirs.items()))
    return [one for one in found if one]


def _waiting(
    request: Request, holder: str, events: Sequence[Event], owed: Sequence[Obligation], now: datetime
) -> Waiting | None:
    """The time begins with the newest notice: who is told again has it again."""
    told = [each for each in events if each.kind is EventKind.SENT and each.body.get("kind") != "reminder"]
    if not told:
        return None
    begin = parse_moment(told[-1].at)
    after = [event for event in events if event.number > told[-1].number]
    extended = any(event.kind is EventKind.EXTENDED for event in after)
    reminders_of = Counter(event.kind for event in after if event.body.get("kind") == "reminder")
    sent = reminders_of[EventKind.SENDING] - reminders_of[EventKind.NOT_SENT]
    until = due(request.regulation, begin, extended)
    overdue = until is not None and now > until
    passed = sum(moment <= now for moment in reminders(request.regulation, begin, extended))
    return Waiting(
        request, holder, tuple(owed), told[-1].notice, begin, until, extended, sent,
        to_remind=passed > sent and not overdue, overdue=overdue,
    )  # fmt: skip
