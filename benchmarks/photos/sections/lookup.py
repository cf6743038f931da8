"""Look-ups by the library, with files in memory: people, photos, hashes, and ten thousand people in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import pyarrow.parquet as pq

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line
from benchmarks.timing import each, median

_PERSON, _PHOTO = 0.1, 0.05
"""Milliseconds."""
_CROWD = 0.5
_REPEATS = 3
T = TypeVar("T")


def measure(ground: Ground) -> Iterator[Line]:
    """Medians, and the slowest of twenty."""
    index = ground.index()
    ground.serving()
    owners = ground.usual(ground.owners)
    photos = sum(len(index.person(owner).rows) for owner in owners)
    p50, p95 = warm(index.person, owners)
    datasets = len(index.manifest.columns)
    yield line(
        f"a person's photos (some {photos / len(owners):,.0f}) × {datasets} datasets, p50", p50, "ms", most=_PERSON
    )
    yield line("  p95", p95, "ms")
    ids, hashes = _some(ground)
    if photos != ground.photos_of(owners) or not all(map(index.photo, ids)) or not all(map(index.hash, hashes)):
        raise RuntimeError("photos of the data are not found in the index; its times mean nothing")
    for what, found, bound in (
        ("a photo by id, p50", warm(index.photo, ids), _PHOTO),
        ("a photo by hash, p50", warm(index.hash, hashes), None),
    ):
        yield line(what, found[0], "ms", most=bound)
        yield line("  p95", found[1], "ms")
    crowd = ground.anybody(ground.crowd)
    photos = sum(len(person.rows) for person in index.people(crowd))
    taken = median(lambda: [person.owner for person in index.people(crowd)])
    yield line(f"{len(crowd):,} people in one call, {photos:,} photos", taken, "s", most=_CROWD)
    index.close()


def warm(ask: Callable[[T], object], things: Sequence[T]) -> tuple[float, float]:
    """The median and the 95th percentile in milliseconds, once everything was asked for."""
    each(ask, things)
    seconds = [taken for _ in range(_REPEATS) for taken in each(ask, things)]
    p50, p95 = np.percentile(seconds, (50, 95)) * 1000
    return float(p50), float(p95)


def _some(ground: Ground) -> tuple[list[int], list[str]]:
    """Ids and hashes of photos by chance."""
    with pq.ParquetFile(ground.photos[len(ground.photos) // 2]) as file:
        rows = file.read_row_group(0, ["photoid", "hash"])
    rows = rows.take(np.random.default_rng(1).permutation(len(rows))[: ground.owners])
    return rows["photoid"].to_pylist(), rows["hash"].to_pylist()
