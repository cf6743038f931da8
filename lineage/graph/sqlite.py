"""The embedded graph store, and the reference for all others: one SQLite file, rows addressed by their ids."""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lineage.errors import GraphUnavailable, SchemaBehind
from lineage.files import explained
from lineage.graph.base import Direction, Loaded, Reach, check, unchanged
from lineage.model.graph import Edge, Projection, Said, Thing, graph_hash
from lineage.model.references import name_key
from lineage.model.words import Predicate

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY, kind TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (key TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (key, thing)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS edges (id TEXT PRIMARY KEY, subject TEXT NOT NULL, object TEXT NOT NULL,
    predicate TEXT NOT NULL, holds INTEGER NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (id TEXT PRIMARY KEY, edge TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_thing ON names (thing);
CREATE INDEX IF NOT EXISTS edges_subject ON edges (subject, predicate);
CREATE INDEX IF NOT EXISTS edges_object ON edges (object, predicate);
CREATE INDEX IF NOT EXISTS claims_edge ON claims (edge);
"""
_BATCH = 500


class SqliteGraph:
    """See `lineage.graph.base.GraphStore`. `path` may be None for a graph in memory."""

    def __init__(self, path: Path | None) -> None:
        """Open, creating what is missing. Raises ArchiveUnavailable, GraphUnavailable, SchemaBehind."""
        self._name = str(path) if path else ":memory:"
        if path:
            with explained("create", path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(self._name, isolation_level=None, timeout=60)
            weakref.finalize(self, self._db.close)  # with its last user, also where opening fails below
            self._db.execute("PRAGMA journal_mode=WAL" if path else "PRAGMA temp_store=MEMORY")
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

    def load(self, projection: Projection) -> Loaded:
        """See the interface; readers see the old graph until the new one is whole."""
        if projection.basis and projection.basis == self.basis():
            return unchanged(projection)
        check(projection)
        things = {t.id: (t.kind.value, t.line.decode()) for t in projection.things}
        names = {
            (name_key(name), t.id): ()
            for t in projection.things
            for name in (t.label, *t.names, *t.identifiers, t.id.partition(":")[2])
        }
        edges = {
            e.id: (e.subject, e.object, e.predicate.value, int(e.holds), e.model_dump_json()) for e in projection.edges
        }
        claims = {c.id: (c.edge, c.model_dump_json()) for c in projection.claims}
        with self._transaction():
            changes = [
                self._replace("things", "kind, row", things),
                self._replace("edges", "subject, object, predicate, holds, row", edges),
            ]
            changes.append(self._replace("claims", "edge, row", claims))
            self._replace_names(set(names))
            meta = {"runs": json.dumps(projection.runs), "orphans": json.dumps(projection.orphans)}
            meta["basis"] = projection.basis
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        return Loaded(
            things=len(things), edges=len(edges), claims=len(claims),
            changed=sum(c for c, _ in changes), removed=sum(r for _, r in changes),
        )  # fmt: skip

    def basis(self) -> str:
        """See the interface."""
        return next((value for (value,) in self._all("SELECT value FROM meta WHERE key = 'basis'")), "")

    def clear(self) -> None:
        """See the interface."""
        with self._transaction():
            for table in ("things", "names", "edges", "claims", "meta"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608  names from the line above

    def things(self, ids: Iterable[str]) -> list[Thing]:
        """See the interface."""
        return [
            _thing(row) for row in self._by("SELECT row FROM things WHERE id IN ({}) ORDER BY id", sorted(set(ids)))
        ]

    def find(self, key: str, *, exact: bool, limit: int = 50) -> list[Thing]:
        """See the interface."""
        where, value = ("key = ?", key) if exact else ("instr(key, ?) > 0", key)
        query = (
            f"SELECT DISTINCT t.row, length(n.key) FROM names n JOIN things t ON t.id = n.thing WHERE {where} "  # noqa: S608  one of two fixed conditions
            "ORDER BY length(n.key), t.id LIMIT ?"
        )
        rows = self._all(query, (value, limit * 4))
        return list({thing.id: thing for thing in (_thing(row[0]) for row in rows)}.values())[:limit]

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
            things = [_thing(row) for (row,) in self._all("SELECT row FROM things ORDER BY id")]
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
        lines = [row.encode() for (row,) in self._all("SELECT row FROM things")]
        for (row,) in self._all("SELECT row FROM edges"):
            edge = Edge.model_validate_json(row)
            lines += [edge.line, edge.times] if with_times else [edge.line]
        return graph_hash(lines)

    def _replace(self, table: str, columns: str, rows: Mapping[str, tuple[object, ...]]) -> tuple[int, int]:
        stored = {row[0]: tuple(row[1:]) for row in self._db.execute(f"SELECT id, {columns} FROM {table}")}  # noqa: S608
        changed = [(key, *row) for key, row in rows.items() if stored.get(key) != row]
        gone = [(key,) for key in stored if key not in rows]
        marks = ", ".join("?" for _ in range(columns.count(",") + 2))
        self._db.executemany(f"INSERT OR REPLACE INTO {table} (id, {columns}) VALUES ({marks})", changed)  # noqa: S608
        self._db.executemany(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608
        return len(changed), len(gone)

    def _replace_names(self, rows: set[tuple[str, str]]) -> None:
        stored = set(self._db.execute("SELECT key, thing FROM names"))
        self._db.executemany("DELETE FROM names WHERE key = ? AND thing = ?", stored - rows)
        self._db.executemany("INSERT INTO names VALUES (?, ?)", rows - stored)

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


def _thing(row: str) -> Thing:
    return Thing.model_validate(json.loads(row)["thing"])
