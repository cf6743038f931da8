"""A batch of a source's rows: as the source has them, and as the index wants them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.numbers import decimals, fingerprints, hexadecimals, owners
from lineage.photos.columns.text import Column, Flags, Numbers, Places
from lineage.photos.md5 import hashes
from lineage.photos.owners import Owners
from lineage.photos.rows import EXTENSIONS, LARGEST_PHOTO, NO_ADDRESS, OTHER_HASH, VIDEO, Rows, packed

_U = np.uint64
_SECRET_DIGITS: Final = 10
_ENDINGS: Final = {ending: int.from_bytes(ending.encode(), "little") for ending in EXTENSIONS}
NO_PHOTO = f"the photo's id is no number from 1 to {LARGEST_PHOTO:,}"
NO_OWNER = "the owner is no user ID like 12345678@N00"

Cells = Column | Numbers
"""A column as text, or as numbers already."""


@dataclass(frozen=True)
class Raw:
    """Columns of a source's rows by their meaning; None for what the source doesn't have."""

    photo: Cells
    owner: Column
    hash: Column | None = None
    server: Cells | None = None
    farm: Cells | None = None
    secret: Column | None = None
    extension: Column | None = None
    """Or the download address, which ends in it."""
    marker: Cells | None = None
    nickname: Column | None = None
    """What the owner calls themselves; anybody can."""
    key_id: str | None = None
    """Of the key that owners are sealed with already, as in a published index: then they are hexadecimal numbers."""


@dataclass(frozen=True)
class Batch:
    """Rows as the index has them; `bad` says which of the source's rows are not among them, and why."""

    owner: Numbers
    rows: Rows
    high: Numbers
    low: Numbers
    """The two halves of each row's hash."""
    names: Numbers | None
    """A fingerprint of each owner's nickname; None where nobody says, or owners are sealed."""
    bad: dict[str, Places]


def normalised(raw: Raw, seal: Owners) -> Batch:
    """The rows that name a photo and its owner. Where no address can be made, or the hash is another's, it says so."""
    photo, numbered = _number(raw.photo)
    numbered &= (photo > 0) & (photo <= LARGEST_PHOTO)
    if isinstance(raw.photo, Column):
        numbered &= raw.photo.buffer[raw.photo.begin] != ord("0")
    owner, owned = _sealed(raw.owner, raw.key_id, seal) if raw.key_id else owners(raw.owner)
    bad = {NO_PHOTO: np.flatnonzero(~numbered), NO_OWNER: np.flatnonzero(numbered & ~owned)}
    rows = _rows(raw, np.where(numbered, photo, _U(0)))  # a larger number would reach into the kind
    high, low = hashes(rows)
    if raw.hash is not None:
        high, low = _compared(raw.hash, rows, high, low)
    names = fingerprints(raw.nickname) if raw.nickname is not None and seal.key_id is None else None
    good = numbered & owned
    if not good.all():
        owner, rows, high, low = owner[good], rows[good], high[good], low[good]
        names = None if names is None else names[good]
    return Batch(
        owner if raw.key_id else seal.many(owner),
        rows,
        high,
        low,
        names,
        {why: at for why, at in bad.items() if len(at)},
    )


def _sealed(cells: Column, key_id: str, seal: Owners) -> tuple[Numbers, Flags]:
    """Owners that are numbers of a sealed index already. Raises BadInput if they cannot be those of this one."""
    if key_id != seal.key_id:
        said = f"is {seal.key_id}" if seal.key_id else "is not used here"
        raise BadInput(f"The owners were sealed with key {key_id}, and LINEAGE_PHOTOS_KEY {said}; use that key.")
    number, right = hexadecimals(cells, 16)
    return number, right & (cells.length == 16) & (number > 0)


def _rows(raw: Raw, photo: Numbers) -> Rows:
    nothing = np.zeros(len(photo), _U)
    kind = nothing.copy()
    if raw.marker is not None:
        kind[_number(raw.marker)[0] == 1] |= _U(VIDEO)
    if raw.server is None or raw.farm is None or raw.secret is None:
        return packed(photo, kind | _U(NO_ADDRESS), server=nothing, farm=nothing, secret=nothing)
    server, told = _number(raw.server)
    farm, also = _number(raw.farm)
    secret, third = hexadecimals(raw.secret, _SECRET_DIGITS)
    ending, fourth = _ending(raw.extension, len(photo))
    told &= also & third & fourth & (raw.secret.length == _SECRET_DIGITS)
    told &= (server > 0) & (server < 1 << 16) & (farm > 0) & (farm < 1 << 8)
    kind |= np.where(told, ending, _U(NO_ADDRESS))
    return packed(
        photo, kind,
        server=np.where(told, server, nothing), farm=np.where(told, farm, nothing),
        secret=np.where(told, secret, nothing),
    )  # fmt: skip


def _ending(cells: Column | None, count: int) -> tuple[Numbers, Flags]:
    """The number of each cell's last three letters among the extensions; `jpg` where the source has none."""
    if cells is None:
        return np.zeros(count, _U), np.ones(count, np.bool_)
    seen = np.where(cells.length < 3, _U(0), cells.window(cells.end - 3) & _U(0xFFFFFF))
    number, known = np.zeros(count, _U), np.zeros(count, np.bool_)
    for at, ending in enumerate(_ENDINGS.values()):
        here = seen == _U(ending)
        number[here], known[here] = at, True
    return number, known


def _compared(cells: Column, rows: Rows, high: Numbers, low: Numbers) -> tuple[Numbers, Numbers]:
    """The hashes the source says; rows are marked where that is not the hash of their address."""
    said_high, first = hexadecimals(cells, 16)
    said_low, second = hexadecimals(cells, 16, skip=16)
    said = first & second & (cells.length == 32)
    no_address = (rows[:, 0] & _U(NO_ADDRESS << 56)) != 0
    other = said & (no_address | (said_high != high) | (said_low != low))
    rows[other, 0] |= _U(OTHER_HASH << 56)
    return np.where(other, said_high, high), np.where(other, said_low, low)


def _number(cells: Cells) -> tuple[Numbers, Flags]:
    if isinstance(cells, Column):
        return decimals(cells)
    return cells, np.ones(len(cells), np.bool_)
