"""Loading a graph: compare, write what differs, and say when it is whole.

A small difference is written in one transaction, and readers see the old graph or the new one. A large one takes many:
meanwhile the graph is marked as loading, and questions are told so instead of getting half an answer. A loader that is
killed in between is followed by one that compares again and writes what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import neo4j

from lineage.graph.base import check
from lineage.graph.difference import Stored, difference
from lineage.graph.neo4j.ahead import ahead
from lineage.graph.neo4j.changes import TABLES, Batch, Changes
from lineage.graph.neo4j.lanes import in_lanes
from lineage.graph.neo4j.lock import LEASE, Lock
from lineage.graph.neo4j.statements import statement
from lineage.model.graph import Projection

MOST_AT_ONCE = 20_000
"""Rows that one transaction may touch: the memory that Neo4j needs for it stays small."""
Table = tuple[str, Stored]
"""The name of a table, and what is stored of it."""
_PAGE = 50_000
_SOME = 5_000
"""Nodes that one transaction deletes of a graph that is to be written anew."""


def write(
    sessions: Sequence[neo4j.Session],
    lock: Lock,
    graph: Projection,
    *,
    anew: bool = False,
    at_once: int = MOST_AT_ONCE,
) -> Changes:
    """Make the database hold exactly this graph, holding the lock all the while. Raises GraphUnavailable, BadInput.

    Many rows are written over all sessions at once; the lock has a name for each of them. `anew` trusts nothing that is
    there.
    """
    first = sessions[0]
    found = _compare(_nothing() if anew else _read(first, lock), graph)
    if anew:
        first.execute_write(_apply, lock, (), _state(graph, loading=True))
        while first.execute_write(_delete_some, lock):
            pass
    if found.rows <= at_once:
        batches = list(chain.from_iterable(chain.from_iterable(found.stages(1))))
        first.execute_write(_apply, lock, batches, _state(graph, loading=False))
        return found

    def work(lane: int, batch: Batch) -> None:
        sessions[lane].execute_write(_apply, lock.part(lane), (batch,), None)

    first.execute_write(_apply, lock, (), _state(graph, loading=True))
    for lanes in found.stages(len(sessions)):
        in_lanes(work, lanes)
    first.execute_write(_apply, lock, (), _state(graph, loading=False))
    return found


def _compare(tables: Iterable[Table], graph: Projection) -> Changes:
    """What differs; one table is read while the one before it is compared, the first while the graph is checked."""
    with ahead(tables) as coming:
        check(graph)
        return Changes(graph, **{name: difference(getattr(graph, name), stored) for name, stored in coming})


def _read(session: neo4j.Session, lock: Lock) -> Iterator[Table]:
    """What is stored, table by table; the lock is held for as long as that takes."""
    for name in TABLES:
        session.execute_write(lock.renew)
        yield name, session.execute_read(_stored, name)


def _nothing() -> Iterator[Table]:
    """What is taken for stored where nothing is trusted."""
    return ((name, {}) for name in TABLES)


def _stored(tx: neo4j.ManagedTransaction, table: str) -> Stored:
    """Ids and digests of what is there, a page at a time."""
    found: dict[str, int] = {}
    after: str | None = ""
    while after is not None:
        row = tx.run(statement(f"list_{table}"), after=after, limit=_PAGE).single(strict=True)
        found.update(zip(row["ids"], row["digests"], strict=True))
        after = row["last"]
    return found


@neo4j.unit_of_work(timeout=LEASE)
def _apply(tx: neo4j.ManagedTransaction, lock: Lock, batches: Iterable[Batch], state: dict[str, Any] | None) -> None:
    lock.renew(tx)
    for batch in batches:
        tx.run(statement(batch.statement), rows=batch.rows).consume()
    if state is not None:
        tx.run(statement("set_state"), state).consume()


@neo4j.unit_of_work(timeout=LEASE)
def _delete_some(tx: neo4j.ManagedTransaction, lock: Lock) -> int:
    lock.renew(tx)
    return int(tx.run(statement("delete_some"), limit=_SOME).single(strict=True)["deleted"])


def _state(graph: Projection, *, loading: bool) -> dict[str, Any]:
    """What is stored of the graph as a whole; while it is loading, it is nobody's."""
    basis = "" if loading else graph.basis
    return {"basis": basis, "runs": list(graph.runs), "orphans": list(graph.orphans), "loading": loading}
