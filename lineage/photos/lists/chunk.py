"""A part of a list as it was read: its members, and what could not be read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lineage.photos.columns.text import Column, Flags, Places
from lineage.photos.lists.cells import READERS
from lineage.photos.lists.form import Name
from lineage.photos.lists.members import Members, merged, nobody

LONGEST = 1000
"""Characters that are kept of a text that could not be read."""


@dataclass(frozen=True)
class Aside:
    """A place of a list that names no member."""

    number: int
    """Its line, or which item it is; counted from 1."""
    text: str


@dataclass(frozen=True)
class Chunk:
    """Some places of a list: about a million at most."""

    members: Members
    others: list[Aside]


def aside(number: int, text: bytes | str) -> Aside:
    """A place that could not be read, its text made fit to show."""
    shown = text if isinstance(text, str) else text[: 4 * LONGEST].decode(errors="replace")
    return Aside(number, shown.rstrip("\r\n")[:LONGEST])


def chunk(
    columns: Sequence[tuple[Name, Column]], number: Places, text: Callable[[int], bytes], passed: Flags | None = None
) -> Chunk:
    """What rows of cells name, all cells of a row together.

    `text` gives the whole of a row; those that are `passed` over neither name anybody nor are left aside.
    """
    found, wrong = _together(columns, len(number))
    read = found.named & ~wrong
    left = ~read
    if passed is not None and passed.any():
        read &= ~passed
        left &= ~passed
    rows = np.flatnonzero(left).tolist()
    others = [aside(int(number[row]), seen) for row in rows if (seen := text(row)).strip()]
    return Chunk(found if read.all() else found.where(read), others)


def _together(columns: Sequence[tuple[Name, Column]], count: int) -> tuple[Members, Flags]:
    """What each row names, and where its cells contradict or its photo cannot be read.

    An owner alone says that all photos of a person may be meant: not so where a photo stands beside, unreadable.
    """
    found, wrong, unread = nobody(count), np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for at, (name, cells) in enumerate(columns):
        one = READERS[name](cells)
        if len(columns) == 1:
            return one, wrong
        if name != "owner":
            unread |= ~one.named & (cells.length > 0)
        if at:
            found, differ = merged(found, one)
            wrong |= differ
        else:
            found = one
    by_photo = (found.photo | found.hash_high | found.hash_low) != 0
    return found, wrong | (unread & ~by_photo)


def split(whole: Chunk, most: int = 1_000_000) -> Sequence[Chunk]:
    """A chunk as several with so many members at most."""
    if len(whole.members) <= most:
        return [whole]
    starts = range(0, len(whole.members), most)
    return [
        Chunk(whole.members.where(slice(start, start + most)), whole.others if start == 0 else []) for start in starts
    ]
