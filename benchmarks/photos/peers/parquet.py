"""Parquet sorted by owner, in files of a million rows; the file is found by its first owner, the rows by statistics."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.photos.members import DATASETS
from benchmarks.photos.peers.base import FLAGS, Built, database, flagged, size

_FILE = 1_000_000
_GROUP = 5_000
"""Rows with statistics of their own. polars is quickest with few, of 5,000, 20,000 and 100,000; DuckDB cares less."""
_NAMES = [dataset.name for dataset in DATASETS]


@cache
def write_sorted(data: Path, folder: Path) -> Built:
    """Sort all rows once, by DuckDB; both readers read the same files."""
    begin, rows = time.perf_counter(), 0
    folder.mkdir(parents=True, exist_ok=True)
    with database(folder.parent) as opened:
        result = opened.sql(f"{flagged(data)} ORDER BY uid, photoid")
        for number, table in enumerate(_tables(result.to_arrow_reader())):
            options = {"compression": "zstd", "row_group_size": _GROUP, "use_dictionary": ["uid", "serverid", "ext"]}
            pq.write_table(table, folder / f"{number:04}.parquet", **options)
            rows += len(table)
    return Built(time.perf_counter() - begin, size(folder), rows)


def _tables(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches put together until they have the rows of a file."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(map(len, held)) >= _FILE:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


class _Sorted:
    """The files, and which of them an owner can be in."""

    owners = 60

    def __init__(self) -> None:
        self.files: list[Path] = []
        self._first: list[str] = []

    def build(self, data: Path, work: Path) -> Built:
        """Sort, unless the other reader has, and note each file's first owner."""
        built = write_sorted(data, work / "sorted")
        self.files = sorted((work / "sorted").glob("*.parquet"))
        for path in self.files:
            statistics = pq.read_metadata(path).row_group(0).column(0).statistics
            self._first.append(statistics.min)
        return built

    def places(self, owner: str) -> range:
        """The files, by place, that an owner can be in; mostly one."""
        return range(max(bisect_left(self._first, owner) - 1, 0), bisect_right(self._first, owner))

    def scale(self, data: Path) -> float:
        """All rows are there."""
        return 1.0


class PolarsParquet(_Sorted):
    """Read by polars, which keeps what it knows of each file and reads the groups of rows that can have the owner."""

    name = "Parquet sorted by owner, polars"

    def build(self, data: Path, work: Path) -> Built:
        """Sort, and open each file."""
        built = super().build(data, work)
        self._frames = [pl.scan_parquet(path) for path in self.files]
        return built

    def ask(self, owner: str) -> int:
        """The photos as data frames."""
        return sum(frame.height for frame in self._found(owner))

    def memberships(self, owner: str) -> int:
        """The flags that are set."""
        return sum(int(frame.select(pl.sum_horizontal(_NAMES).sum()).item()) for frame in self._found(owner))

    def _found(self, owner: str) -> list[pl.DataFrame]:
        return [self._frames[at].filter(pl.col("uid") == owner).collect() for at in self.places(owner)]


class DuckdbParquet(_Sorted):
    """Read by DuckDB, which keeps what it knows of each file too."""

    name = "Parquet sorted by owner, DuckDB"

    def build(self, data: Path, work: Path) -> Built:
        """Sort, and open a database without tables."""
        built = super().build(data, work)
        self._database = database(work)
        self._database.execute("SET parquet_metadata_cache = true")
        return built

    def ask(self, owner: str) -> int:
        """The photos as columns of numpy."""
        return len(self._found(owner, "*").fetchnumpy()["photoid"])

    def memberships(self, owner: str) -> int:
        """The flags that are set."""
        return sum(map(sum, self._found(owner, FLAGS).fetchall()))

    def _found(self, owner: str, columns: str) -> duckdb.DuckDBPyConnection:
        files = [str(self.files[at]) for at in self.places(owner)]
        return self._database.execute(f"SELECT {columns} FROM read_parquet({files}) WHERE uid = ?", [owner])
