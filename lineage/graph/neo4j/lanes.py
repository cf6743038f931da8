"""Work in lanes side by side: while the database works on the rows of one, those of another are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def spread(items: Iterable[T], lanes: int, key: Callable[[T], str]) -> list[list[T]]:
    """The items in so many parts, in their order; those of one key are in one part."""
    parts: list[list[T]] = [[] for _ in range(lanes)]
    for item in items:
        parts[crc32(key(item).encode()) % lanes].append(item)
    return parts


def in_lanes(work: Callable[[int, T], None], lanes: Sequence[Iterable[T]]) -> None:
    """Do the work on each item with the number of its lane: one after the other in a lane, the lanes at once.

    The first error, or an interruption from outside, ends all lanes after what they are at, and is raised.
    """
    stopped = Event()

    def run(number: int, items: Iterable[T]) -> None:
        for item in items:
            if stopped.is_set():
                return
            work(number, item)

    with ThreadPoolExecutor(len(lanes), "lane") as threads:
        running = [threads.submit(run, *lane) for lane in enumerate(lanes)]
        try:
            wait(running, return_when=FIRST_EXCEPTION)
        finally:
            stopped.set()
    for lane in running:
        lane.result()
