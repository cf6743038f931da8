"""Columns of text as they lie in a file: one buffer, and where each cell begins and ends in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MARGIN = 16
"""Bytes before the first cell and behind the last one, so that a window of eight never leaves the buffer."""
_NEWLINE, _RETURN = 10, 13
_PIECE = 1 << 18

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Numbers = NDArray[np.uint64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """Cells of one column; `buffer` has MARGIN bytes that belong to no cell at each end."""

    buffer: Bytes
    begin: Places
    end: Places

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def length(self) -> Places:
        """Bytes of each cell."""
        return self.end - self.begin

    def where(self, rows: Flags | Places) -> Column:
        """Some of its cells."""
        return Column(self.buffer, self.begin[rows], self.end[rows])

    def window(self, at: Places) -> Numbers:
        """The eight bytes from each place on, the first of them lowest."""
        everywhere: NDArray[Any] = np.ndarray(len(self.buffer) - 7, "<u8", self.buffer, strides=(1,))
        return everywhere[at]

    def texts(self) -> list[bytes]:
        """Each cell's bytes, for the few rows that need a closer look."""
        whole = self.buffer.tobytes()
        return [whole[begin:end] for begin, end in zip(self.begin.tolist(), self.end.tolist(), strict=True)]


def padded(content: bytes | memoryview) -> Bytes:
    """Bytes with the margins that a Column wants."""
    buffer = np.zeros(len(content) + 2 * MARGIN, np.uint8)
    buffer[MARGIN : MARGIN + len(content)] = np.frombuffer(content, np.uint8)
    return buffer


def column(cells: Sequence[bytes]) -> Column:
    """A column of cells that are at hand one by one."""
    length = np.fromiter(map(len, cells), np.int64, len(cells))
    end = MARGIN + np.cumsum(length)
    return Column(padded(b"".join(cells)), end - length, end)


@dataclass(frozen=True)
class Lines:
    """Lines of a block, cut into cells. Lines of another number of cells are not in `columns`."""

    columns: list[Column]
    begin: Places
    """Where each line in `columns` begins."""
    number: Places
    """Of each line in `columns`, counted from 0 within the block."""
    others: list[tuple[int, bytes]]
    """Number and text of each line that has more or fewer cells; empty lines are left out."""
    count: int
    """Lines of all kinds."""


def cut(content: bytes | memoryview, delimiter: str, width: int, *, wanted: Sequence[int] | None = None) -> Lines:
    """Whole lines cut into `width` cells, the `wanted` columns of them (all, if not said).

    The last line may lack its end. A quoted delimiter is a delimiter: this is for files without quotes.
    """
    if content and content[-1] != _NEWLINE:
        content = bytes(content) + b"\n"
    return cut_buffer(padded(content), len(content), delimiter, width, wanted=wanted)


def cut_buffer(buffer: Bytes, size: int, delimiter: str, width: int, *, wanted: Sequence[int] | None = None) -> Lines:
    """The same of the first `size` bytes behind the margin of a buffer; the last of them ends a line."""
    marks = _marks(buffer, size, ord(delimiter))
    ends = np.flatnonzero(buffer[marks] == _NEWLINE)
    cells = np.diff(ends, prepend=-1)
    fits = cells == width
    begin = np.concatenate(([MARGIN], marks[ends[:-1]] + 1)) if len(ends) else np.empty(0, np.int64)
    table = marks.reshape(-1, width) if fits.all() else marks[np.repeat(fits, cells)].reshape(-1, width)
    last = table[:, -1] - (buffer[table[:, -1] - 1] == _RETURN)
    columns = [
        Column(
            buffer,
            table[:, at - 1] + 1 if at else begin[fits],
            table[:, at] if at < width - 1 else last,
        )
        for at in (range(width) if wanted is None else wanted)
    ]
    others = [
        (int(line), bytes(buffer[begin[line] : marks[ends[line]]]))
        for line in np.flatnonzero(~fits)
        if marks[ends[line]] > begin[line]
    ]
    return Lines(columns, begin[fits], np.flatnonzero(fits), others, len(ends))


def _marks(buffer: Bytes, size: int, delimiter: int) -> Places:
    """Where cells end; looked for in pieces that stay in the processor's cache."""
    found = []
    for at in range(MARGIN, MARGIN + size, _PIECE):
        piece = buffer[at : min(at + _PIECE, MARGIN + size)]
        found.append(np.flatnonzero((piece == delimiter) | (piece == _NEWLINE)) + at)
    return np.concatenate(found) if found else np.empty(0, np.int64)
