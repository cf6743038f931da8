"""Timing one thing several times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def median(work: Callable[[], object], repeats: int = 5) -> float:
    """The median of `repeats` runs, in seconds."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def each(work: Callable[[T], object], things: Iterable[T]) -> list[float]:
    """Seconds of each call."""
    times = []
    for thing in things:
        begin = time.perf_counter()
        work(thing)
        times.append(time.perf_counter() - begin)
    return times
