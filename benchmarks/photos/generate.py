"""Invent photos and write them: `python -m benchmarks.photos.generate --rows 100000000 --lines 5000000 --to DIR`.

Written are `photos/*.parquet` (rows.SCHEMA), `members/<name>.txt` (ten datasets, an id a line, unsorted), and
`listing.tsv.zst` (the first rows again, in the 25 columns of YFCC100M's own file).
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.photos.listing import listed
from benchmarks.photos.members import DATASETS, members
from benchmarks.photos.rows import SCHEMA, World

_GROUP = 1_000_000
_FILE = 10 * _GROUP
_LINES = 100_000
_PROCESSES = 2
_REPEATED = ["uid", "serverid", "farmid", "ext", "marker"]
"""Columns whose values come again and again."""


def generate(rows: int, lines: int, to: Path, seed: int = 1) -> None:
    """Write so many rows, and so many of them as lines too."""
    world = World(rows, seed)
    (to / "photos").mkdir(parents=True, exist_ok=True)
    (to / "members").mkdir(exist_ok=True)
    with ExitStack() as opened:
        files = [opened.enter_context((to / "members" / f"{d.name}.txt").open("wb")) for d in DATASETS]
        for found in _made(world, to / "photos"):
            for file, ids in zip(files, found, strict=True):
                _write_ids(ids, file)
    write_listing(world, min(lines, rows), to / "listing.tsv.zst")


def write_photos(world: World, path: Path, begin: int, end: int) -> list[NDArray[np.int64]]:
    """Write one file, of the rows from `begin` to `end`; each dataset's members among them."""
    found = []
    with pq.ParquetWriter(path, SCHEMA, compression="zstd", use_dictionary=_REPEATED) as writer:
        for at in range(begin, end, _GROUP):
            batch = world.batch(at, min(at + _GROUP, end))
            writer.write_table(batch.table(), row_group_size=_GROUP)
            found.append(members(batch))
    return [np.concatenate(parts) for parts in zip(*found, strict=True)]


def write_listing(world: World, lines: int, path: Path) -> None:
    """Write the first rows as lines."""
    with pa.CompressedOutputStream(str(path), "zstd") as out:
        for begin in range(0, lines, _LINES):
            out.write(listed(world.batch(begin, min(begin + _LINES, lines))))


def _made(world: World, folder: Path) -> Iterator[list[NDArray[np.int64]]]:
    """The members of each file's rows, once it is written; two files at a time, if there are two."""
    size = min(_FILE, max(-(-world.rows // _PROCESSES), _GROUP))
    begins = range(0, world.rows, size)
    paths = [folder / f"{number:03}.parquet" for number in range(len(begins))]
    ends = [min(begin + size, world.rows) for begin in begins]
    write = partial(write_photos, world)
    if len(paths) == 1:
        yield write(paths[0], 0, world.rows)
        return
    with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(write, paths, begins, ends)


def _write_ids(ids: NDArray[np.int64], file: pa.NativeFile) -> None:
    pyarrow.csv.write_csv(pa.table({"id": ids}), file, pyarrow.csv.WriteOptions(include_header=False))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000_000)
    asked.add_argument("--lines", type=int, default=5_000_000, help="rows that are also written as lines of text")
    asked.add_argument("--to", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    started = time.perf_counter()
    generate(options.rows, options.lines, options.to, options.seed)
    print(f"{options.rows:,} rows in {time.perf_counter() - started:.0f} s in {options.to}")
