"""Paths of face crops, `<dir>/<NSID>/<photo>_<face>.jpg` and `<NSID>_identity_<k>/<photo>_<face>.jpg`, all at once.

A path is known by its marks, the characters that are neither letters nor digits, from its last one back. What has
other marks is left to those who look at one text at a time.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from lineage.photos.columns.numbers import decimals, owners
from lineage.photos.columns.text import Bytes, Column, Flags, Places
from lineage.photos.lists.members import Members, nobody

_BEFORE: Final = 8
"""Marks that are looked at before a cell's last one, at most."""
_IDENTITY: Final = int.from_bytes(b"identity", "little")
_MARK = np.ones(256, np.bool_)
_MARK[[byte for byte in range(128) if chr(byte).isalnum()]] = False
_DOT, _SLASH, _LINE, _AT = b"./_@"


def faces(cells: Column) -> Members:
    """What each path of this form names; nothing for other texts."""
    found = nobody(len(cells))
    marks = np.concatenate((np.zeros(_BEFORE, np.int64), np.flatnonzero(_MARK[cells.buffer])))
    kinds = cells.buffer[marks]
    first, dot = np.searchsorted(marks, cells.begin), np.searchsorted(marks, cells.end) - 1
    with_face = kinds[dot - 1] == _LINE
    slash = dot - 1 - with_face
    crop = kinds[slash - 1] == _LINE
    at = slash - 1 - 2 * crop
    right = (at >= first) & (kinds[dot] == _DOT) & (kinds[slash] == _SLASH) & (kinds[at] == _AT)
    right &= _plain_before(kinds, first, at) & np.not_equal(cells.buffer[cells.begin], _SLASH)
    rows = np.flatnonzero(right)
    first, dot, slash, at, with_face, crop = (one[rows] for one in (first, dot, slash, at, with_face, crop))
    begin, end = cells.begin[rows], cells.end[rows]
    folder = np.where(at > first, marks[at - 1] + 1, begin)

    owner, good = owners(Column(cells.buffer, folder, marks[at + 1]))
    stem = Column(cells.buffer, marks[slash] + 1, np.where(with_face, marks[dot - 1], marks[dot]))
    photo, read = decimals(stem)
    good = good & read & (cells.buffer[stem.begin] != ord("0"))
    good &= ~with_face | decimals(Column(cells.buffer, marks[dot - 1] + 1, marks[dot]), longest=4)[1]
    suffix = end - marks[dot] - 1
    good &= (suffix >= 2) & (suffix <= 4) & (~crop | _is_identity(cells, marks, at))
    good &= (at == first) | (kinds[at - 1] == _SLASH)
    found.photo[rows[good]], found.owner[rows[good]] = photo[good], owner[good]
    return found


def _plain_before(kinds: Bytes, first: Places, at: Places) -> Flags:
    """Whether only `/`, `_` and `-` are among the marks before the owner's."""
    odd = np.concatenate(([0], np.cumsum((kinds != _SLASH) & (kinds != _LINE) & (kinds != ord("-")))))
    return np.equal(odd[np.maximum(at, first)], odd[first])


def _is_identity(cells: Column, marks: Places, at: Places) -> Flags:
    """Whether `_identity_` and a number stand behind the owner, where marks are so far that they may."""
    word, number, end = marks[at + 1] + 1, marks[at + 2] + 1, marks[np.minimum(at + 3, len(marks) - 1)]
    right: Flags = np.equal(number - word, 9) & np.equal(cells.window(word), np.uint64(_IDENTITY))
    return right & decimals(Column(cells.buffer, number, np.maximum(number, end)), longest=9)[1]
