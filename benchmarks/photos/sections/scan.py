"""Scanning YFCC100M's own format: rows a second of one core, which is all that the process may use."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line
from lineage.photos.build.scan import pieces, sample, scan
from lineage.photos.owners import Clear

_ROWS = 600_000
_REPEATS = 3
_OTHERS = {"gz": "gzip", "bz2": "bz2"}
_BYTES = 100_000_000
"""Of text that is also packed otherwise: some 200,000 lines."""
_BUCKETS = 67
"""As many as a build of 100 million rows has."""


def measure(ground: Ground) -> Iterator[Line]:
    """zstd, and the others for comparison, of fewer lines."""
    listing = ground.data / "listing.tsv.zst"
    with _one_core() as pool, tempfile.TemporaryDirectory(dir=ground.work) as folder:
        yield _line(pool, listing, Path(folder), least=_ROWS)
        for ending, packing in _OTHERS.items():
            shorter = _packed(listing, Path(folder) / f"listing.tsv.{ending}", packing)
            yield _line(pool, shorter, Path(folder))


def scanned(path: Path, work: Path) -> tuple[int, float]:
    """Rows, and seconds it took to bring them from the file to where they are sorted next."""
    (piece,), seal = pieces(path), Clear()
    owners = np.sort(sample(piece, seal))
    fences = np.unique(owners[len(owners) * np.arange(1, _BUCKETS) // _BUCKETS])
    begin = time.perf_counter()
    parts = scan(piece, work / "piece", fences, seal)
    return sum(part.rows for part in parts), time.perf_counter() - begin


def _line(pool: ProcessPoolExecutor, path: Path, folder: Path, least: float | None = None) -> Line:
    rates = []
    for _ in range(_REPEATS):
        rows, seconds = pool.submit(scanned, path, folder / "scanned").result()
        rates.append(rows / seconds)
        shutil.rmtree(folder / "scanned")
    return line(f"scan of {rows:,} lines of {path.suffixes[-1][1:]} by one core", median(rates), "rows/s", least=least)


def _one_core() -> ProcessPoolExecutor:
    core = {max(os.sched_getaffinity(0))}
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), os.sched_setaffinity, (0, core))


def _packed(listing: Path, path: Path, packing: str) -> Path:
    """The first lines of the listing, packed in another way."""
    left = _BYTES
    with (
        pa.input_stream(str(listing), compression="zstd") as text,
        pa.CompressedOutputStream(str(path), packing) as out,
    ):
        while left > 0 and (part := text.read(min(left, 1 << 24))):
            left -= len(part)
            out.write(part if left > 0 else part[: part.rfind(b"\n") + 1])
    return path
