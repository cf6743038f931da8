"""`lineage request send`: what is approved leaves, one notice for each holder with all their datasets."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from lineage.channels.base import Channel
from lineage.deletion.due import Waiting
from lineage.errors import Erased, RateLimited
from lineage.fetch.limiter import Limiter, Rate
from lineage.jobs.requests import switch
from lineage.jobs.requests.alone import alone
from lineage.jobs.requests.approve import something_approved
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.delivery import RESULTS, deliver, finish, unpacked, unsure
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.late import escalate, late, remind
from lineage.jobs.requests.routes import Routes
from lineage.jobs.stores import Stores
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import OURSELVES, Obligation, State
from lineage.model.request import Request

Sleep = Callable[[float], None]
NO_ADDRESS: Final = "no_address"
"""What comes of a notice on a channel that everything has to take, where that needs an address that is not known."""


@dataclass(frozen=True)
class Outgoing:
    """One notice, that would leave or has left."""

    request: str
    holder: str
    holder_name: str
    kind: str
    channel: str
    obligations: tuple[int, ...]
    contact: bool
    """Whether a way to the holder is known; else a person has to find one."""
    came_of: str = ""
    """What came of it, as an event; empty for what would leave, NO_ADDRESS for what could not."""

    @property
    def incomplete(self) -> bool:
        """Whether somebody has to see to it, once it was to leave: it did not, or nobody knows where it has to go."""
        lost = self.came_of in ("not_sent", "uncertain", "bounced", NO_ADDRESS)
        return lost or (not self.contact and self.kind != "complaint")


def send(
    stores: Stores, text: str | None = None, *, really: bool, always: str | None = None,
    sleep: Sleep = time.sleep,
) -> list[Outgoing]:  # fmt: skip
    """Send all that is approved, remind whose time half ran out, prepare complaints about who is late.

    Of one request or of all; without `really`, say what would leave. `always` names a channel that everything takes.
    Raises BadInput, NotApproved when sending was stopped, RateLimited when a channel's rate is used up.
    """
    with desk(stores) as at:
        only = at.docket.request(text).id if text else None
        routes = Routes(at, always)
        if not really:
            return [_outgoing(request, owed, routes) for request, owed in approved(at, only)] + [
                _reminding(one, routes) for one in late(at, only) if one.to_remind or one.overdue
            ]
        with alone(stores):
            switch.check(at)
            if only:
                something_approved(at, next(at.docket.requests([only])))
            recover(at, routes, only)
            wait = partial(_wait, at, sleep)
            left = [_send(at, request, owed, routes, wait) for request, owed in approved(at, only)]
            return left + [_remind(at, one, routes, wait) for one in late(at, only) if one.to_remind or one.overdue]


def approved(at: Desk, only: str | None) -> Iterator[tuple[Request, list[Obligation]]]:
    """What may leave: each holder's obligations together, request by request."""
    for name in at.docket.requests_with([State.APPROVED]):
        if only is None or name == only:
            request = next(at.docket.requests([name]))
            of: defaultdict[str, list[Obligation]] = defaultdict(list)
            for each in at.docket.obligations([name], [State.APPROVED]):
                of[each.holder].append(each)
            for holder in sorted(of):
                yield request, of[holder]


def recover(at: Desk, routes: Routes, only: str | None) -> None:
    """Finish what a process that was killed had begun: repeat it where that is safe, else leave it to a human."""
    for name in at.docket.requests_with([State.SENDING]):
        if only is None or name == only:
            for intent, numbers in _begun(at, name):
                channel = routes.named(intent.body["channel"])
                sealed = at.unseal(name, f"notice/{intent.notice}", intent.body["letter"])
                notice = unpacked(sealed)
                honest = notice.contact is None or notice.contact.honours_keys
                if channel.card.repeatable and honest:
                    finish(at, notice, numbers, channel)
                else:
                    unsure(at, intent, numbers)


def _begun(at: Desk, request: str) -> list[tuple[Event, list[int]]]:
    """Intents without a result, with what they moved."""
    events = at.docket.events(request)
    done = {event.notice for event in events if event.kind in RESULTS}
    intents = [event for event in events if event.kind is EventKind.SENDING and event.notice not in done]
    moved = at.docket.moved_by([intent.number for intent in intents])
    return [(intent, moved.get(intent.number, [])) for intent in intents]


def _outgoing(request: Request, owed: Sequence[Obligation], routes: Routes) -> Outgoing:
    first = owed[0]
    route = routes.to(first.holder, Composer.kind(owed))
    return Outgoing(
        request.id, first.holder, first.holder_name, Composer.kind(owed), route.channel.card.name,
        tuple(each.number for each in owed), route.contact is not None or first.holder == OURSELVES,
        "" if route.open else NO_ADDRESS,
    )  # fmt: skip


def _send(
    at: Desk, request: Request, owed: Sequence[Obligation], routes: Routes, wait: Callable[[Channel], None]
) -> Outgoing:
    told = _outgoing(request, owed, routes)
    route = routes.to(told.holder, Composer.kind(owed))
    if not route.open:
        return told
    try:
        notice = Composer(at, request).notice(owed, route.contact)
    except Erased:
        return replace(told, came_of="erased")
    wait(route.channel)
    return replace(told, came_of=deliver(at, notice, told.obligations, route.channel).value)


def _reminding(one: Waiting, routes: Routes) -> Outgoing:
    route = routes.to(one.holder, "reminder")
    return Outgoing(
        one.request.id, one.holder, one.obligations[0].holder_name, "complaint" if one.overdue else "reminder",
        "folder" if one.overdue else route.channel.card.name, tuple(each.number for each in one.obligations),
        route.contact is not None, "" if route.open or one.overdue else NO_ADDRESS,
    )  # fmt: skip


def _remind(at: Desk, one: Waiting, routes: Routes, wait: Callable[[Channel], None]) -> Outgoing:
    told = _reminding(one, routes)
    if one.overdue:
        escalate(at, one)
        return replace(told, came_of=EventKind.ESCALATED.value)
    route = routes.to(one.holder, "reminder")
    if not route.open:
        return told
    wait(route.channel)
    return replace(told, came_of=remind(at, one, route).value)


def _wait(at: Desk, sleep: Sleep, channel: Channel) -> None:
    """Wait for a channel's turn, by the machine's clock: servers count real seconds. Raises RateLimited."""
    card, now = channel.card, time.time()
    rate, deadline = Rate(card.rate.notices, card.rate.seconds), now + at.stores.settings.patience
    leave = Limiter(at.stores.database).reserve("channels", f"channels/{card.name}", rate, now, deadline)
    if leave > deadline:
        raise RateLimited(f"The channel {card.name}", datetime.fromtimestamp(leave, UTC))
    sleep(max(0.0, leave - now))
