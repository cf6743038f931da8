"""The memory of a process and of all that it started, sampled from outside. Linux."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_EVERY = 0.05
"""Seconds between samples."""
_SHARED_EVERY = 10
"""Samples between two that also tell shared pages apart: that walks through all pages and takes milliseconds."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watched:
    """Samples in a thread while its block lasts; `rss` and `pss` are the largest sums over all processes, in bytes.

    A page that two processes share counts twice in RSS, and half for each in PSS.
    """

    def __init__(self, pid: int) -> None:
        self.rss = self.pss = 0
        self._pid, self._end = pid, threading.Event()
        self._thread = threading.Thread(target=self._sample)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._end.set()
        self._thread.join()

    def _sample(self) -> None:
        turn = 0
        while not self._end.wait(_EVERY):
            alive = list(_tree(self._pid))
            self.rss = max(self.rss, sum(map(_rss, alive)))
            if turn % _SHARED_EVERY == 0:
                self.pss = max(self.pss, sum(map(_pss, alive)))
            turn += 1


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except FileNotFoundError:  # it has ended meanwhile
        return
    for task in tasks:
        for child in _read(task / "children").split():
            yield from _tree(int(child))


def _rss(pid: int) -> int:
    numbers = _read(Path(f"/proc/{pid}/statm")).split()
    return int(numbers[1]) * _PAGE if numbers else 0


def _pss(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", _read(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _read(path: Path) -> str:
    """Nothing of a process that has just ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
