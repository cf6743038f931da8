"""What a peer does: it is built over the invented photos, and is asked for all photos of an owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol

import duckdb

from benchmarks.photos.members import DATASETS

FLAGS = ", ".join(dataset.name for dataset in DATASETS)
"""The column of each dataset, as SQL lists columns."""
_MEMORY = "8GB"


class Built(NamedTuple):
    """What building took, and what lies on disk then."""

    seconds: float
    bytes: int
    rows: int


class Peer(Protocol):
    """Another way to the same answer: id, secret, server, farm, extension and ten flags for each photo of an owner."""

    name: str
    owners: int
    """How many owners are asked for, to take the median."""

    def build(self, data: Path, work: Path) -> Built:
        """Make what it needs of the files that generate.py wrote to `data`, in the folder `work`."""

    def ask(self, owner: str) -> int:
        """The whole answer in the peer's own form; how many photos it has."""

    def memberships(self, owner: str) -> int | None:
        """How often these photos are a member of a dataset, to compare answers; None of a peer that does not say."""

    def scale(self, data: Path) -> float:
        """By how much an answer would take longer over all rows of `data`, if it is extrapolated; 1 if it is not."""


def asked_for(data: Path, rows: int, count: int) -> list[str]:
    """Owners of 1,500 to 1,800 photos among the first rows; if there are none, those who have most."""
    with duckdb.connect() as database:
        photos = f"(SELECT uid FROM '{data}/photos/*.parquet' LIMIT {rows})"
        counted = f"SELECT uid, count(*) AS photos FROM {photos} GROUP BY uid"
        usual = "ORDER BY photos NOT BETWEEN 1500 AND 1800, CASE WHEN photos < 1500 THEN -photos END, hash(uid)"
        found = database.execute(f"{counted} {usual} LIMIT {count}").fetchall()
    return [owner for owner, _ in found]


def rows_of(data: Path) -> int:
    """How many photos were generated."""
    with duckdb.connect() as database:
        return _one(database.execute(f"SELECT count(*) FROM '{data}/photos/*.parquet'"))


def database(work: Path, file: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A DuckDB that puts what does not fit into memory into `work`."""
    opened = duckdb.connect(file)
    opened.execute(f"SET memory_limit = '{_MEMORY}'; SET temp_directory = '{work}/spilled'")
    return opened


def flagged(data: Path) -> str:
    """SQL for all rows with a flag for each dataset."""
    told = "header = false, columns = {'id': 'BIGINT'}"
    flags = (
        f"photoid IN (SELECT id FROM read_csv('{data}/members/{dataset.name}.txt', {told})) AS {dataset.name}"
        for dataset in DATASETS
    )
    return f"SELECT uid, photoid, secret, serverid, farmid, ext, {', '.join(flags)} FROM '{data}/photos/*.parquet'"


def size(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    return sum(file.stat().st_size for file in (path.iterdir() if path.is_dir() else [path]))


def _one(result: Any) -> int:  # noqa: ANN401  a connection with a result
    return result.fetchone()[0]
