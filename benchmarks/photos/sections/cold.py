"""People looked up while nothing of the serving files is in memory, against reading the same bytes and nothing else."""

from __future__ import annotations

import ctypes
import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line, skipped
from benchmarks.timing import each
from lineage.photos.index import Index
from lineage.photos.serving.places import Folder

_RATIO = 2
_OWNERS = 100
_PAGE = 4096
_LIBRARY = ctypes.CDLL(None, use_errno=True)
Range = tuple[str, int, int]


class Noting(Folder):
    """A folder that notes which ranges of its files are read: name, begin, length."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.ranges: list[Range] = []

    def reader(self, name: str, size: int) -> Callable[[int, int], bytes]:
        """Note, then read."""
        read = super().reader(name, size)

        def noted(begin: int, length: int) -> bytes:
            self.ranges.append((name, begin, length))
            return read(begin, length)

        return noted


class Direct:
    """Reads ranges past the page cache, into one buffer."""

    def __init__(self, folder: Path, ranges: Sequence[Range], close: ExitStack) -> None:
        self._files: dict[str, int] = {}
        for name in {name for name, _, _ in ranges}:
            self._files[name] = os.open(folder / name, os.O_RDONLY | os.O_DIRECT)
            close.callback(os.close, self._files[name])
        self._buffer = memoryview(mmap.mmap(-1, max(length for _, _, length in ranges) + 2 * _PAGE))

    def read(self, ranges: Sequence[Range]) -> None:
        """As many reads as there are ranges, of whole pages."""
        for name, begin, length in ranges:
            first = begin // _PAGE * _PAGE
            size = -(-(begin + length - first) // _PAGE) * _PAGE
            os.preadv(self._files[name], [self._buffer[:size]], first)


def measure(ground: Ground) -> Iterator[Line]:
    """Owner by owner, both ways; who is first alternates, so that caches below this machine serve both alike."""
    ground.index().close()
    files, owners = ground.serving(), ground.usual(min(_OWNERS, ground.owners))
    noting = Noting(ground.folder)
    ranges = list(_noted(noting, owners))
    ours, raw, kept = [], [], 0
    os.sync()
    with ExitStack() as close:
        try:
            direct = Direct(ground.folder, [one for some in ranges for one in some], close)
        except OSError as error:
            yield skipped("cold look-ups", f"this file system reads nothing past its cache ({error})")
            return
        index = ground.index()
        close.callback(index.close)
        for turn, (owner, some) in enumerate(zip(owners, ranges, strict=True)):
            ways = [(ours, index.person, owner), (raw, direct.read, some)]
            for times, ask, thing in ways[:: 1 if turn % 2 else -1]:
                kept = max(kept, _dropped(files))
                times += each(ask, [thing])
    reads, size = (np.mean([count(some) for some in ranges]) for count in (len, lambda some: sum(n for *_, n in some)))
    yield line(f"a person, cold, p50 ({reads:.1f} reads, {size / 1024:.0f} KiB)", median(ours) * 1000, "ms")
    yield line("  the same ranges read past the cache, p50", median(raw) * 1000, "ms")
    yield line("  ratio of the two", median(ours) / median(raw), "times", most=_RATIO)
    yield line("  pages that stayed in memory before a look-up, at most", kept, "pages", most=0)


def _noted(place: Noting, owners: Sequence[str]) -> Iterator[list[Range]]:
    """What is read for each owner."""
    index = Index(place)
    for owner in owners:
        place.ranges = []
        index.person(owner)
        yield place.ranges
    index.close()


def _dropped(files: Sequence[Path]) -> int:
    """Drop all files from the page cache; how many of their pages are still in it."""
    left = 0
    for path in files:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            mapped = np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
        pages = np.zeros(-(-len(mapped) // _PAGE), np.uint8)
        if _LIBRARY.mincore(
            ctypes.c_void_p(mapped.ctypes.data), ctypes.c_size_t(len(mapped)), ctypes.c_void_p(pages.ctypes.data)
        ):
            raise OSError(ctypes.get_errno(), f"mincore cannot tell what of {path} is in memory")
        left += int((pages & 1).sum())
    return left
