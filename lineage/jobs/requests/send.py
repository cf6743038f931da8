"""`lineage request send`: what is approved leaves, one notice for each holder with all their datasets."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from lineage.deletion.due import Waiting
from lineage.errors import Erased, IllegalTransition
from lineage.jobs.requests import outgoing, pace, switch
from lineage.jobs.requests.alone import alone
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.delivery import deliver
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.late import escalate, late, remind
from lineage.jobs.requests.outgoing import Outgoing as Outgoing  # part of what this gives
from lineage.jobs.requests.recover import recover
from lineage.jobs.requests.routes import Route, Routes
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import Obligation, State
from lineage.model.request import Request


def send(
    stores: Stores, text: str | None = None, *, really: bool, always: str | None = None,
    sleep: pace.Sleep = time.sleep,
) -> list[Outgoing]:  # fmt: skip
    """Send all that is approved, remind whose time half ran out, prepare complaints about who is late.

    Of one request or of all; without `really`, say what would leave. `always` names a channel that everything takes.
    What an earlier process left unfinished comes first. What was ended meanwhile is skipped, and told. Raises BadInput,
    NotApproved when sending was stopped, RateLimited when a channel's rate is used up.
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
            wait = partial(pace.wait, at, sleep)
            left = list(recover(at, routes, only))
            left += [_send(at, request, owed, routes, wait) for request, owed in approved(at, only)]
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


def _outgoing(request: Request, owed: Sequence[Obligation], routes: Routes) -> Outgoing:
    first = owed[0]
    route = routes.to(first.holder, Composer.kind(owed))
    return Outgoing(
        request.id, first.holder, first.holder_name, Composer.kind(owed), route.channel.card.name,
        tuple(each.number for each in owed), route.contact is not None,
    )  # fmt: skip


def _send(
    at: Desk, request: Request, owed: Sequence[Obligation], routes: Routes, wait: Callable[[Route], None]
) -> Outgoing:
    told = _outgoing(request, owed, routes)
    route = routes.to(told.holder, Composer.kind(owed))
    try:
        notice = Composer(at, request).notice(owed, route.contact)
        wait(route)
        return told.with_result(deliver(at, notice, told.obligations, route.channel))
    except Erased:
        return replace(told, came_of=outgoing.ERASED)


def _reminding(one: Waiting, routes: Routes) -> Outgoing:
    route = routes.to(one.holder, "reminder")
    return Outgoing(
        one.request.id, one.holder, one.obligations[0].holder_name, "complaint" if one.overdue else "reminder",
        "folder" if one.overdue else route.channel.card.name, tuple(each.number for each in one.obligations),
        route.contact is not None,
    )  # fmt: skip


def _remind(at: Desk, one: Waiting, routes: Routes, wait: Callable[[Route], None]) -> Outgoing:
    told = _reminding(one, routes)
    try:
        if one.overdue:
            escalate(at, one)
            return told.with_result(EventKind.ESCALATED)
        route = routes.to(one.holder, "reminder")
        wait(route)
        return told.with_result(remind(at, one, route))
    except IllegalTransition:  # they answered in between
        return told.with_result(None)
    except Erased:
        return replace(told, came_of=outgoing.ERASED)
