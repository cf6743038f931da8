"""Loading a graph: this library's loader against plain MERGE batches and one statement a row, on one real Neo4j.

Run by `make bench-graph`; `THINGS=10000` makes it smaller. Claims are three to a thing, snapshots as many as things.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import neo4j as driver

from benchmarks.graphs import changed, made
from cluster.servers.neo4j import neo4j
from lineage.graph.neo4j.connection import connect
from lineage.graph.neo4j.rows import claim_row, edge_row, snapshot_properties, thing_row
from lineage.graph.neo4j.store import Neo4jGraph
from lineage.graph.sqlite import SqliteGraph
from lineage.model.graph import Projection

_BATCH = 1_000
_EMPTY = Projection(things=(), edges=(), claims=(), runs=())
_SAMPLE = 2_000
"""Rows of each kind that are sent one by one; the whole is that many times as long (it grows no slower)."""
_SETTLE = 20.0
"""Seconds in which server and disk put away what a large load left to do: the next load comes a week later."""
_ALIKE = "UNWIND $rows AS row MERGE"
_PEER = {
    "things": f"{_ALIKE} (t:Thing {{id: row.id}}) SET t = row.properties",
    "snapshots": f"{_ALIKE} (s:Snapshot {{id: row.id}}) SET s = row",
    "claims": f"""{_ALIKE} (c:Claim {{id: row.claim.id}}) SET c = row.claim WITH c, row
        MATCH (s:Thing {{id: row.subject}}) MATCH (o:Thing {{id: row.object}})
        MATCH (n:Snapshot {{id: row.snapshot.id}})
        MERGE (c)-[:SUBJECT]->(s) MERGE (c)-[:OBJECT]->(o)
        MERGE (c)-[:EVIDENCED_BY]->(e:Evidence) MERGE (e)-[:FOUND_IN]->(n) SET e = row.evidence""",
    "edges": """UNWIND $rows AS row MATCH (s:Thing {id: row.subject}) MATCH (o:Thing {id: row.object})
        MERGE (s)-[e:PREDICATE {id: row.properties.id}]->(o) SET e = row.properties""",
}


def measure() -> Iterator[tuple[str, str]]:
    """Seconds for each way and the ratios, all on one server that is warm and, before each first load, empty."""
    things = int(os.environ.get("THINGS", "100000"))
    graph = made(things, 3 * things, things)
    later = changed(graph, 0.01)
    with tempfile.TemporaryDirectory() as folder, neo4j(Path(folder) / "neo4j", heap="2g") as server:
        Path(folder).chmod(0o711)
        client = connect(server.url, server.client["NEO4J_USER"], server.client["NEO4J_PASSWORD"])
        store = Neo4jGraph(client, server.url, "benchmark")
        _warm(store, client)
        first = _timed("first load", lambda: store.load(graph))
        hashed = store.digest()
        time.sleep(_SETTLE)
        again = _timed("again", lambda: store.load(graph))
        known = graph.model_copy(update={"basis": "a"}), graph.model_copy(update={"basis": "a"})
        store.load(known[0])
        same = _timed("again, of the same basis", lambda: store.load(known[1]))
        part = _timed("one percent", lambda: store.load(later))
        store.load(_EMPTY, anew=True)
        merged = _timed("plain MERGE", lambda: _merge(client, graph, _BATCH))
        if store.whole().claims != graph.claims or store.digest() != hashed:
            raise RuntimeError("plain MERGE left another graph than the loader; they cannot be compared")
        store.load(_EMPTY, anew=True)
        rows = _timed("one statement a row", lambda: _merge(client, _part(graph), 1)) / (_SAMPLE / things)
    time.sleep(_SETTLE)
    sqlite = median(_embedded(graph) for _ in range(3))
    yield f"{things:,} things, {len(graph.edges):,} edges, {3 * things:,} claims, {things:,} snapshots", ""
    yield "first load", f"{first:.1f} s"
    yield "plain MERGE, batches of 1,000", f"{merged:.1f} s ({merged / first:.2f} times as long)"
    yield f"one statement a row (from {_SAMPLE:,} things)", f"{rows:.0f} s ({rows / first:.1f} times as long)"
    yield "the same again, of the same runs", f"{same:.3f} s"
    yield "the same again, compared row by row", f"{again:.1f} s"
    yield "1 % of the edges changed, with their claims", f"{part:.1f} s ({part / first:.1%} of the first load)"
    yield "SQLite, first load", f"{sqlite:.1f} s (Neo4j takes {first / sqlite:.1f} times as long)"


def _embedded(graph: Projection) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteGraph(Path(folder) / "graph.sqlite")
        return _timed("SQLite", lambda: store.load(graph))


def _warm(store: Neo4jGraph, client: driver.Driver) -> None:
    """Let the server compile what both ways run, and leave it empty."""
    small = made(6_000, 18_000, 6_000, seed=3)
    for _ in range(2):
        store.load(small)
        store.load(changed(small, 0.01))
        store.load(_EMPTY, anew=True)
        _merge(client, small, _BATCH)
        store.load(_EMPTY, anew=True)


def _part(graph: Projection) -> Projection:
    """So many things, and three claims for each, as in the whole."""
    claims = graph.claims[: 3 * _SAMPLE]
    under = {said.edge for said in claims}
    edges = tuple(edge for edge in graph.edges if edge.id in under)
    ends = {end for edge in edges for end in (edge.subject, edge.object)}
    things = [thing for thing in graph.things if thing.id in ends]
    return graph.model_copy(update={"things": tuple(things), "edges": edges, "claims": claims})


def _merge(client: driver.Driver, graph: Projection, batch: int) -> None:
    edges = {edge.id: edge for edge in graph.edges}
    rows: dict[str, list[Any]] = {
        "things": [thing_row(thing) for thing in graph.things],
        "snapshots": list({row["id"]: row for row in map(snapshot_properties, graph.claims)}.values()),
        "claims": [claim_row(said, edges[said.edge]) for said in graph.claims],
        "edges": [edge_row(edge) for edge in graph.edges],
    }
    with client.session() as session:
        for table, statement in _PEER.items():
            for predicate in sorted({row["predicate"] for row in rows[table]} if table == "edges" else {""}):
                chosen = [row for row in rows[table] if table != "edges" or row["predicate"] == predicate]
                text = statement.replace("PREDICATE", predicate)
                for at in range(0, len(chosen), batch):
                    session.execute_write(_send, text, chosen[at : at + batch])


def _send(tx: driver.ManagedTransaction, text: str, rows: list[Any]) -> None:
    tx.run(text, rows=rows).consume()


def _timed(what: str, work: Any) -> float:  # noqa: ANN401  any callable
    begin = time.perf_counter()
    work()
    taken = time.perf_counter() - begin
    print(f"  … {what}: {taken:.1f} s", file=sys.stderr, flush=True)
    return taken
