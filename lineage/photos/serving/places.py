"""Where serving files lie: anything that gives a range of a file's bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from lineage.errors import IndexUnusable
from lineage.files import explained


class Place(Protocol):
    """A folder or a bucket with the files of an index; names have slashes."""

    local: bool
    """Whether a read costs next to nothing."""

    def whole(self, name: str, largest: int) -> bytes:
        """All of a small file. Raises IndexUnusable when there is none, or it is larger than `largest` bytes."""

    def reader(self, name: str, size: int) -> Callable[[int, int], bytes]:
        """A function (begin, length) → bytes of a file that must have `size` bytes; raises IndexUnusable otherwise."""

    def close(self) -> None:
        """Let go of what is held open."""


class Folder:
    """Files on this machine. Each is opened once and stays readable when a newer index takes its name away."""

    local = True

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path
        self._open: dict[str, int] = {}

    def whole(self, name: str, largest: int) -> bytes:
        """All of a small file."""
        path = self._path / name
        with explained("read", path):
            try:
                size = path.stat().st_size
                if size > largest:
                    raise IndexUnusable(f"{path} has {size:,} bytes, at most {largest:,} were expected; build again.")
                return path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                raise _missing(path) from None

    def reader(self, name: str, size: int) -> Callable[[int, int], bytes]:
        """Read with one system call and no look ahead: rows that stand together are asked for together."""
        path = self._path / name
        if name not in self._open:
            with explained("read", path):
                try:
                    file = os.open(path, os.O_RDONLY)
                except FileNotFoundError:
                    raise _missing(path) from None
                self._open[name] = file
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_RANDOM)
        file = self._open[name]
        found = os.fstat(file).st_size
        if found != size:
            raise IndexUnusable(f"{path} has {found:,} bytes, {size:,} were expected: it is cut short; build again.")

        def read(begin: int, length: int) -> bytes:
            with explained("read", path):
                return os.pread(file, length, begin)

        return read

    def close(self) -> None:
        """Close the files."""
        while self._open:
            os.close(self._open.popitem()[1])


def _missing(path: Path) -> IndexUnusable:
    return IndexUnusable(f"{path} is missing; an index needs all its files, so build again.")
