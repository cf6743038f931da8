"""`lineage request send`: what is approved leaves, one notice for each holder with all their datasets."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from lineage.deletion.due import Waiting
from lineage.deletion.status import identified
from lineage.errors import ChannelClosed, Erased, IllegalTransition
from lineage.jobs.requests import outgoing, pace, switch
from lineage.jobs.requests.alone import alone
from lineage.jobs.requests.approve import something_approved
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
    What an earlier process left unfinished comes first. What was ended meanwhile, or is of somebody who is not who
    they say, is skipped, and told. Raises BadInput, NotApproved when sending was stopped, RateLimited when a channel's
    rate is used up.
    """
    with desk(stores) as at:
        only = at.docket.request(text).id if text else None
        routes = Routes(at, always)
        if not really:
            return [_outgoing(at, each.request, owed, routes) for each, owed in approved(at, only)] + [
                _reminding(at, one, routes) for one in late(at, only) if one.to_remind or one.overdue
            ]
        with alone(stores):
            switch.check(at)
            if only:
                something_approved(at, next(at.docket.requests([only])))
            wait = partial(pace.wait, at, sleep)
            left = list(recover(at, routes, only))
            left += [_send(at, composer, owed, routes, wait) for composer, owed in approved(at, only)]
            return left + [_remind(at, one, routes, wait) for one in late(at, only) if one.to_remind or one.overdue]


def approved(at: Desk, only: str | None) -> Iterator[tuple[Composer, list[Obligation]]]:
    """What may leave: each holder's obligations together, request by request, with who writes its letters."""
    for name in at.docket.requests_with([State.APPROVED]):
        if only is None or name == only:
            composer = Composer(at, next(at.docket.requests([name])))
            of: defaultdict[str, list[Obligation]] = defaultdict(list)
            for each in at.docket.obligations([name], [State.APPROVED]):
                of[each.holder].append(each)
            for holder in sorted(of):
                yield composer, of[holder]


def _outgoing(at: Desk, request: Request, owed: Sequence[Obligation], routes: Routes) -> Outgoing:
    first = owed[0]
    route = routes.to(first.holder, Composer.kind(owed))
    return Outgoing(
        request.id, first.holder, first.holder_name, Composer.kind(owed), route.channel.card.name,
        tuple(each.number for each in owed), route.contact is not None,
        _hindrance(at, request, route),
    )  # fmt: skip


def _hindrance(at: Desk, request: Request, route: Route | None) -> str:
    """Why something does not leave, whatever was approved; empty where nothing is in its way."""
    if not identified(at.docket.events(request.id, kinds=[EventKind.IDENTITY_CHECKED])):
        return outgoing.UNVERIFIED
    return outgoing.NO_ADDRESS if route and not route.open else ""


def _send(
    at: Desk, composer: Composer, owed: Sequence[Obligation], routes: Routes, wait: Callable[[Route], None]
) -> Outgoing:
    told = _outgoing(at, composer.request, owed, routes)
    if told.came_of:
        return told
    route = routes.to(told.holder, Composer.kind(owed))
    try:
        carried = route.channel.card.presses_the_button == "a person"
        notice = composer.notice(owed, route.contact, carried=carried)
        wait(route)
        return _by(route, routes, told, lambda: deliver(at, notice, told.obligations, route.channel))
    except Erased:
        return replace(told, came_of=outgoing.ERASED)


def _reminding(at: Desk, one: Waiting, routes: Routes) -> Outgoing:
    route = routes.to(one.holder, "reminder")
    return Outgoing(
        one.request.id, one.holder, one.obligations[0].holder_name, "complaint" if one.overdue else "reminder",
        "folder" if one.overdue else route.channel.card.name, tuple(each.number for each in one.obligations),
        route.contact is not None, _hindrance(at, one.request, None if one.overdue else route),
    )  # fmt: skip


def _remind(at: Desk, one: Waiting, routes: Routes, wait: Callable[[Route], None]) -> Outgoing:
    told = _reminding(at, one, routes)
    if told.came_of:
        return told
    try:
        route = routes.to(one.holder, "reminder")
        if one.overdue:
            escalate(at, one, route.contact)
            return told.with_result(EventKind.ESCALATED)
        wait(route)
        return _by(route, routes, told, lambda: remind(at, one, route))
    except IllegalTransition:  # they answered in between
        return told.with_result(None)
    except Erased:
        return replace(told, came_of=outgoing.ERASED)


def _by(route: Route, routes: Routes, told: Outgoing, leave: Callable[[], EventKind | None]) -> Outgoing:
    """Let something leave by a route; once its channel takes nothing from us, nothing else is tried by it."""
    name = route.channel.card.name
    if name not in routes.closed:
        try:
            return told.with_result(leave())
        except ChannelClosed as closed:
            routes.closed[name] = str(closed)
    return replace(told, came_of=EventKind.NOT_SENT.value, problem=routes.closed[name])
