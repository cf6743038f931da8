"""Two readers against one, and two loops of plain Python against one: what is lost is lost by the machine, or by us."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line
from lineage.photos.index import Index
from lineage.photos.serving.places import Folder

_RATIO = 0.9
_REPEATS = 3
_NAMES = 20_000
_AT_ONCE = 50
Work = Callable[[], int]


def measure(ground: Ground) -> Iterator[Line]:
    """Rates of both, one process and two, in turns; medians of what two do more than one."""
    ground.index().close()
    ground.serving()
    readers = [(looked_up, ground.folder, ground.anybody(_NAMES, seed), ground.seconds) for seed in (1, 2)]
    loops = [(counted, ground.seconds)] * 2
    rates: dict[tuple[str, int], list[float]] = {}
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        _together(pool, [(looked_up, *call[1:-1], 0.1) for call in readers])  # both are started, and have imported
        for _ in range(_REPEATS):
            for what, calls in (("readers", readers), ("loops", loops)):
                for processes in (1, 2):
                    rates.setdefault((what, processes), []).append(_together(pool, calls[:processes]))
    more = {what: _scaling(rates[what, 1], rates[what, 2]) for what in ("readers", "loops")}
    ratios = [ours / plain for ours, plain in zip(more["readers"], more["loops"], strict=True)]
    yield line("look-ups of people by one process", median(rates["readers", 1]), "a second")
    yield line(f"  two processes against one{_spread(more['readers'])}", median(more["readers"]), "times")
    yield line(f"  two loops of plain Python against one{_spread(more['loops'])}", median(more["loops"]), "times")
    yield line(f"  ratio of the two{_spread(ratios)}", median(ratios), "times", least=_RATIO)


def looked_up(folder: Path, names: list[str], seconds: float) -> float:
    """Look-ups a second."""
    index, at = Index(Folder(folder)), 0

    def some() -> int:
        nonlocal at
        for name in names[at : at + _AT_ONCE]:
            index.person(name)
        at = (at + _AT_ONCE) % len(names)
        return _AT_ONCE

    rate = _rate(some, seconds)
    index.close()
    return rate


def counted(seconds: float) -> float:
    """Turns a second of a loop that touches nothing but its own numbers."""

    def some() -> int:
        total = 0
        for number in range(10_000):
            total += number * number % 7
        return 10_000

    return _rate(some, seconds)


def _rate(some: Work, seconds: float) -> float:
    done, begin = 0, time.perf_counter()
    while (taken := time.perf_counter() - begin) < seconds:
        done += some()
    return done / taken


def _together(pool: ProcessPoolExecutor, calls: list[tuple]) -> float:
    """The sum of the rates of calls that run side by side."""
    return sum(result.result() for result in [pool.submit(*call) for call in calls])


def _scaling(one: list[float], two: list[float]) -> list[float]:
    return [both / alone for alone, both in zip(one, two, strict=True)]


def _spread(values: list[float]) -> str:
    """A wide one means that the machine was busy with something else, and the median means little."""
    return f" ({min(values):.2f} … {max(values):.2f})"
