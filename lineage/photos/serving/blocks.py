"""A serving file: a page that says what it is, then numbers of one width, summed block by block.

Every block that is read is checked against its CRC-32, so a flipped bit is an error and never an answer. The sums lie
in the index's head (`arrays`), which is read whole when the index is opened.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lineage.errors import IndexUnusable
from lineage.files import explained

MAGIC: Final = b"LNGPHOTO"
VERSION: Final = 1
"""Of all serving files; one with another number is not read."""
HEADER: Final = 4096
BLOCK: Final = 4096
_AT_ONCE: Final = 1024
"""Blocks that are read at once where all are: four megabytes."""
_LEAD: Final = struct.Struct("<8sIII")
_ORDER: Final = "little"
"""Of all numbers in all files, whatever the machine."""

Sums = NDArray[np.uint32]


def header(what: str, **more: int) -> bytes:
    """The first page of a file: magic, version, and what it holds as JSON with its checksum."""
    text = json.dumps({"what": what, "byte_order": _ORDER, **more}).encode()
    page = _LEAD.pack(MAGIC, VERSION, len(text), zlib.crc32(text)) + text
    return page.ljust(HEADER, b"\0")


def described(page: bytes, name: str) -> dict[str, Any]:
    """What a first page says. Raises IndexUnusable with what is wrong with it."""
    if len(page) < HEADER:
        raise IndexUnusable(f"{name} has {len(page):,} bytes and not even a whole first page; build the index again.")
    magic, version, length, crc = _LEAD.unpack_from(page)
    if magic == MAGIC[::-1] or version == int.from_bytes(VERSION.to_bytes(4, "big"), "little"):
        raise IndexUnusable(
            f"{name} was written in the other byte order (big-endian); build the index on this machine."
        )
    if magic != MAGIC:
        raise IndexUnusable(
            f"{name} is no file of an index of photos: it does not begin as one; build the index again."
        )
    if version != VERSION:
        raise IndexUnusable(
            f"{name} has version {version} of the serving files, this program reads version {VERSION}; build again."
        )
    text = page[_LEAD.size : _LEAD.size + length]
    if length > HEADER - _LEAD.size or zlib.crc32(text) != crc:
        raise IndexUnusable(f"{name} is damaged in its first page; build the index again.")
    said: dict[str, Any] = json.loads(text)
    if said["byte_order"] != _ORDER:
        raise IndexUnusable(f"{name} has its numbers in the other byte order; build the index on this machine.")
    return said


class Writer:
    """Writes one file from front to back; on leaving, all of it is on the disk. Raises ArchiveUnavailable."""

    def __init__(self, path: Path, what: str) -> None:
        """Begin the file, over one that was not finished."""
        self._path, self._what, self._sums, self._rest = path, what, [np.empty(0, np.uint32)], b""
        self.size = HEADER
        with explained("write", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb", buffering=0)

    def write(self, content: bytes | memoryview) -> None:
        """Append bytes."""
        view = memoryview(self._rest + bytes(content) if self._rest else content).cast("B")
        self.size += len(view) - len(self._rest)
        whole = len(view) // BLOCK * BLOCK
        self._sums.append(_summed(view[:whole]))
        self._put(view[:whole])
        self._rest = bytes(view[whole:])

    @property
    def sums(self) -> Sums:
        """The checksum of each block, once all is written."""
        return np.concatenate(self._sums)

    def __enter__(self) -> Writer:
        try:
            self._put(memoryview(header(self._what)))
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        with self._file, explained("write", self._path):
            if kind is None:
                self._sums.append(_summed(memoryview(self._rest)))
                self._put(memoryview(self._rest))
                os.fsync(self._file.fileno())

    def _put(self, view: memoryview) -> None:
        with explained("write", self._path):
            while view:
                view = view[self._file.write(view) :]


def _summed(view: memoryview) -> Sums:
    return np.array([zlib.crc32(view[at : at + BLOCK]) for at in range(0, len(view), BLOCK)], np.uint32)


class Blocks:
    """Reads ranges of one file's data, checked."""

    def __init__(self, name: str, read: Callable[[int, int], bytes], sums: Sums) -> None:
        """`read` gives (begin, length) of the whole file; `sums` are those its writer made."""
        self._name, self._read, self._sums = name, read, sums

    def check(self) -> None:
        """Read all of it. Raises IndexUnusable where it is not what was written."""
        for first in range(0, len(self._sums), _AT_ONCE):
            self.read(first * BLOCK, min(first + _AT_ONCE, len(self._sums)) * BLOCK)

    def read(self, begin: int, end: int) -> memoryview:
        """The data from one byte to another. Raises IndexUnusable where they are not what was written."""
        if begin == end:
            return memoryview(b"")
        first, last = begin // BLOCK, -(-end // BLOCK)
        content = memoryview(self._read(HEADER + first * BLOCK, (last - first) * BLOCK))
        for at, wanted in enumerate(self._sums[first:last].tolist()):
            if zlib.crc32(content[at * BLOCK : (at + 1) * BLOCK]) != wanted:
                raise IndexUnusable(
                    f"{self._name} is damaged near byte {HEADER + (first + at) * BLOCK:,}: its checksum is not the one "
                    "that was written; build the index again."
                )
        return content[begin - first * BLOCK : end - first * BLOCK]
