"""YFCC100M's own file: 25 columns between tabs, or 23 in its first edition; plain, or packed by gzip, bzip2 or zstd."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types

from lineage.errors import BadInput
from lineage.photos.build.raw import Raw
from lineage.photos.build.source import Piece, Scanned
from lineage.photos.columns.text import MARGIN, Bytes, Lines, cut_buffer

_BLOCK: Final = 8 << 20
_LONGEST: Final = 4 << 20
"""A line that is longer is none."""
_FIRST: Final = {25: 2, 23: 0}
"""How many columns stand before the owner's beside the photo's own: the first edition lacks line number and hash."""
_PACKED: Final = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\x28\xb5\x2f\xfd": "zstd"}


def pieces(path: Path) -> list[Piece]:
    """The whole file: what is packed can only be read from its beginning."""
    return [Piece(path, "tsv")]


def batches(piece: Piece, begin: int) -> Iterator[Scanned]:
    """Blocks of whole lines, from a place in the unpacked text on. Raises BadInput for a file of another kind."""
    width, lines = 0, 0
    for at, buffer, size in _blocks(piece.path):
        width = width or _width(bytes(buffer[MARGIN : MARGIN + size]), piece.path)
        if at + size > begin:  # blocks are cut alike each time, so one of them begins there
            found = cut_buffer(buffer, size, "\t", width, wanted=_wanted(width))
            yield _scanned(found, lines, at + size)
            lines += found.count
        else:
            lines += int(np.count_nonzero(buffer[MARGIN : MARGIN + size] == ord("\n")))


def _wanted(width: int) -> list[int]:
    """Photo, owner, nickname, download address, server, farm, secret, marker, and the hash if there is one."""
    first = _FIRST[width]
    wanted = [1 if first else 0, 1 + first, 2 + first, 14 + first, 17 + first, 18 + first, 19 + first, 22 + first]
    return [*wanted, 2] if first else wanted


def _scanned(found: Lines, lines: int, behind: int) -> Scanned:
    photo, owner, nickname, address, server, farm, secret, marker, *hashes = found.columns
    raw = Raw(photo, owner, hashes[0] if hashes else None, server, farm, secret, address, marker, nickname)
    number = found.number

    def text(row: int) -> bytes:
        return bytes(photo.buffer[found.begin[row] : marker.end[row]])

    others = [(lines + at + 1, line) for at, line in found.others]
    return Scanned(raw, behind, lines + found.count, lambda row: lines + int(number[row]) + 1, text, others)


def _blocks(path: Path) -> Iterator[tuple[int, Bytes, int]]:
    """Whole lines, some megabytes at a time: place in the unpacked text, buffer with margins, bytes in it."""
    with path.open("rb") as file:
        magic = file.read(4)
    packing = next((name for begin, name in _PACKED.items() if magic.startswith(begin)), None)
    at, rest = 0, np.empty(0, np.uint8)
    try:
        with pa.OSFile(str(path)) as packed, pa.input_stream(packed, compression=packing, buffer_size=0) as stream:
            while True:
                buffer = np.empty(len(rest) + _BLOCK + 2 * MARGIN, np.uint8)
                buffer[MARGIN : MARGIN + len(rest)] = rest
                filled = MARGIN + len(rest)
                read = stream.readinto(buffer[filled : filled + _BLOCK])
                end = filled + read
                if not read and len(rest):
                    buffer[end] = ord("\n")  # the last line lacks its end
                    end += 1
                whole = _last_line(buffer, end) - MARGIN
                if whole > 0:
                    yield at, buffer, whole
                at += max(whole, 0)
                rest = buffer[MARGIN + max(whole, 0) : end]
                if not read:
                    return
                if len(rest) > _LONGEST:
                    raise BadInput(f"{path.name} has a line of more than {_LONGEST:,} bytes; is it a text of columns?")
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{path.name} cannot be unpacked to its end ({error}); is it whole? Fetch it again.") from None


def _last_line(buffer: Bytes, end: int) -> int:
    """Where the last whole line ends; MARGIN or less if there is none."""
    step = 1 << 16
    for high in range(end, MARGIN, -step):
        low = max(high - step, MARGIN)
        found = np.flatnonzero(buffer[low:high] == ord("\n"))
        if len(found):
            return int(low + found[-1] + 1)
    return MARGIN


def _width(content: bytes, path: Path) -> int:
    lines = content[: 1 << 16].split(b"\n", 20)[:20]
    widths = [line.count(b"\t") + 1 for line in lines if line]
    for width in _FIRST:
        if widths.count(width) * 2 > len(widths):
            return width
    raise BadInput(
        f"{path.name} has {widths[0] if widths else 0} columns between tabs, YFCC100M's metadata has 25, or 23 in the "
        "first edition; give the metadata file, a Parquet file, or the SQLite distribution."
    )
