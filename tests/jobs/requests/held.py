"""What holds of a docket whatever happened, beside what the servers saw."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import select

from lineage.deletion.tables import MOVES
from lineage.deletion.transitions import NEXT
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.model.docket import EventKind
from lineage.model.obligation import State

_FROZEN = ("request", "holder", "holder_name", "dataset", "dataset_name", "owed", "answer", "place", "why", "plan")
REMINDERS = 2
"""How often the GDPR's time has one reminded."""


def frozen(stores):
    """What a plan has fixed of every obligation."""
    with desk(stores) as at:
        return {each.number: tuple(getattr(each, name) for name in _FROZEN) for each in at.docket.obligations()}


def check(stores, arrived):
    """Assert all that holds; `arrived` counts what servers took by a notice's id."""
    with desk(stores) as at:
        events = at.docket.events()
        obligations = list(at.docket.obligations())
        rows = at.docket.read(lambda c: list(c.execute(select(MOVES).order_by(MOVES.c.obligation, MOVES.c.event))))
    moves = defaultdict(list)
    for row in rows:
        moves[row.obligation].append((row.event, State(row.state)))
    of = {event.number: event for event in events}
    for each in obligations:
        _legal(each, moves[each.number])
        _once(moves[each.number], of, arrived)
    _true(events, arrived)
    _reminded(events)
    found = audit(stores).findings
    assert found == ()


def _legal(obligation, moves):
    """The table leads to where it stands, by what happened."""
    here = State.PLANNED
    for _, there in moves:
        assert there in NEXT[here], (here, there)
        here = there
    assert obligation.state is here


def _once(moves, of, arrived):
    """It reaches its holder a second time only after a human approved that, having seen what is not known."""
    approved = True
    for number, state in moves:
        event = of[number]
        if event.kind is EventKind.APPROVED:
            approved = True
        if state is State.SENDING and arrived[event.notice]:
            assert approved, f"obligation reached its holder twice, by event {number}"
            approved = False


def _true(events, arrived):
    """What the docket says of a notice is what the servers know of it."""
    said = defaultdict(set)
    for event in events:
        if event.notice:
            said[event.notice].add(event.kind)
    automatic = {e.notice for e in events if e.kind is EventKind.SENDING and e.body["channel"] != "folder"}
    for notice, kinds in said.items():
        assert arrived[notice] <= 1
        if notice in automatic and EventKind.SENT in kinds:
            assert arrived[notice] == 1
        if kinds & {EventKind.NOT_SENT, EventKind.BOUNCED}:
            assert arrived[notice] == 0
    assert {notice for notice, count in arrived.items() if count} <= automatic


def _reminded(events):
    """No holder is reminded more often than their time has it, whatever was cut off."""
    count = Counter()
    for event in events:
        who = (event.request, event.body.get("holder"))
        if event.kind is EventKind.SENT and event.body.get("kind") != "reminder":
            count[who] = 0
        if event.body.get("kind") == "reminder":
            count[who] += {EventKind.SENDING: 1, EventKind.NOT_SENT: -1}.get(event.kind, 0)
            assert count[who] <= REMINDERS
