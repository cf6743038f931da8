"""Publishing the index as open Parquet: seconds, and bytes a row without and with the table of hashes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line
from lineage.photos.publish import publish

_WITHOUT, _WITH = 16, 22


def measure(ground: Ground) -> Iterator[Line]:
    """Once: it takes minutes."""
    index, target = ground.index(), ground.work / "published"
    shutil.rmtree(target, ignore_errors=True)
    begin = time.perf_counter()
    said = publish(index, target, hashes=True)
    taken = time.perf_counter() - begin
    index.close()
    sizes = {name: note["bytes"] / said["rows"] for name, note in said["files"].items()}
    yield line("publishing", taken, "s")
    without = sum(size for name, size in sizes.items() if name != "by_hash.parquet")
    yield line("published, without the table of hashes", without, "bytes a row", most=_WITHOUT)
    yield line("published", sum(sizes.values()), "bytes a row", most=_WITH)
    for name in ("photos.parquet", "by_photo.parquet", "by_hash.parquet"):
        yield line(f"  {name}", sizes[name], "bytes a row")
    shutil.rmtree(target)
