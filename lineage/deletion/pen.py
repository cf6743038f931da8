"""The docket of requests, written: one event after the other, each with the obligations that it moves."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from lineage.deletion.digests import digest_of_lines, digest_of_moves, digest_of_names, line
from lineage.deletion.replanning import News, Row, changes
from lineage.deletion.status import OVER
from lineage.deletion.tables import EVENTS, MOVES, NAMES, OBLIGATIONS, REQUESTS, WHYS
from lineage.deletion.transitions import check
from lineage.errors import BadInput, NotApproved
from lineage.model.base import canonical, sha256
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Draft, State, Why
from lineage.model.request import Request

Sign = Callable[..., Event]
"""Makes an event of its fields (but key and MAC) and the MAC of the one before."""
NOTHING: Final = "0" * 64
"""What the first event has for the MAC of the one before."""
NO_NEWS: Final = News()
_LOCK: Final = 0x646F636B
_AT_ONCE: Final = 500
_HOLDER, _DATASET = NAMES.alias("holder"), NAMES.alias("dataset")


@dataclass(frozen=True)
class Planned:
    """What a plan added to the docket."""

    version: int
    """Of the newest plan, which is the one before where nothing is new."""
    added: tuple[int, ...]
    """The new obligations."""


def lock(connection: Connection) -> None:
    """Be the only one who writes, until the transaction ends; SQLite has its lock since the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


class Pen:
    """Appends within one transaction. Made by `Docket.writing`."""

    def __init__(self, connection: Connection, sign: Sign, at: str) -> None:
        """Go on after the newest event."""
        self._connection, self._sign, self._at = connection, sign, at
        newest = select(EVENTS.c.number, EVENTS.c.mac).order_by(EVENTS.c.number.desc()).limit(1)
        row = connection.execute(newest).first()
        self._number: int = row.number if row else 0
        self._mac: str = row.mac if row else NOTHING
        self._names: dict[str, int] = {}
        self._whys: dict[str, int] = {}

    def open(self, request: Request, body: Mapping[str, Any]) -> Event:
        """A new request."""
        number = self._highest(REQUESTS) + 1
        self._connection.execute(insert(REQUESTS).values(number=number, id=request.id))
        return self.append(EventKind.OPENED, request.id, {**body, "request": request.model_dump(mode="json")})

    def append(
        self,
        kind: EventKind,
        request: str | None,
        body: Mapping[str, Any],
        *,
        moves: Mapping[int, State] | None = None,
        notice: str | None = None,
    ) -> Event:
        """One event, and where it moves obligations of its request. Raises IllegalTransition, BadInput."""
        said = dict(body)
        if moves:
            self.allow(request, moves)
            said["moves"] = digest_of_moves(moves.items())
        event = self._sign(
            number=self._number + 1, at=self._at, request=request, kind=kind, notice=notice, body=said,
            previous=self._mac,
        )  # fmt: skip
        row = event.model_dump(mode="json") | {"body": canonical(said).decode()}
        self._connection.execute(insert(EVENTS).values(**row))
        self._number, self._mac = event.number, event.mac
        if moves:
            self._move(event.number, moves)
        return event

    def plan(
        self, request: str, drafts: Iterable[Draft], whys: Mapping[str, Why], body: Callable[[], Mapping[str, Any]],
        news: Callable[[Mapping[str, Any]], News] = lambda _before: NO_NEWS,
    ) -> Planned:  # fmt: skip
        """Freeze what a plan adds; what is there already stays as it is. One event, or none if nothing is new.

        `body` is asked only when there is an event, so that what it stores elsewhere is stored for a reason; `news`
        only when there was a plan before, and is given its body. Rows that a new one stands for, and unsent ones that
        nothing asks for any more, are moved by the same event, which counts them (`replanning`). Raises NotApproved
        for a request that has ended, before anything is written.
        """
        happened = self._kinds(request)
        if ended := sorted(OVER & happened.keys()):
            raise over(request, ended[0])
        mine = self._connection.execute(select(REQUESTS.c.number).where(REQUESTS.c.id == request)).scalar_one()
        before = happened[EventKind.PLANNED]
        known = news(self._newest_plan(request)) if before else NO_NEWS
        found = changes(drafts, self._rows(mine) if before else (), known)
        if before and not (found.new or found.moves or known.differs):
            return Planned(before, ())
        version, first = before + 1, self._highest(OBLIGATIONS) + 1
        said = dict(body())  # it may raise, and then nothing is written
        numbers, named = self._named(found.new)
        reasons = self._explained({draft.why: whys[draft.why] for draft in found.new})
        lines = [line(d.holder, d.dataset, d.owed, d.answer, d.place, d.why) for d in found.new]
        said |= {"plan": version, "first": first, "added": len(lines), "obligations": digest_of_lines(lines)}
        said |= {str(state): count for state, count in Counter(found.moves.values()).items()}
        if named:
            said["names"] = {"first": named[0][0], "count": len(named), "digest": digest_of_names(named)}
        event = self.append(EventKind.PLANNED, request, said, moves=found.moves)
        rows = [
            {
                "number": first + at, "event": event.number, "request": mine, "plan": version,
                "holder": numbers[draft.holder], "dataset": numbers[draft.dataset], "owed": draft.owed,
                "answer": draft.answer, "place": draft.place, "why": reasons[draft.why],
                "state": State.PLANNED.value, "moved": event.number,
            }
            for at, draft in enumerate(found.new)
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(OBLIGATIONS), rows)
        return Planned(version, tuple(range(first, first + len(rows))))

    def plans(self, request: str) -> int:
        """How many plans a request has."""
        wanted = select(func.count()).where(EVENTS.c.request == request, EVENTS.c.kind == EventKind.PLANNED.value)
        return int(self._connection.execute(wanted).scalar_one())

    def newest(self, kinds: Iterable[EventKind], request: str | None) -> EventKind | None:
        """Which of some kinds happened last: to a request, or to all of them together where none is given."""
        among = EVENTS.c.kind.in_([kind.value for kind in kinds])
        mine = EVENTS.c.request.is_(None) if request is None else EVENTS.c.request == request
        newest = select(EVENTS.c.kind).where(among, mine).order_by(EVENTS.c.number.desc()).limit(1)
        found = self._connection.execute(newest).scalar()
        return EventKind(found) if found else None

    def identified(self, request: str) -> bool:
        """Whether the newest check of who makes a request was satisfied."""
        checks = (EVENTS.c.request == request, EVENTS.c.kind == EventKind.IDENTITY_CHECKED.value)
        newest = select(EVENTS.c.body).where(*checks).order_by(EVENTS.c.number.desc()).limit(1)
        found = self._connection.execute(newest).scalar()
        return found is not None and bool(json.loads(found)["satisfied"])

    def left_by(self, event: int) -> list[int]:
        """The obligations that still stand where an event moved them."""
        wanted = (
            select(OBLIGATIONS.c.number)
            .join(MOVES, MOVES.c.obligation == OBLIGATIONS.c.number)
            .where(MOVES.c.event == event, OBLIGATIONS.c.moved == event)
            .order_by(OBLIGATIONS.c.number)
        )
        return list(self._connection.execute(wanted).scalars())

    def handed_over(self, request: str) -> dict[int, str]:
        """Obligations whose letter lies before a person who has not said that it left, each with its notice."""
        intent, laid = EVENTS.alias("intent"), EVENTS.alias("laid")
        wanted = (
            select(OBLIGATIONS.c.number, intent.c.notice)
            .join(intent, intent.c.number == OBLIGATIONS.c.moved)
            .join(laid, laid.c.notice == intent.c.notice)
            .where(intent.c.request == request, laid.c.request == request, laid.c.kind == EventKind.HANDED_OVER.value)
            .where(OBLIGATIONS.c.state == State.SENDING.value)
        )
        return {row.number: row.notice for row in self._connection.execute(wanted)}

    def states_of(self, request: str) -> dict[int, State]:
        """Where all obligations of a request stand now, by number."""
        mine = select(REQUESTS.c.number).where(REQUESTS.c.id == request).scalar_subquery()
        wanted = select(OBLIGATIONS.c.number, OBLIGATIONS.c.state).where(OBLIGATIONS.c.request == mine)
        return {row.number: State(row.state) for row in self._connection.execute(wanted)}

    def states(self, obligations: Iterable[int]) -> dict[int, tuple[str, State]]:
        """Request and state of each obligation, as they are now."""
        found: dict[int, tuple[str, State]] = {}
        wanted = sorted(obligations)
        for begin in range(0, len(wanted), _AT_ONCE):
            rows = self._connection.execute(
                select(OBLIGATIONS.c.number, REQUESTS.c.id, OBLIGATIONS.c.state)
                .join(REQUESTS, REQUESTS.c.number == OBLIGATIONS.c.request)
                .where(OBLIGATIONS.c.number.in_(wanted[begin : begin + _AT_ONCE]))
            )
            found |= {row.number: (row.id, State(row.state)) for row in rows}
        return found

    def _newest_plan(self, request: str) -> Mapping[str, Any]:
        """The body of a request's newest plan."""
        mine = (EVENTS.c.request == request) & (EVENTS.c.kind == EventKind.PLANNED.value)
        newest = select(EVENTS.c.body).where(mine).order_by(EVENTS.c.number.desc()).limit(1)
        found: Mapping[str, Any] = json.loads(self._connection.execute(newest).scalar_one())
        return found

    def _rows(self, request: int) -> Iterator[Row]:
        """The obligations of a request, by number, as a new plan is compared with them."""
        wanted = (
            select(OBLIGATIONS.c.number, _HOLDER.c.id, _DATASET.c.id, OBLIGATIONS.c.owed, OBLIGATIONS.c.state)
            .add_columns(EVENTS.c.kind)
            .join(_HOLDER, _HOLDER.c.number == OBLIGATIONS.c.holder)
            .join(_DATASET, _DATASET.c.number == OBLIGATIONS.c.dataset)
            .join(EVENTS, EVENTS.c.number == OBLIGATIONS.c.moved)
            .where(OBLIGATIONS.c.request == request)
            .order_by(OBLIGATIONS.c.number)
        )
        for number, holder, dataset, owed, state, kind in self._connection.execute(wanted):
            yield Row(number, holder, dataset, owed, State(state), EventKind(kind))

    def _kinds(self, request: str) -> Counter[EventKind]:
        """How often what happened to a request."""
        wanted = select(EVENTS.c.kind).where(EVENTS.c.request == request)
        return Counter(map(EventKind, self._connection.execute(wanted).scalars()))

    def allow(self, request: str | None, moves: Mapping[int, State]) -> None:
        """Return when a request's obligations may move there. Raises IllegalTransition, BadInput."""
        here = self.states(moves)
        for number, there in moves.items():
            if number not in here or here[number][0] != request:
                raise BadInput(f"There is no obligation {number} of this request; `lineage request status` lists them.")
            check(number, here[number][1], there)

    def _move(self, event: int, moves: Mapping[int, State]) -> None:
        rows = [{"event": event, "obligation": number, "state": state.value} for number, state in moves.items()]
        self._connection.execute(insert(MOVES), rows)
        change = update(OBLIGATIONS).where(OBLIGATIONS.c.number == bindparam("at_number"))
        self._connection.execute(
            change.values(state=bindparam("to_state"), moved=event),
            [{"at_number": number, "to_state": state.value} for number, state in moves.items()],
        )

    def _named(self, drafts: Iterable[Draft]) -> tuple[Mapping[str, int], list[tuple[int, str, str]]]:
        """The numbers of holders and datasets; and those that are new, which are written, with what they are called."""
        names: dict[str, str] = {}
        for draft in drafts:
            names[draft.holder], names[draft.dataset] = draft.holder_name, draft.dataset_name
        before = self._highest(NAMES) if names.keys() - self._names.keys() else 0
        keys = {sha256(each.encode()): each for each in names if each not in self._names}
        found = self._numbered(NAMES, "key", keys, lambda key: {"id": keys[key], "name": names[keys[key]]})
        self._names |= {keys[key]: number for key, number in found.items()}
        new = [(number, keys[key], names[keys[key]]) for key, number in found.items() if number > before]
        return self._names, sorted(new)

    def _explained(self, whys: Mapping[str, Why]) -> Mapping[str, int]:
        """The numbers of reasons by their digests; new ones are written."""
        unknown = whys.keys() - self._whys.keys()
        self._whys |= self._numbered(WHYS, "digest", unknown, lambda key: {"why": canonical(whys[key].row()).decode()})
        return self._whys

    def _numbered(
        self, table: Table, column: str, keys: Iterable[str], rest: Callable[[str], Mapping[str, str]]
    ) -> dict[str, int]:
        """The numbers of rows that stand in a table once; those that are not there are added, with the rest of them."""
        wanted, found = sorted(keys), dict[str, int]()
        for begin in range(0, len(wanted), _AT_ONCE):
            some = table.c[column].in_(wanted[begin : begin + _AT_ONCE])
            rows = self._connection.execute(select(table.c.number, table.c[column]).where(some))
            found |= {row[1]: row[0] for row in rows}
        new = [key for key in wanted if key not in found]
        if new:
            first = self._highest(table) + 1
            added = [{"number": first + at, column: key, **rest(key)} for at, key in enumerate(new)]
            self._connection.execute(insert(table), added)
            found |= {key: first + at for at, key in enumerate(new)}
        return found

    def _highest(self, table: Table) -> int:
        return int(self._connection.execute(select(func.max(table.c.number))).scalar() or 0)


def over(request: str, kind: EventKind) -> NotApproved:
    """Why nothing is planned for a request any more, after such an event."""
    return NotApproved(f"Request {request} was {kind}; nothing is planned for it any more.")
