"""The names of what is packed in a tar or zip, or lies in a folder. Nothing is ever unpacked."""

from __future__ import annotations

import os
import struct
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from lineage.errors import BadInput
from lineage.photos.lists.stream import BLOCK, Forward

HEAD: Final = 512
_LARGEST_HEADER: Final = 1 << 20
_DAMAGED = "The archive is damaged, or breaks off; fetch it again."
_END, _END64, _LOCATOR, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
ZIP: Final = (b"PK\x03\x04", _END)
"""How a zip begins."""


def is_tar(head: bytes) -> bool:
    """Whether these first 512 bytes are a tar's."""
    with suppress(tarfile.HeaderError):
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
        return True
    return False


class _Bounded:
    """As tarfile wants a file. What it reads at once is a header; a long one is an attack."""

    def __init__(self, stream: Forward) -> None:
        self._stream = stream
        self.last = b""

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, to: int) -> None:
        self._stream.skip(to - self._stream.tell())

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _LARGEST_HEADER:
            raise BadInput("The archive has a header of more than a megabyte; no list of members has.")
        self.last = self._stream.read(size)
        return self.last


def tar_names(stream: Forward) -> Iterator[bytes]:
    """The names of files in a tar, in its order."""
    bounded = _Bounded(stream)
    try:
        with tarfile.open(fileobj=bounded, mode="r:", errors="surrogateescape") as packed:  # type: ignore[call-overload]
            while (one := packed.next()) is not None:
                packed.members = []
                if not one.isdir():
                    yield os.fsencode(one.name)
    except (tarfile.TarError, RecursionError, ValueError):
        raise BadInput(_DAMAGED) from None
    # tarfile takes a damaged header for the end, which is a block of zeros, and nothing but zeros behind it.
    if bounded.last != bytes(HEAD) or any(more.strip(b"\0") for more in iter(lambda: stream.read(BLOCK), b"")):
        raise BadInput(_DAMAGED)


def zip_names(file: BinaryIO) -> Iterator[bytes]:
    """The names of files in a zip, in the order of its directory, which is read entry by entry.

    Source: APPNOTE.TXT, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 to 4.3.16.
    """
    count, start = _directory(file)
    file.seek(start)
    for _ in range(count):
        entry = file.read(46)
        if len(entry) < 46 or not entry.startswith(_ENTRY):
            raise BadInput(_DAMAGED)
        length, extra, comment = struct.unpack_from("<HHH", entry, 28)
        name = file.read(length)
        file.seek(extra + comment, os.SEEK_CUR)
        if not name.endswith(b"/"):
            yield name


def _directory(file: BinaryIO) -> tuple[int, int]:
    """How many entries the zip's directory has, and where it begins."""
    size = file.seek(0, os.SEEK_END)
    tail_start = max(0, size - 65_600)
    file.seek(tail_start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise BadInput(_DAMAGED)
    count, length, start = struct.unpack_from("<HII", tail, at + 10)
    end = tail_start + at
    if at >= 20 and tail[at - 20 : at - 16] == _LOCATOR:
        file.seek(struct.unpack_from("<Q", tail, at - 12)[0])
        record = file.read(56)
        if len(record) < 56 or not record.startswith(_END64):
            raise BadInput(_DAMAGED)
        count, length, start = struct.unpack_from("<QQQ", record, 32)
        end = start + length
    if length > end:
        raise BadInput(_DAMAGED)
    return count, end - length


def folder_names(folder: Path) -> Iterator[bytes]:
    """The paths of files below a folder, relative to it; links to other folders are not followed."""
    left = [folder]
    while left:
        here = left.pop()
        with os.scandir(here) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    left.append(Path(entry.path))
                else:
                    yield os.fsencode(Path(entry.path).relative_to(folder).as_posix())
