"""The embedded graph store, and the reference for all others: one SQLite file, rows addressed by their ids."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lineage.errors import GraphUnavailable, SchemaBehind
from lineage.files import explained
from lineage.graph.base import Direction, Loaded, Reach, check, unchanged
from lineage.graph.difference import T, difference
from lineage.graph.digests import digest_of, written
from lineage.model.graph import Edge, Projection, Said, Thing, graph_hash
from lineage.model.words import Predicate

_VERSION = 3
_SCHEMA = """
CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY, digest INTEGER NOT NULL, kind TEXT NOT NULL,
    row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (key TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (key, thing)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS edges (id TEXT PRIMARY KEY, digest INTEGER NOT NULL, subject TEXT NOT NULL,
    object TEXT NOT NULL, predicate TEXT NOT NULL, holds INTEGER NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (id TEXT PRIMARY KEY, digest INTEGER NOT NULL, edge TEXT NOT NULL,
    row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS names_thing ON names (thing)",
    "CREATE INDEX IF NOT EXISTS edges_subject ON edges (subject, predicate)",
    "CREATE INDEX IF NOT EXISTS edges_object ON edges (object, predicate)",
    "CREATE INDEX IF NOT EXISTS claims_edge ON claims (edge)",
)
"""Made when the first rows are in, which costs half of keeping them up row by row."""
_BATCH = 500
_CACHE = 128 * 1024
"""KiB of pages in memory: a first load of 100,000 things would write many of them again and again with less."""

Touched = tuple[list[str], list[str]]


class SqliteGraph:
    """See `lineage.graph.base.GraphStore`. `path` may be None for a graph in memory."""

    def __init__(self, path: Path | None) -> None:
        """Open, creating what is missing. Raises ArchiveUnavailable, GraphUnavailable, SchemaBehind."""
        self._name = str(path) if path else ":memory:"
        if path:
            with explained("create", path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
        try:
            # What one thread leaves behind, another may collect, and so close.
            self._db = sqlite3.connect(self._name, isolation_level=None, timeout=60, check_same_thread=False)
            weakref.finalize(self, self._db.close)  # with its last user, also where opening fails below
            if not path:
                self._db.execute("PRAGMA temp_store=MEMORY")
            self._db.execute(f"PRAGMA cache_size=-{_CACHE}")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise SchemaBehind(
                    f"{self._name} has schema {version}, this version writes {_VERSION}; move the file away and "
                    "run `lineage project`: the graph is computed again from the ledger."
                )
            if version == 0:
                self._db.executescript(_SCHEMA)
                self._db.execute(f"PRAGMA user_version={_VERSION}")
        except sqlite3.Error as error:
            raise self._unavailable(error) from error

    def load(self, projection: Projection, *, anew: bool = False) -> Loaded:
        """See the interface; readers see the old graph until the new one is whole."""
        if not anew and projection.basis and projection.basis == self.basis():
            return unchanged(projection)
        check(projection)
        with self._transaction():
            for table in ("things", "names", "edges", "claims", "meta") if anew else ():
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608  names from the line above
            things = self._replace("things", projection.things, _thing_columns)
            edges = self._replace("edges", projection.edges, _edge_columns)
            claims = self._replace("claims", projection.claims, _claim_columns)
            self._rename(things, {thing.id: thing for thing in projection.things})
            meta = {"runs": json.dumps(projection.runs), "orphans": json.dumps(projection.orphans)}
            meta["basis"] = projection.basis
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
            for index in _INDEXES:
                self._db.execute(index)
        # From now on readers read on while it is written. The first graph had none, and so was written only once.
        self._all("PRAGMA journal_mode=WAL")
        changed, removed = (sum(map(len, part)) for part in zip(things, edges, claims, strict=True))
        return unchanged(projection).model_copy(update={"changed": changed, "removed": removed})

    def basis(self) -> str:
        """See the interface."""
        return next((value for (value,) in self._all("SELECT value FROM meta WHERE key = 'basis'")), "")

    def things(self, ids: Iterable[str]) -> list[Thing]:
        """See the interface."""
        return [
            Thing.model_validate_json(row)
            for row in self._by("SELECT row FROM things WHERE id IN ({}) ORDER BY id", sorted(set(ids)))
        ]

    def find(self, key: str, *, exact: bool, limit: int = 50) -> list[Thing]:
        """See the interface."""
        where, value = ("key = ?", key) if exact else ("instr(key, ?) > 0", key)
        query = (
            f"SELECT DISTINCT t.row, length(n.key) FROM names n JOIN things t ON t.id = n.thing WHERE {where} "  # noqa: S608  one of two fixed conditions
            "ORDER BY length(n.key), t.id LIMIT ?"
        )
        rows = self._all(query, (value, limit * 4))
        return list({thing.id: thing for thing in (Thing.model_validate_json(row) for row, _ in rows)}.values())[:limit]

    def edges_of(self, ids: Sequence[str], direction: Direction | None = None) -> list[Edge]:
        """See the interface."""
        columns = {"downstream": ["object"], "upstream": ["subject"], None: ["object", "subject"]}[direction]
        found = {}
        for column in columns:
            for row in self._by(f"SELECT row FROM edges WHERE {column} IN ({{}}) ORDER BY id", sorted(set(ids))):  # noqa: S608
                edge = Edge.model_validate_json(row)
                found[edge.id] = edge
        return sorted(found.values(), key=lambda e: e.id)

    def reach(
        self, start: str, direction: Direction, predicates: frozenset[Predicate], depth: int | None = None
    ) -> Reach:
        """See the interface."""
        here, there = ("object", "subject") if direction == "downstream" else ("subject", "object")
        kinds = ", ".join("?" for _ in predicates)
        query = f"SELECT {there}, row FROM edges WHERE {here} IN ({{}}) AND predicate IN ({kinds}) AND holds = 1"  # noqa: S608
        levels, edges, level = {start: 0}, [], [start]
        while level and (depth is None or levels[level[0]] < depth):
            following = []
            for other, row in self._pairs(query, level, sorted(predicates)):
                edges.append(Edge.model_validate_json(row))
                if other not in levels:
                    levels[other] = levels[level[0]] + 1
                    following.append(other)
            level = sorted(following)
        return Reach(levels, tuple(sorted(edges, key=lambda e: e.id)))

    def claims(self, edges: Iterable[str]) -> list[Said]:
        """See the interface."""
        rows = self._by("SELECT row FROM claims WHERE edge IN ({}) ORDER BY id", sorted(set(edges)))
        return [Said.model_validate_json(row) for row in rows]

    def whole(self) -> Projection:
        """See the interface."""
        with self._transaction("BEGIN"):  # one moment, even while another process loads
            meta = dict(self._all("SELECT key, value FROM meta"))
            things = [Thing.model_validate_json(row) for (row,) in self._all("SELECT row FROM things ORDER BY id")]
            edges = [Edge.model_validate_json(row) for (row,) in self._all("SELECT row FROM edges ORDER BY id")]
            claims = [Said.model_validate_json(row) for (row,) in self._all("SELECT row FROM claims ORDER BY id")]
        return Projection(
            things=tuple(things),
            edges=tuple(edges),
            claims=tuple(claims),
            runs=tuple(json.loads(meta.get("runs", "[]"))),
            orphans=tuple(json.loads(meta.get("orphans", "[]"))),
            basis=meta.get("basis", ""),
        )

    def counts(self) -> dict[str, int]:
        """See the interface."""
        found = {f"things.{kind}": n for kind, n in self._all("SELECT kind, count(*) FROM things GROUP BY kind")}
        found |= {f"edges.{p}": n for p, n in self._all("SELECT predicate, count(*) FROM edges GROUP BY predicate")}
        return found | {"claims": self._all("SELECT count(*) FROM claims")[0][0]}

    def schema(self) -> tuple[str, ...]:
        """See the interface; a file of another version is refused when it is opened."""
        return ()

    def digest(self, *, with_times: bool = False) -> str:
        """See the interface."""
        lines = [Thing.model_validate_json(row).line for (row,) in self._all("SELECT row FROM things")]
        for (row,) in self._all("SELECT row FROM edges"):
            edge = Edge.model_validate_json(row)
            lines += [edge.line, edge.times] if with_times else [edge.line]
        return graph_hash(lines)

    def _replace(self, table: str, wanted: Sequence[T], columns: Callable[[T], tuple[object, ...]]) -> Touched:
        """Write the rows whose digest is another, delete those that are gone; the ids of both."""
        stored = dict(self._db.execute(f"SELECT id, digest FROM {table}"))  # noqa: S608  a table's name from `load`
        found = difference(wanted, stored)
        if rows := [*found.new, *found.changed]:
            marks = ", ".join("?" * (3 + len(columns(rows[0]))))
            texts = map(written, rows)
            values = ((row.id, digest_of(t), *columns(row), t.decode()) for row, t in zip(rows, texts, strict=True))
            self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608
        self._db.executemany(f"DELETE FROM {table} WHERE id = ?", ((key,) for key in found.gone))  # noqa: S608
        return [row.id for row in rows], found.gone

    def _rename(self, touched: Touched, things: Mapping[str, Thing]) -> None:
        """The keys by which the things that were touched are found."""
        changed, gone = touched
        self._db.executemany("DELETE FROM names WHERE thing = ?", ((key,) for key in (*changed, *gone)))
        found = sorted({(key, thing) for thing in changed for key in things[thing].keys})
        self._db.executemany("INSERT INTO names VALUES (?, ?)", found)

    def _by(self, query: str, ids: Sequence[str]) -> Iterator[str]:
        for row in self._pairs(query, ids, ()):
            yield row[0]

    def _pairs(self, query: str, ids: Sequence[str], more: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for at in range(0, len(ids), _BATCH):
            batch = ids[at : at + _BATCH]
            yield from self._all(query.format(", ".join("?" for _ in batch)), (*batch, *more))

    def _all(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._unavailable(error) from error

    @contextmanager
    def _transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        try:
            self._db.execute(begin)
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: sqlite3.Error) -> GraphUnavailable:
        return GraphUnavailable(
            f"The graph {self._name} cannot be used: {error}. The graph can always be computed again from the ledger: "
            "free some space or move the file away, then run `lineage project --rebuild`."
        )


def _thing_columns(thing: Thing) -> tuple[object, ...]:
    return (thing.kind.value,)


def _edge_columns(edge: Edge) -> tuple[object, ...]:
    return edge.subject, edge.object, edge.predicate.value, int(edge.holds)


def _claim_columns(said: Said) -> tuple[object, ...]:
    return (said.edge,)
