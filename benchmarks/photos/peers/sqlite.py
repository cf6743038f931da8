"""SQLite: photos by id with an index on the owner, and members by id and dataset. Of ten million rows at most.

With the dataset before the id, a photo's datasets are ten places instead of one and an answer takes four times as long.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.dataset as ds

from benchmarks.photos.members import DATASETS
from benchmarks.photos.peers.base import Built, size

_ROWS = 10_000_000
_AT_ONCE = 100_000
_COLUMNS = ["photoid", "uid", "secret", "serverid", "farmid", "ext"]
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
CREATE TABLE photos (id INTEGER PRIMARY KEY, owner TEXT, secret TEXT, server INTEGER, farm INTEGER, ext TEXT);
CREATE TABLE members (id INTEGER, dataset INTEGER, PRIMARY KEY (id, dataset)) WITHOUT ROWID;
"""
_FLAGS = "(SELECT sum(1 << dataset) FROM members WHERE members.id = photos.id)"
"""A bit for each dataset; NULL for a photo in none."""
_QUESTION = f"SELECT id, secret, server, farm, ext, {_FLAGS} FROM photos WHERE owner = ?"


class Sqlite:
    """The plain way, with what makes building quick: rows in the order of their keys, the index last, no journal."""

    name = "SQLite, index on owner, members by id"
    owners = 60

    def build(self, data: Path, work: Path) -> Built:
        """The first rows, the members among them, the index."""
        begin = time.perf_counter()
        photos = ds.dataset(data / "photos").head(_ROWS, columns=_COLUMNS).sort_by("photoid")
        self._database = sqlite3.connect(work / "photos.sqlite")
        self._database.executescript(_TABLES)
        self._database.executemany("INSERT INTO photos VALUES (?, ?, ?, ?, ?, ?)", _tuples(photos))
        self._database.executemany("INSERT INTO members VALUES (?, ?)", _tuples(_members(data, photos["photoid"])))
        self._database.commit()
        self._database.executescript("CREATE INDEX by_owner ON photos (owner); ANALYZE")
        return Built(time.perf_counter() - begin, size(work / "photos.sqlite"), len(photos))

    def ask(self, owner: str) -> int:
        """The photos as tuples."""
        return len(self._database.execute(_QUESTION, (owner,)).fetchall())

    def memberships(self, owner: str) -> int:
        """The flags that are set."""
        return sum((bits or 0).bit_count() for *_, bits in self._database.execute(_QUESTION, (owner,)))

    def scale(self, data: Path) -> float:
        """Not extrapolated: its rows are fewer, and the table says so."""
        return 1.0


def _tuples(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _members(data: Path, known: pa.ChunkedArray) -> pa.Table:
    """Those members of all datasets that are among these rows, sorted as their table is."""
    parts, known = [], known.combine_chunks()
    for number, dataset in enumerate(DATASETS):
        path = data / "members" / f"{dataset.name}.txt"
        if path.stat().st_size:
            ids = pyarrow.csv.read_csv(path, pyarrow.csv.ReadOptions(column_names=["id"]))["id"]
            ids = ids.filter(pc.is_in(ids, known))
            parts.append(pa.table({"id": ids, "dataset": np.full(len(ids), number)}))
    return pa.concat_tables(parts).sort_by([("id", "ascending"), ("dataset", "ascending")])
