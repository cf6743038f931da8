"""The graph in Neo4j: things, claims, evidence and snapshots as nodes, edges between things as short cuts over claims.

It answers as `lineage.graph.sqlite.SqliteGraph` does, to the byte; the same tests run over both.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

import neo4j

from lineage.errors import GraphUnavailable
from lineage.graph.base import Direction, Loaded, Reach, unchanged
from lineage.graph.neo4j.connection import explained
from lineage.graph.neo4j.loading import MOST_AT_ONCE, write
from lineage.graph.neo4j.lock import LEASE, Lock
from lineage.graph.neo4j.migrations import known, migrate, pending
from lineage.graph.neo4j.rows import to_edge, to_said, to_thing
from lineage.graph.neo4j.statements import statement
from lineage.model.graph import Edge, Projection, Said, Thing, graph_hash
from lineage.model.words import Predicate

T = TypeVar("T")
_PAGE = 5_000
_READS = 3
"""How often a question is asked at most, when the graph is written while it is answered."""
_PATIENCE = 10.0
"""Seconds in which a load tries again what failed in passing, as when its lanes waited for each other."""
LANES = ("load 1", "load 2")
"""Names of the lock, one for each transaction that a load has open at once."""
_EVERY_PREDICATE = sorted(Predicate)


class Neo4jGraph:
    """See `lineage.graph.base.GraphStore`."""

    def __init__(
        self,
        driver: neo4j.Driver,
        address: str,
        owner: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        at_once: int = MOST_AT_ONCE,
        lease: float = LEASE,
    ) -> None:
        """Use a driver; `owner` tells this loader from others. Nothing is asked before the first question.

        `at_once` is how many rows one transaction may touch, `lease` after how many seconds a killed loader's lock is
        free.
        """
        self._driver, self._address, self._sleep, self._at_once = driver, address, sleep, at_once
        self._lock = Lock(LANES, owner, lease)
        self._schema_seen = False
        weakref.finalize(self, driver.close)

    def load(self, projection: Projection, *, anew: bool = False) -> Loaded:
        """See the interface. Brings the schema up to date first. Raises GraphUnavailable while another one loads."""
        with self._session() as session:
            migrate(session)
            if not anew and projection.basis and projection.basis == session.execute_read(_basis):
                return unchanged(projection)
            with ExitStack() as lanes, self._lock.held(session, self._sleep):
                sessions = [lanes.enter_context(self._session(_PATIENCE)) for _ in self._lock.names]
                found = write(sessions, self._lock, projection, anew=anew, at_once=self._at_once)
        return unchanged(projection).model_copy(update={"changed": found.changed, "removed": found.removed})

    def basis(self) -> str:
        """See the interface."""
        with self._session() as session:
            return session.execute_read(_basis)

    def things(self, ids: Iterable[str]) -> list[Thing]:
        """See the interface."""
        rows = self._ask("get_things", ids=sorted(set(ids)))
        return sorted((to_thing(row["thing"]) for row in rows), key=lambda thing: thing.id)

    def find(self, key: str, *, exact: bool, limit: int = 50) -> list[Thing]:
        """See the interface. A key has letters and digits alone, so nothing in it means something to the index."""
        if self.schema():  # the index is not there yet, and so nothing is
            return []
        query = f'"{key}"' if exact else f"*{key}*"
        return [
            to_thing(row["thing"]) for row in self._ask("find_things", query=query, key=key, exact=exact, limit=limit)
        ]

    def edges_of(self, ids: Sequence[str], direction: Direction | None = None) -> list[Edge]:
        """See the interface."""
        ways: list[Direction] = ["downstream", "upstream"] if direction is None else [direction]
        found: dict[str, Edge] = {}
        for way in ways:
            asked = {"ids": sorted(set(ids)), "predicates": _EVERY_PREDICATE, "holding": False}
            found |= {edge.id: edge for edge in map(to_edge, self._ask(f"walk_{way}", **asked))}
        return sorted(found.values(), key=lambda edge: edge.id)

    def reach(
        self, start: str, direction: Direction, predicates: frozenset[Predicate], depth: int | None = None
    ) -> Reach:
        """See the interface. One question a level, all of them in one transaction; each thing is visited once."""

        def walk(tx: neo4j.ManagedTransaction) -> Reach:
            levels, edges, level = {start: 0}, [], [start]
            while level and (depth is None or levels[level[0]] < depth):
                asked = {"ids": level, "predicates": sorted(predicates), "holding": True}
                met = [to_edge(row) for row in tx.run(statement(f"walk_{direction}"), asked)]
                edges += met
                others = {edge.subject if direction == "downstream" else edge.object for edge in met} - levels.keys()
                levels |= dict.fromkeys(others, levels[level[0]] + 1)
                level = sorted(others)
            return Reach(levels, tuple(sorted(edges, key=lambda edge: edge.id)))

        return self._read(walk)

    def claims(self, edges: Iterable[str]) -> list[Said]:
        """See the interface."""
        rows = self._ask("get_claims", edges=sorted(set(edges)))
        return sorted(map(to_said, rows), key=lambda said: said.id)

    def whole(self) -> Projection:
        """See the interface."""

        def everything(tx: neo4j.ManagedTransaction) -> Projection:
            state = tx.run(statement("get_state")).single()
            return Projection(
                things=tuple(to_thing(row) for row in _pages(tx, "page_things")),
                edges=tuple(sorted(map(to_edge, _pages(tx, "page_edges")), key=lambda edge: edge.id)),
                claims=tuple(to_said(row) for row in _pages(tx, "page_claims")),
                runs=tuple(state["runs"] if state else ()),
                orphans=tuple(state["orphans"] if state else ()),
                basis=state["basis"] if state else "",
            )

        return self._read(everything)

    def counts(self) -> dict[str, int]:
        """See the interface."""
        found = {row["what"]: row["n"] for row in self._ask("count_everything")}
        return {what: n for what, n in found.items() if n or what == "claims"}

    def digest(self, *, with_times: bool = False) -> str:
        """See the interface."""

        def lines(tx: neo4j.ManagedTransaction) -> list[bytes]:
            found = [to_thing(row).line for row in _pages(tx, "page_things")]
            for edge in map(to_edge, _pages(tx, "page_edges")):
                found += [edge.line, edge.times] if with_times else [edge.line]
            return found

        return graph_hash(self._read(lines))

    def schema(self) -> tuple[str, ...]:
        """The migrations that the next load will apply. Raises SchemaBehind, MigrationEdited."""
        with self._session() as session:
            return tuple(migration.name for migration in session.execute_read(pending, known()))

    def _ask(self, name: str, **parameters: Any) -> list[neo4j.Record]:  # noqa: ANN401  what a statement takes
        return self._read(lambda tx: list(tx.run(statement(name), parameters)))

    def _read(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """One read of a graph that is whole, and the same from beginning to end. Raises GraphUnavailable.

        A transaction sees what others commit meanwhile, so what was read while the graph was written is read again.
        """

        def whole(tx: neo4j.ManagedTransaction) -> tuple[T, bool]:
            before = self._written(tx)
            return work(tx), before == self._written(tx)

        with self._session() as session:
            if not self._schema_seen:
                session.execute_read(pending, known())
                self._schema_seen = True
            for _ in range(_READS):
                found, same = session.execute_read(whole)
                if same:
                    return found
        raise GraphUnavailable(
            f"The graph at {self._address} was written again and again while it was read; ask later."
        )

    def _written(self, tx: neo4j.ManagedTransaction) -> int:
        """How often the graph was written. Raises GraphUnavailable while it is being loaded."""
        state = tx.run(statement("get_state")).single()
        if state and state["loading"]:
            raise GraphUnavailable(
                f"The graph at {self._address} is being loaded, or a load was cut short; ask again later, or run "
                "`lineage project`, which finishes it."
            )
        return int(state["written"] or 0) if state else 0

    @contextmanager
    def _session(self, patience: float | None = None) -> Iterator[neo4j.Session]:
        """A session; `patience` is for how many seconds it tries again what failed in passing."""
        settings: dict[str, Any] = {} if patience is None else {"max_transaction_retry_time": patience}
        with explained(self._address), self._driver.session(fetch_size=10_000, **settings) as session:
            yield session


def _basis(tx: neo4j.ManagedTransaction) -> str:
    state = tx.run(statement("get_state")).single()
    return str(state["basis"]) if state else ""


def _pages(tx: neo4j.ManagedTransaction, name: str) -> Iterator[Any]:
    after: str | None = ""
    while after is not None:
        row = tx.run(statement(name), after=after, limit=_PAGE).single(strict=True)
        yield from row["rows"]
        after = row["last"]
