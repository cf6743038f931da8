"""The docket of requests, read: events as they were appended, obligations as they stand."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, func, select

from lineage.deletion.pen import Pen, Sign, lock
from lineage.deletion.tables import EVENTS, MOVES, NAMES, OBLIGATIONS, REQUESTS, WHYS
from lineage.errors import BadInput
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Obligation, State, Why
from lineage.model.request import Request
from lineage.sql import snapshot, transaction

_AT_ONCE: Final = 500
_ID: Final = re.compile("[0-9a-f-]{1,36}")
LATEST: Final = "latest"
"""What the newest request may be called, for those who have just opened it."""
_HOLDER, _DATASET = NAMES.alias("holder"), NAMES.alias("dataset")
_WHOLE = (
    select(
        OBLIGATIONS.c.number, OBLIGATIONS.c.plan, OBLIGATIONS.c.owed, OBLIGATIONS.c.answer, OBLIGATIONS.c.place,
        OBLIGATIONS.c.state, REQUESTS.c.id.label("request"), WHYS.c.digest.label("why"), EVENTS.c.at.label("since"),
        _HOLDER.c.id.label("holder"), _HOLDER.c.name.label("holder_name"),
        _DATASET.c.id.label("dataset"), _DATASET.c.name.label("dataset_name"),
    )
    .join(REQUESTS, REQUESTS.c.number == OBLIGATIONS.c.request)
    .join(_HOLDER, _HOLDER.c.number == OBLIGATIONS.c.holder)
    .join(_DATASET, _DATASET.c.number == OBLIGATIONS.c.dataset)
    .join(WHYS, WHYS.c.number == OBLIGATIONS.c.why)
    .join(EVENTS, EVENTS.c.number == OBLIGATIONS.c.moved)
    .order_by(OBLIGATIONS.c.number)
)  # fmt: skip


class Docket:
    """Append-only. Whoever writes does so alone, in one transaction, through a `Pen`."""

    def __init__(self, engine: Engine, sign: Sign) -> None:
        """Use the tables in a database of `lineage.database.schema.open_database`; `sign` chains an event."""
        self._engine, self._sign = engine, sign

    @contextmanager
    def writing(self, at: str) -> Iterator[Pen]:
        """Append events at a moment: all of them or, when anything raises, none. Raises ArchiveUnavailable."""
        with transaction(self._engine) as connection:
            lock(connection)
            yield Pen(connection, self._sign, at)

    def request(self, text: str) -> Request:
        """The request of an id, or of its beginning; `latest` is the newest. Raises BadInput for none and several."""
        given = text.strip().lower()
        if given == LATEST:
            newest = self._rows(select(REQUESTS.c.id).order_by(REQUESTS.c.number.desc()).limit(1))
            given = newest[0].id if newest else LATEST
        wanted = select(REQUESTS.c.id).where(REQUESTS.c.id.startswith(given, autoescape=True)).limit(2)
        with transaction(self._engine) as connection:
            found = list(connection.execute(wanted).scalars()) if given else []
        if len(found) != 1:
            shown = (
                f"'{given}'" if _ID.fullmatch(given) or given == LATEST else "This"
            )  # else it may be whatever somebody has in mind
            what = "begins like several requests" if found else "is the id of no request"
            raise BadInput(f"{shown} {what}; `lineage request status` lists them.")
        return next(self.requests(found))

    def requests(self, ids: Collection[str] | None = None) -> Iterator[Request]:
        """Every request, oldest first, or those of some ids."""
        wanted = select(EVENTS.c.body).where(EVENTS.c.kind == EventKind.OPENED.value).order_by(EVENTS.c.number)
        for row in self._some(wanted, EVENTS.c.request, ids):
            yield Request.model_validate(json.loads(row.body)["request"])

    def events(
        self, request: str | None = None, *, kinds: Collection[EventKind] = (), notice: str | None = None
    ) -> list[Event]:
        """Events in their order: of a request, of some kinds, of a notice, or all."""
        wanted = select(EVENTS).order_by(EVENTS.c.number)
        if request is not None:
            wanted = wanted.where(EVENTS.c.request == request)
        if notice is not None:
            wanted = wanted.where(EVENTS.c.notice == notice)
        if kinds:
            wanted = wanted.where(EVENTS.c.kind.in_([kind.value for kind in kinds]))
        return [event(row) for row in self._rows(wanted)]

    def obligations(
        self, requests: Collection[str] | None = None, states: Collection[State] = ()
    ) -> Iterator[Obligation]:
        """Obligations by number: of some requests or of all, in some states or in any."""
        wanted = _WHOLE.where(OBLIGATIONS.c.state.in_([state.value for state in states])) if states else _WHOLE
        for row in self._some(wanted, REQUESTS.c.id, requests):
            yield Obligation.model_validate(dict(row._mapping))

    def requests_with(self, states: Collection[State]) -> list[str]:
        """The requests that have an obligation in one of these states, oldest first."""
        wanted = (
            select(REQUESTS.c.id, REQUESTS.c.number)
            .join(OBLIGATIONS, OBLIGATIONS.c.request == REQUESTS.c.number)
            .where(OBLIGATIONS.c.state.in_([state.value for state in states]))
            .distinct()
            .order_by(REQUESTS.c.number)
        )
        return [row.id for row in self._rows(wanted)]

    def counts(self) -> dict[str, Counter[State]]:
        """How many obligations of each request stand where."""
        wanted = (
            select(REQUESTS.c.id, OBLIGATIONS.c.state, func.count().label("count"))
            .join(OBLIGATIONS, OBLIGATIONS.c.request == REQUESTS.c.number)
            .group_by(REQUESTS.c.id, OBLIGATIONS.c.state)
        )
        found: dict[str, Counter[State]] = {}
        for row in self._rows(wanted):
            found.setdefault(row.id, Counter())[State(row.state)] = row._mapping["count"]
        return found

    def moved_by(self, events: Collection[int]) -> dict[int, list[int]]:
        """Which obligations some events moved."""
        return self._moves(select(MOVES.c.event, MOVES.c.obligation), events)

    def left_by(self, events: Collection[int]) -> dict[int, list[int]]:
        """Which obligations still stand where some events moved them."""
        same = (OBLIGATIONS.c.number == MOVES.c.obligation) & (OBLIGATIONS.c.moved == MOVES.c.event)
        return self._moves(select(MOVES.c.event, MOVES.c.obligation).join(OBLIGATIONS, same), events)

    def states_at(self, request: str, event: int) -> dict[int, State]:
        """Where those obligations of a request stood after an event that had moved by then; the others were planned."""
        wanted = (
            select(MOVES.c.obligation, MOVES.c.state)
            .join(EVENTS, EVENTS.c.number == MOVES.c.event)
            .where(EVENTS.c.request == request, EVENTS.c.number <= event)
            .order_by(EVENTS.c.number)
        )
        return {row.obligation: State(row.state) for row in self._rows(wanted)}

    def whys(self, digests: Iterable[str]) -> dict[str, Why]:
        """Why obligations are owed, by digest."""
        wanted = select(WHYS.c.digest, WHYS.c.why)
        rows = self._some(wanted, WHYS.c.digest, set(digests))
        return {row.digest: Why.model_validate_json(row.why) for row in rows}

    def head(self) -> Event | None:
        """The newest event."""
        rows = self._rows(select(EVENTS).order_by(EVENTS.c.number.desc()).limit(1))
        return event(rows[0]) if rows else None

    def read(self, work: Callable[[Connection], Any]) -> Any:  # noqa: ANN401  whatever it finds
        """Look at everything as it is at one moment, whatever others write meanwhile: for the audit."""
        with snapshot(self._engine) as connection:
            return work(connection)

    def _moves(self, wanted: Select[Any], events: Collection[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in self._some(wanted.order_by(MOVES.c.event, MOVES.c.obligation), MOVES.c.event, events):
            found.setdefault(row.event, []).append(row.obligation)
        return found

    def _some(self, wanted: Select[Any], column: Any, among: Collection[Any] | None) -> Iterator[Row[Any]]:  # noqa: ANN401
        """Rows whose column is among some values, however many these are."""
        if among is None:
            yield from self._rows(wanted)
            return
        every = sorted(among)
        for begin in range(0, len(every), _AT_ONCE):
            yield from self._rows(wanted.where(column.in_(every[begin : begin + _AT_ONCE])))

    def _rows(self, wanted: Select[Any]) -> list[Row[Any]]:
        with transaction(self._engine) as connection:
            return list(connection.execute(wanted))


def event(row: Row[Any]) -> Event:
    """A row of the table as an event."""
    return Event.model_validate({**row._mapping, "body": json.loads(row.body)})
