"""Building from unsorted Parquet with hashes as text, in a process of its own: seconds, and memory at its peak."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.photos.driving import WORKERS
from benchmarks.photos.ground import Ground
from benchmarks.photos.memory import Watched
from benchmarks.photos.table import Line, line

_SECONDS, _BYTES = 120, 1.5


def measure(ground: Ground) -> Iterator[Line]:
    """Build anew, from the start of the process to its end."""
    ground.fresh()
    words = [sys.executable, "-m", "benchmarks.photos.driving", ground.folder, *ground.photos]
    begin = time.perf_counter()
    with subprocess.Popen(list(map(str, words))) as process, Watched(process.pid) as memory:
        failed = process.wait()
    taken = time.perf_counter() - begin
    if failed:
        raise RuntimeError("the build failed; see above")
    yield line(f"build of {ground.rows:,} rows by {WORKERS} workers", taken, "s", most=_SECONDS)
    yield line("  memory at its peak, RSS of all processes summed", memory.rss / 1e9, "GB", most=_BYTES)
    yield line("  memory at its peak, PSS (shared pages counted once)", memory.pss / 1e9, "GB")
