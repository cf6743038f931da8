"""Who is late, who is to be reminded: computed from events and obligations, by the regulation. Pure.

A holder's time runs from each notice for what that notice told of: another notice, about another dataset, neither gives
them more time for the first nor takes an extension of theirs away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lineage.clock import parse_moment
from lineage.deletion.regulations import due, reminders
from lineage.deletion.status import OVER
from lineage.deletion.transitions import WAITING
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import OURSELVES, Obligation
from lineage.model.request import Request

Moved = Callable[[Collection[int]], Mapping[int, Sequence[int]]]
"""Which obligations some events moved: `Docket.moved_by`."""
_BEGINS = (EventKind.SENT, EventKind.ANSWERED)
"""What shows that a notice arrived: the receipt, or else that they answer it."""


@dataclass(frozen=True)
class Waiting:
    """One notice whose time runs: what it told its holder of, and they have not answered."""

    request: Request
    holder: str
    obligations: tuple[Obligation, ...]
    """Those that wait for the holder."""
    notice: str
    """The id of the notice that told of them last."""
    told: datetime
    until: datetime | None
    """The last moment for an answer; None where no law gives one."""
    extended: Event | None
    """Where the holder said that they need more time for these."""
    reminded: tuple[str, ...]
    """The ids of its reminders that left, or may have."""
    to_remind: bool
    """Whether another one is due."""
    overdue: bool


def waiting(
    request: Request, events: Sequence[Event], obligations: Iterable[Obligation], now: datetime, moved: Moved
) -> list[Waiting]:
    """Every notice of a request that waits for an answer, by holder, oldest first; none once the request is over."""
    # our own time runs from the opening: see `jobs.requests.status`
    wait = {each.number: each for each in obligations if each.state in WAITING and each.holder != OURSELVES}
    if not wait or any(event.kind in OVER for event in events):
        return []
    intents, begun = newest(events, moved)
    theirs: defaultdict[tuple[str, int, int], list[Obligation]] = defaultdict(list)
    for number, each in wait.items():
        if number in begun:
            theirs[each.holder, intents[number].number, begun[number].number].append(each)
    by_number = {event.number: event for event in events}
    return [
        _waiting(request, by_number[intent], by_number[begin], [e for e in events if e.number > begin], owed, now)
        for (_, intent, begin), owed in sorted(theirs.items())
    ]


def newest(events: Sequence[Event], moved: Moved) -> tuple[dict[int, Event], dict[int, Event]]:
    """The newest intent to tell of each obligation, and what showed that it arrived; the latter where something did."""
    letters = [event for event in events if event.kind in (EventKind.SENDING, *_BEGINS)]
    of = moved([event.number for event in letters])
    intents: dict[int, Event] = {}
    begun: dict[int, Event] = {}
    for event in letters:
        for number in of.get(event.number, ()):
            if event.kind is EventKind.SENDING:
                intents[number] = event
                begun.pop(number, None)
            elif number in intents:
                begun.setdefault(number, event)
    return intents, begun


def when(event: Event) -> datetime:
    """When something happened: on the day that somebody said of it, else when it was written down."""
    return parse_moment(event.body.get("on") or event.at)


def most_pressing(found: Iterable[Waiting]) -> dict[str, Waiting]:
    """Of each holder's notices that wait the one to see to first: what is late, what is to be reminded, what ends."""
    first: dict[str, Waiting] = {}
    for one in sorted(found, key=lambda one: (not one.overdue, not one.to_remind, one.until or one.told)):
        first.setdefault(one.holder, one)
    return first


def _waiting(
    request: Request, intent: Event, begin: Event, after: Sequence[Event], owed: Sequence[Obligation], now: datetime
) -> Waiting:
    told, numbers, notice = when(begin), {each.number for each in owed}, str(intent.notice)
    mine = [event for event in after if event.body.get("holder") == owed[0].holder]
    later = [event for event in mine if when(event).date() >= told.date()]
    more_time = [event for event in later if event.kind is EventKind.EXTENDED and _is_about(event, numbers)]
    extended = more_time[-1] if more_time else None
    reminded = tuple(_reminders(mine, notice))
    until = due(request.regulation, told, extended is not None)
    overdue = until is not None and now > until
    passed = sum(moment <= now for moment in reminders(request.regulation, told, extended is not None))
    return Waiting(
        request, owed[0].holder, tuple(owed), notice, told, until, extended, reminded,
        to_remind=passed > len(reminded) and not overdue, overdue=overdue,
    )  # fmt: skip


def _is_about(event: Event, numbers: set[int]) -> bool:
    """An extension holds for what it names, else for all that the holder had been told of."""
    about = event.body.get("about")
    return about is None or not numbers.isdisjoint(about)


def _reminders(events: Iterable[Event], notice: str) -> Iterator[str]:
    """The reminders of a notice that are not known to have stayed here."""
    intents, stayed = [], set()
    for event in events:
        if event.kind is EventKind.SENDING and event.body["kind"] == "reminder" and event.body["reminds"] == notice:
            intents.append(str(event.notice))
        elif event.kind is EventKind.NOT_SENT:
            stayed.add(event.notice)
    return (each for each in intents if each not in stayed)
