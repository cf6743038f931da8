"""Peers of the index of photos: all photos of an owner, and which of ten datasets has each, asked of other engines.

`PHOTOS=DIR python -m benchmarks photos.peers` asks over what benchmarks.photos.generate wrote to DIR; without PHOTOS, a
million photos are generated first.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.machine import versions
from benchmarks.photos.generate import generate
from benchmarks.photos.peers.base import Built, Peer, asked_for
from benchmarks.photos.peers.duck import DuckdbTable
from benchmarks.photos.peers.grep import Grep
from benchmarks.photos.peers.parquet import DuckdbParquet, PolarsParquet
from benchmarks.photos.peers.sqlite import Sqlite

PEERS: tuple[type[Peer], ...] = (PolarsParquet, DuckdbParquet, DuckdbTable, Sqlite, Grep)
_ROWS, _LINES = 1_000_000, 200_000


def measure() -> Iterator[tuple[str, str]]:
    """For each peer: rows, seconds to build, bytes a row, and the median of a warm answer."""
    yield versions("duckdb", "polars", "pyarrow", "numpy"), ""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(os.environ.get("PHOTOS", f"{folder}/data"))
        if "PHOTOS" not in os.environ:
            generate(_ROWS, _LINES, data)
        for peer in PEERS:
            work = Path(folder) / "work"
            work.mkdir(exist_ok=True)
            yield peer.name, line(peer(), data, work)


def line(peer: Peer, data: Path, work: Path) -> str:
    """One line of the table."""
    found = asked(peer, data, work)
    print(f"  … {peer.name}", file=sys.stderr, flush=True)
    return told(*found)


def told(built: Built, seconds: float) -> str:
    """What building took, and an answer."""
    took = f"{built.rows:,} rows, {built.seconds:.1f} s, {built.bytes / built.rows:.1f} bytes a row"
    return f"{took}, p50 {seconds * 1000:,.2f} ms"


def asked(peer: Peer, data: Path, work: Path) -> tuple[Built, float]:
    """Build, and ask: the median of warm answers, in seconds."""
    built = peer.build(data, work)
    owners = asked_for(data, built.rows, peer.owners)
    warm = median(timed(peer, owners)) * peer.scale(data)
    return built, warm


def timed(peer: Peer, owners: Sequence[str]) -> list[float]:
    """Seconds of each owner's answer, asked before so that it is warm."""
    seconds = []
    for owner in owners:
        peer.ask(owner)
        begin = time.perf_counter()
        peer.ask(owner)
        seconds.append(time.perf_counter() - begin)
    return seconds
