"""What the cells of one column name. Cells as most lists have them are read all at once, others one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.numbers import decimals, hexadecimals, owners
from lineage.photos.columns.text import Column, Flags, Numbers
from lineage.photos.hashes import SHORTEST
from lineage.photos.identity.identify import identify
from lineage.photos.identity.identity import NSID, PHOTO, Identity
from lineage.photos.identity.links import linked
from lineage.photos.lists.form import Name
from lineage.photos.lists.members import WHOLE, Members, members, nobody
from lineage.photos.lists.paths import faces

_STEM = r"(?:[^:]*[\\/])?(?P<stem>{})(?:\.[A-Za-z][A-Za-z0-9]{{1,4}})?"
"""A number or hash, by itself or as the name of a file."""
_PHOTO = re.compile(_STEM.format(PHOTO), re.ASCII)
_FLOAT = re.compile(rf"({PHOTO})\.0", re.ASCII)
_HASH = re.compile(_STEM.format(rf"[0-9A-Fa-f]{{{SHORTEST},{WHOLE}}}"), re.ASCII)
_OWNER = re.compile(NSID, re.ASCII)
_HALF = 16
_STATIC = re.compile(
    rf"https?://(?:farm[0-9]{{1,3}}\.static\.?flickr\.com|live\.staticflickr\.com)/[0-9]{{1,6}}/"
    rf"({PHOTO})_[0-9a-f]{{6,16}}(?:_[a-z])?\.(?:jpg|png|gif)", re.ASCII,
)  # fmt: skip
_PAGE = re.compile(rf"https?://www\.flickr\.com/photos/({NSID})/({PHOTO})/?", re.ASCII)


def _photos(cells: Column) -> Members:
    found = nobody(len(cells))
    value, right = decimals(cells)
    right &= cells.buffer[cells.begin] != ord("0")
    value[~right] = 0
    return _rest(Members(value, found.owner, found.hash_high, found.hash_low, found.short), cells, right, _photo)


def _owners(cells: Column) -> Members:
    found = nobody(len(cells))
    value, right = owners(cells)
    return _rest(Members(found.photo, value, found.hash_high, found.hash_low, found.short), cells, right, _owner)


def _hashes(cells: Column) -> Members:
    found = nobody(len(cells))
    length = cells.length
    right = (length >= SHORTEST) & (length <= WHOLE)
    if (length == WHOLE).all():
        high, read = hexadecimals(cells, _HALF)
    else:
        high, read = _uppers(cells, right)
    right &= read
    low, read = hexadecimals(_lowers(cells, right), _HALF)
    right &= read
    low[~right] = high[~right] = 0
    done = Members(found.photo, found.owner, high, low, right & (length < WHOLE))
    todo = np.flatnonzero(~right & (length > 0))
    for row, text in zip(todo.tolist(), _texts(cells.where(todo)), strict=True):
        if stem := _HASH.fullmatch(text):
            value = int(stem["stem"], 16)
            done.hash_high[row], done.hash_low[row] = value >> 64, value & (1 << 64) - 1
            done.short[row] = len(stem["stem"]) < WHOLE
    return done


def _uppers(cells: Column, right: Flags) -> tuple[Numbers, Flags]:
    """What stands before the last sixteen digits, by its length."""
    value, read = np.zeros(len(cells), np.uint64), np.zeros(len(cells), np.bool_)
    for length in range(SHORTEST, WHOLE + 1):
        rows = right & (cells.length == length)
        if rows.any():
            value[rows], read[rows] = hexadecimals(cells.where(rows), length - _HALF)
    return value, read


def _lowers(cells: Column, right: Flags) -> Column:
    """The last sixteen digits; of cells that are no hash, nothing."""
    return Column(cells.buffer, np.where(right, cells.end - _HALF, cells.end), cells.end)


def _urls(cells: Column) -> Members:
    return _rest(nobody(len(cells)), cells, np.zeros(len(cells), np.bool_), _link)


def _members(cells: Column) -> Members:
    found = faces(cells)
    return _rest(found, cells, found.named, _anything)


READERS: Final[Mapping[Name, Callable[[Column], Members]]] = {
    "photo": _photos, "owner": _owners, "hash": _hashes, "url": _urls, "member": _members,
}  # fmt: skip


def _rest(found: Members, cells: Column, right: Flags, one: Callable[[str], Identity | None]) -> Members:
    """The cells that were not right, looked at one by one."""
    todo = np.flatnonzero(~right & (cells.length > 0))
    if len(todo):
        found.put(todo, members([one(text) for text in _texts(cells.where(todo))]))
    return found


def _texts(cells: Column) -> list[str]:
    return [text.decode(errors="replace").strip().strip("\"'").strip() for text in cells.texts()]


def _photo(text: str) -> Identity | None:
    if number := _FLOAT.fullmatch(text):
        return Identity(photo=int(number[1]))
    stem = _PHOTO.fullmatch(text)
    return Identity(photo=int(stem["stem"])) if stem else None


def _owner(text: str) -> Identity | None:
    return Identity(nsid=text) if _OWNER.fullmatch(text) else None


def _link(text: str) -> Identity | None:
    return _usual_link(text) or _by(linked, text)


def _anything(text: str) -> Identity | None:
    return _usual_link(text) or _by(identify, text)


def _usual_link(text: str) -> Identity | None:
    if static := _STATIC.fullmatch(text):
        return Identity(photo=int(static[1]))
    page = _PAGE.fullmatch(text)
    return Identity(nsid=page[1], photo=int(page[2])) if page else None


def _by(reader: Callable[[str], Identity], text: str) -> Identity | None:
    try:
        return reader(text)
    except BadInput:
        return None
