"""The photos themselves as a table, and which row has which id and which hash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from lineage.photos.columns.text import Flags, Numbers
from lineage.photos.index import Index
from lineage.photos.publishing.table import GROUP, Arrow, table
from lineage.photos.rows import EXTENSIONS, NO_ADDRESS, OTHER_HASH, ROW_BITS, VIDEO, Rows, kinds, photo_ids
from lineage.photos.serving.keys import Keys

_SECRET: Final = 5
"""Bytes of a secret: ten hexadecimal digits."""


def owner_column(index: Index) -> str:
    """What the column of owners is called: their user IDs, or their sealed numbers."""
    return "owner" if index.manifest.key_id else "nsid"


def owners(index: Index, found: Numbers) -> Arrow:
    """A column of owners, each name written once; null for nobody. Those of one owner best stand together."""
    once, at = np.unique(found, return_inverse=True)
    names = [(index.seal.name(number) or f"{number:016x}") if number else None for number in once.tolist()]
    return pa.DictionaryArray.from_arrays(
        pa.array(at.astype(np.int32)), pa.array(names, pa.string())
    ).dictionary_decode()


def hexadecimal(high: Numbers, low: Numbers) -> list[str | None]:
    """Hashes as text; None for none."""
    pairs = zip(high.tolist(), low.tolist(), strict=True)
    return [f"{first:016x}{second:016x}" if first or second else None for first, second in pairs]


def write_photos(index: Index, path: Path, told: Callable[[int], None]) -> None:
    """Every row of the index, in its order: a row's number here is its number there."""
    owner, kind = owner_column(index), pa.int32()
    fields = {
        "photo_id": pa.int64(), owner: pa.string(), "server": kind, "farm": kind, "secret": pa.binary(_SECRET),
        "extension": pa.string(), "is_video": pa.bool_(), "hash": pa.string(),
    }  # fmt: skip
    with table(path, fields, index.manifest.key_id) as file:
        for begin in range(0, index.manifest.rows, GROUP):
            rows = index.read_rows(begin, min(begin + GROUP, index.manifest.rows))
            number = np.arange(begin, begin + len(rows))
            named = owners(index, index.owners_of(number.astype(np.uint32)))
            file.add(**{owner: named}, **_address(rows), hash=_hashes(index, rows, number))
            told(file.rows)


def write_keys(keys: Keys, path: Path, name: str) -> None:
    """A key and its row: photo ids, or the first bits of hashes."""
    with table(path, {name: pa.int64(), "row": pa.int32()}) as file:
        for some in keys.all():
            row = (some & np.uint64((1 << ROW_BITS) - 1)).astype(np.int32)
            file.add(**{name: pa.array((some >> np.uint64(ROW_BITS)).astype(np.int64)), "row": pa.array(row)})


def _address(rows: Rows) -> dict[str, Arrow]:
    kind, place = kinds(rows), rows[:, 1]
    none: Flags = (kind & np.uint64(NO_ADDRESS)) != 0
    endings = pa.DictionaryArray.from_arrays(pa.array((kind & np.uint64(3)).astype(np.int32), mask=none), EXTENSIONS)
    return {
        "photo_id": pa.array(photo_ids(rows).astype(np.int64)),
        "server": pa.array((place >> np.uint64(40) & np.uint64(0xFFFF)).astype(np.int32), mask=none),
        "farm": pa.array((place >> np.uint64(56)).astype(np.int32), mask=none),
        "secret": _secrets(place, none),
        "extension": endings.dictionary_decode(),
        "is_video": pa.array((kind & np.uint64(VIDEO)) != 0),
    }


def _secrets(place: Numbers, none: Flags) -> Arrow:
    """The lower forty bits of each number as five bytes, the first digit first."""
    content = np.ascontiguousarray(place.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 8 - _SECRET :])
    known = pa.py_buffer(np.packbits(~none, bitorder="little")) if none.any() else None
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(_SECRET), len(place), [known, pa.py_buffer(content)])


def _hashes(index: Index, rows: Rows, number: np.ndarray[Any, Any]) -> Arrow:
    """The hashes that do not follow from addresses."""
    other = np.flatnonzero(kinds(rows) & np.uint64(OTHER_HASH))
    if not len(other):
        return pa.nulls(len(rows), pa.string())
    found: list[str | None] = [None] * len(rows)
    for at, text in zip(other.tolist(), hexadecimal(*index.hashes_of(number[other])), strict=True):
        found[at] = text
    return pa.array(found, pa.string())
