"""Which rows are members of which columns (a column is a release of a dataset), for all columns at once.

Rows are taken 16,384 at a time. Of each such chunk, a column with many members is a row of bits; of the others every
member is a pair (place in the chunk, column). All of a chunk lies together, so one read answers for every column, and
the number of columns costs next to nothing. Roaring bitmaps, https://roaringbitmap.org, divide one column in this way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lineage.photos.columns.text import Bytes, Flags, Numbers, Places
from lineage.photos.serving.blocks import Blocks

CHUNK: Final = 1 << 14
"""Rows of a chunk."""
_BITS: Final = CHUNK // 8
DENSE: Final = _BITS // 4
"""Members of a chunk from which bits take less room than pairs of four bytes."""

Members = NDArray[np.uint32]
"""Sorted row numbers."""


@dataclass(frozen=True)
class Chunk:
    """Members among 16,384 rows: bits of the dense columns, and pairs."""

    dense: NDArray[np.uint16]
    bits: Bytes
    """Shape (dense columns, CHUNK / 8), the lowest bit first."""
    places: NDArray[np.uint16]
    """Sorted."""
    columns: NDArray[np.uint16]

    def packed(self) -> bytes:
        """As it lies in the file; nothing for a chunk without members."""
        if not len(self.dense) and not len(self.places):
            return b""
        lengths = np.array([len(self.dense), len(self.places)], "<u4")
        return b"".join(part.tobytes() for part in (lengths, self.dense, self.bits, self.places, self.columns))

    def marked(self, begin: int, end: int, into: Flags) -> None:
        """Mark the members among its rows from `begin` to `end` in `into`, a row a column."""
        if len(self.dense):
            some = self.bits[:, begin >> 3 : (end + 7) >> 3]
            bits = np.unpackbits(some, axis=1, bitorder="little")
            into[self.dense] = bits[:, begin & 7 : (begin & 7) + end - begin].view(np.bool_)
        if len(self.places):
            first, last = self.places.searchsorted((begin, end))
            if first < last:
                into[self.columns[first:last], self.places[first:last] - np.uint16(begin)] = True


def unpacked(content: memoryview) -> Chunk:
    """The chunk that lies in these bytes."""
    if not len(content):
        none = np.empty(0, "<u2")
        return Chunk(none, np.empty((0, _BITS), np.uint8), none, none)
    dense, pairs = np.frombuffer(content, "<u4", 2).tolist()
    at = 8 + 2 * dense
    behind = at + dense * _BITS
    return Chunk(
        np.frombuffer(content, "<u2", dense, 8),
        np.frombuffer(content, np.uint8, dense * _BITS, at).reshape(dense, _BITS),
        np.frombuffer(content, "<u2", pairs, behind),
        np.frombuffer(content, "<u2", pairs, behind + 2 * pairs),
    )


def chunked(columns: Mapping[int, Members], rows: int) -> Iterator[Chunk]:
    """The chunks of `rows` rows, from the sorted members of each column."""
    starts = np.arange(0, rows + CHUNK, CHUNK)
    cuts = {column: members.searchsorted(starts).tolist() for column, members in sorted(columns.items())}
    for at in range(len(starts) - 1):
        dense, bits, places, pairs = [], [], [], []
        for column, cut in cuts.items():
            if cut[at] == cut[at + 1]:
                continue
            inside = (columns[column][cut[at] : cut[at + 1]] - np.uint32(at * CHUNK)).astype("<u2")
            if len(inside) >= DENSE:
                flags = np.zeros(CHUNK, np.bool_)
                flags[inside] = True
                dense.append(column)
                bits.append(np.packbits(flags, bitorder="little"))
            else:
                places.append(inside)
                pairs.append(np.full(len(inside), column, "<u2"))
        yield _chunk(dense, bits, places, pairs)


def _chunk(
    dense: list[int], bits: list[Bytes], places: list[NDArray[np.uint16]], pairs: list[NDArray[np.uint16]]
) -> Chunk:
    none = np.empty(0, "<u2")
    place, column = np.concatenate([none, *places]), np.concatenate([none, *pairs])
    order = np.argsort(place, kind="stable")
    table = np.array(bits, np.uint8).reshape(len(dense), _BITS)
    return Chunk(np.array(dense, "<u2"), table, place[order], column[order])


class Matrix:
    """Reads memberships; `offsets` say where each chunk begins, and where the last one ends."""

    def __init__(self, blocks: Blocks, offsets: Numbers, columns: int) -> None:
        """For so many columns."""
        self._blocks, self._offsets, self._columns = blocks, offsets, columns

    def read(self, begin: int, end: int) -> Flags:
        """Shape (columns, end - begin): which of the rows is a member of which column."""
        found = np.zeros((self._columns, end - begin), np.bool_)
        if begin == end:
            return found
        first, last = begin // CHUNK, (end - 1) // CHUNK
        offsets = self._offsets[first : last + 2].tolist()
        content = self._blocks.read(offsets[0], offsets[-1])
        for at in range(first, last + 1):
            chunk = unpacked(content[offsets[at - first] - offsets[0] : offsets[at - first + 1] - offsets[0]])
            low, high = max(begin, at * CHUNK), min(end, (at + 1) * CHUNK)
            chunk.marked(low - at * CHUNK, high - at * CHUNK, found[:, low - begin : high - begin])
        return found

    def members(self, column: int) -> Members:
        """All members of one column, sorted."""
        found = [np.empty(0, np.uint32)]
        for start, chunk in self.chunks():
            here = np.flatnonzero(chunk.dense == column)
            if len(here):
                inside: Places = np.flatnonzero(np.unpackbits(chunk.bits[here[0]], bitorder="little"))
            else:
                inside = chunk.places[chunk.columns == column].astype(np.int64)
            found.append((inside + start).astype(np.uint32))
        return np.concatenate(found)

    def chunks(self) -> Iterator[tuple[int, Chunk]]:
        """Every chunk with the number of its first row, some megabytes read at once."""
        offsets, at = self._offsets, 0
        while at < len(offsets) - 1:
            last = max(int(offsets.searchsorted(offsets[at] + np.uint64(1 << 22), "right")) - 1, at + 1)
            content = self._blocks.read(int(offsets[at]), int(offsets[last]))
            for number in range(at, last):
                begin, end = (int(offsets[number + side] - offsets[at]) for side in (0, 1))
                yield number * CHUNK, unpacked(content[begin:end])
            at = last


def merged(chunk: Chunk, others: Chunk, kept: Flags) -> Chunk:
    """A chunk's columns that are kept, and those of another; no column is in both."""
    stays, pairs = kept[chunk.dense], kept[chunk.columns]
    dense = np.concatenate((chunk.dense[stays], others.dense))
    bits = np.concatenate((chunk.bits[stays], others.bits))
    place = np.concatenate((chunk.places[pairs], others.places))
    column = np.concatenate((chunk.columns[pairs], others.columns))
    by_column, order = np.argsort(dense), np.argsort(place.astype(np.uint32) << np.uint32(16) | column)
    return Chunk(dense[by_column], bits[by_column], place[order], column[order])
