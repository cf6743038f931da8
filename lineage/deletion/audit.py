"""Whether the docket is as it was written: its chain, and the rows that its events speak of by their digests."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, func, select

from lineage.deletion.chain import Head
from lineage.deletion.checking import check
from lineage.deletion.digests import digest_of_lines, digest_of_moves, digest_of_names, line
from lineage.deletion.findings import Finding, FindingKind
from lineage.deletion.tables import EVENTS, MOVES, NAMES, OBLIGATIONS, REQUESTS, WHYS
from lineage.model.base import sha256
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import State

_AT_ONCE: Final = 2_000
_SEALED: Final = ("requester", "document", "letter", "receipt", "evidence", "because", "snapshot", "code")
"""Where the digests of what is archived stand in the bodies of events."""
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_HOLDER, _DATASET = NAMES.alias("holder"), NAMES.alias("dataset")


def audit(connection: Connection, keys: Callable[[str], bytes], heads: Iterable[Head]) -> list[Finding]:
    """All that is not as it was written, by the number of the event that it belongs to; nothing when all is whole."""
    found = check(_events(connection), keys, heads)
    found += [*_rows(connection), *_names(connection), *_requests(connection), *_whys(connection), *_states(connection)]
    return sorted(set(found), key=lambda finding: (finding.number, finding.kind, finding.says))


def count(connection: Connection) -> int:
    """How many events there are."""
    return int(connection.execute(select(func.count()).select_from(EVENTS)).scalar_one())


def sealed(connection: Connection) -> Iterator[tuple[int, str, str]]:
    """What events speak of by its digest in the archive: the event's number, what it is, the digest."""
    for event in _events(connection):
        body = event.body if isinstance(event.body, dict) else {}
        digests = ((what, body.get(what)) for what in _SEALED)  # `because` may also say why in plain words
        yield from ((event.number, what, it) for what, it in digests if isinstance(it, str) and _DIGEST.fullmatch(it))


def _events(connection: Connection) -> Iterator[Event]:
    """Every event in the order of numbers, a part at a time; nothing is expected of what stands there."""
    last: int | None = None
    while True:
        wanted = select(EVENTS).order_by(EVENTS.c.number).limit(_AT_ONCE)
        rows = list(connection.execute(wanted if last is None else wanted.where(EVENTS.c.number > last)))
        for row in rows:
            yield Event.model_construct(**{**row._mapping, "body": _json(row.body)})
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].number


def _rows(connection: Connection) -> Iterator[Finding]:
    """Events whose moves or obligations are not those that they were written with."""
    numbers = set()
    for event in _events(connection):
        numbers.add(event.number)
        body = event.body if isinstance(event.body, dict) else {}
        moves = _moves(connection, event.number)
        if body.get("moves") != (digest_of_moves(moves) if moves else None):
            yield _changed(event.number, "moves of obligations", len(moves))
        if "plan" in body or _has_obligations(connection, event.number):
            lines = list(_lines(connection, event))
            if body.get("obligations") != digest_of_lines(lines):
                yield _changed(event.number, "obligations", len(lines))
    for table, what in ((MOVES, "moves of obligations"), (OBLIGATIONS, "obligations")):
        for number in connection.execute(select(table.c.event).distinct()).scalars():
            if number not in numbers:
                says = f"There are {what} of event {number}, and no such event."
                yield Finding(number=number, kind=FindingKind.INSERTED, says=says)


def _names(connection: Connection) -> Iterator[Finding]:
    """Holders and datasets that are not called what they were when a plan first named them.

    Plans of older versions have no digest of names; what they named has the lowest numbers.
    """
    left = {row.number: (row.number, str(row.id), str(row.name)) for row in connection.execute(select(NAMES))}
    every, from_here = sorted(left), None
    planned = select(EVENTS.c.number, EVENTS.c.body).where(EVENTS.c.kind == EventKind.PLANNED.value)
    for event in connection.execute(planned.order_by(EVENTS.c.number)):
        body = _json(event.body)
        said = body.get("names") if isinstance(body, dict) else None
        if not isinstance(said, dict):
            continue
        first, count = said.get("first"), said.get("count")
        if not isinstance(first, int) or not isinstance(count, int):
            continue  # it is not as it was written, which its MAC tells
        from_here = first if from_here is None else min(from_here, first)
        numbers = every[bisect_left(every, first) : bisect_left(every, first + count)]
        mine = [left.pop(number) for number in numbers if number in left]
        if digest_of_names(mine) != said.get("digest"):
            yield _changed(event.number, "names of holders and datasets", len(mine))
    if from_here is not None and any(number >= from_here or number < 1 for number in left):
        says = "There is a name of a holder or dataset that no plan wrote down."
        yield Finding(number=0, kind=FindingKind.INSERTED, says=says)


def _requests(connection: Connection) -> Iterator[Finding]:
    """Requests that were opened and are not in the table any more, and the other way round."""
    opened = (EVENTS.c.request == REQUESTS.c.id) & (EVENTS.c.kind == EventKind.OPENED.value)
    gone = select(EVENTS.c.number).outerjoin(REQUESTS, opened)
    gone = gone.where(EVENTS.c.kind == EventKind.OPENED.value, REQUESTS.c.id.is_(None))
    for number in connection.execute(gone).scalars():
        yield Finding(number=number, kind=FindingKind.DELETED, says=f"The request that event {number} opened is gone.")
    first = select(REQUESTS.c.number).outerjoin(EVENTS, opened).where(EVENTS.c.number.is_(None)).limit(1)
    if connection.execute(first).first() is not None:
        says = "There is a request that no event opened."
        yield Finding(number=0, kind=FindingKind.INSERTED, says=says)


def _moves(connection: Connection, event: int) -> list[tuple[int, str]]:
    wanted = select(MOVES.c.obligation, MOVES.c.state).where(MOVES.c.event == event)
    return [(row.obligation, row.state) for row in connection.execute(wanted)]


def _has_obligations(connection: Connection, event: int) -> bool:
    wanted = select(OBLIGATIONS.c.number).where(OBLIGATIONS.c.event == event).limit(1)
    return connection.execute(wanted).first() is not None


def _lines(connection: Connection, event: Event) -> Iterator[str]:
    """The obligations of a plan's event as its digest has them; a row that was moved elsewhere fits no more."""
    wanted = (
        select(OBLIGATIONS, REQUESTS.c.id.label("of"), WHYS.c.digest)
        .add_columns(_HOLDER.c.id.label("who"), _DATASET.c.id.label("what"))
        .outerjoin(REQUESTS, REQUESTS.c.number == OBLIGATIONS.c.request)
        .outerjoin(WHYS, WHYS.c.number == OBLIGATIONS.c.why)
        .outerjoin(_HOLDER, _HOLDER.c.number == OBLIGATIONS.c.holder)
        .outerjoin(_DATASET, _DATASET.c.number == OBLIGATIONS.c.dataset)
        .where(OBLIGATIONS.c.event == event.number)
        .order_by(OBLIGATIONS.c.number)
    )
    body = event.body if isinstance(event.body, dict) else {}
    first = body.get("first")
    for at, row in enumerate(connection.execute(wanted)):
        right = row.of == event.request and row.plan == body.get("plan") and row.number - at == first
        whole = line(row.who, row.what, row.owed, row.answer, row.place, row.digest)
        yield whole if right else f"not of this plan: {row.number}"


def _whys(connection: Connection) -> Iterator[Finding]:
    """Reasons that are not what their digests say, told at the first plan that uses them."""
    first = (
        select(WHYS.c.digest, WHYS.c.why, func.min(OBLIGATIONS.c.event).label("event"))
        .join(OBLIGATIONS, OBLIGATIONS.c.why == WHYS.c.number)
        .group_by(WHYS.c.digest, WHYS.c.why)
    )
    for row in connection.execute(first):
        if sha256(str(row.why).encode(errors="surrogatepass")) != row.digest:
            says = f"A reason that the plan of event {row.event} rests on is not the one that was written."
            yield Finding(number=row.event, kind=FindingKind.CHANGED, says=says)


def _states(connection: Connection) -> Iterator[Finding]:
    """Obligations that do not stand where their last move left them."""
    newest = select(MOVES.c.obligation, func.max(MOVES.c.event).label("event")).group_by(MOVES.c.obligation).subquery()
    wanted = (
        select(OBLIGATIONS.c.number, OBLIGATIONS.c.event, OBLIGATIONS.c.moved, OBLIGATIONS.c.state)
        .add_columns(MOVES.c.state.label("to"))
        .outerjoin(newest, newest.c.obligation == OBLIGATIONS.c.number)
        .outerjoin(MOVES, (MOVES.c.obligation == newest.c.obligation) & (MOVES.c.event == newest.c.event))
        .add_columns(newest.c.event.label("last"))
    )
    for row in connection.execute(wanted):
        if (row.state, row.moved) != (row.to or State.PLANNED.value, row.last or row.event):
            says = f"Obligation {row.number} does not stand where the last event that moved it left it."
            yield Finding(number=row.last or row.event, kind=FindingKind.CHANGED, says=says)


def _changed(number: int, what: str, count: int) -> Finding:
    says = f"The {count} {what} of event {number} are not those that it was written with."
    return Finding(number=number, kind=FindingKind.CHANGED, says=says)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError, TypeError):  # somebody may have written anything into it
        return text
