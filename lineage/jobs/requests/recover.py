"""What a process that was killed had begun: repeated where that is safe, else left to a human."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from lineage.channels import find
from lineage.deletion.status import OVER, identified
from lineage.deletion.transitions import WAITING
from lineage.jobs.requests import switch
from lineage.jobs.requests.delivery import RESULTS, finish, repeatable, unpacked, unsure
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.outgoing import Outgoing
from lineage.jobs.requests.routes import Routes
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Obligation, State

_CONCERNED: Final = frozenset({State.SENDING}) | WAITING
"""Where an obligation stands that an unfinished notice is about; a reminder leaves it where it is."""


def recover(at: Desk, routes: Routes, only: str | None) -> Iterator[Outgoing]:
    """Finish every intent without a result, of one request or of all. Only who sends alone may do that.

    The very same notice is sent again where the other side takes it once only and somebody still waits for it. A mail,
    and whatever is of a request that is over, or of somebody who is not who they say, becomes uncertain. Raises
    NotApproved, BadInput.
    """
    for name in at.docket.requests_with(_CONCERNED):
        if only is None or name == only:
            events = at.docket.events(name, kinds=RESULTS | OVER | {EventKind.SENDING, EventKind.IDENTITY_CHECKED})
            begun = unfinished(events)
            ended = any(event.kind in OVER for event in events) or not identified(events)
            left = at.docket.left_by([intent.number for intent in begun])
            owed = list(at.docket.obligations([name])) if begun else []
            for intent in begun:
                mine = [each for each in owed if each.holder == intent.body["holder"]]
                numbers = left.get(intent.number, [])
                if numbers or intent.body["kind"] == "reminder":  # else a human has said what became of it
                    yield _recovered(at, routes, intent, mine, numbers, ended=ended)


def unfinished(events: Iterable[Event]) -> list[Event]:
    """The intents among a request's events that have no result."""
    begun: dict[str | None, Event] = {}
    for event in events:
        if event.kind is EventKind.SENDING:
            begun[event.notice] = event
        elif event.kind in RESULTS and event.notice is not None:
            begun.pop(event.notice, None)
    return list(begun.values())


def _recovered(
    at: Desk, routes: Routes, intent: Event, owed: Sequence[Obligation], left: Collection[int], *, ended: bool
) -> Outgoing:
    body, request = intent.body, str(intent.request)
    name, kind = owed[0].holder_name, body["kind"]
    told = Outgoing(request, body["holder"], name, kind, body["channel"], tuple(left), contact=True)
    awaited = bool(left) or any(each.state in WAITING for each in owed)
    if ended or not awaited or not find.card(body["channel"]).repeatable:
        return told.with_result(unsure(at, intent))
    notice = unpacked(at.unseal(request, f"notice/{intent.notice}", body["letter"]))
    channel = routes.named(body["channel"])
    if not repeatable(channel.card, notice):
        return told.with_result(unsure(at, intent))
    switch.check(at)
    return told.with_result(finish(at, intent, notice, channel, again=True))
