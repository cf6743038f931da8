"""The members of every release as tables: ids of photos, members that are no rows, and owners named without a photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types

from lineage.photos.columns.text import Bytes
from lineage.photos.index import Index
from lineage.photos.publishing.photos import hexadecimal, owner_column, owners
from lineage.photos.publishing.table import numbers, table
from lineage.photos.rows import ROW_BITS
from lineage.photos.serving.manifest import Column

_AT_ONCE: Final = 8
"""Releases that are written at once: a byte a row of the index has a bit of each."""


def paths(column: Column) -> dict[str, str]:
    """Where the members of a release lie, its members that are no rows, and its owners; names may hold anything."""
    name = f"{quote(column.dataset, safe='')}/{quote(column.release, safe='')}.parquet"
    return {what: f"{column.kind}{what and '-'}{what}/{name}" for what in ("", "outside", "owners")}


def write_members(index: Index, folder: Path) -> None:
    """Write all of them. Each file is there only if it has a row, but the first of a release always."""
    columns = index.manifest.columns
    for first in range(0, len(columns), _AT_ONCE):
        _write_some(index, folder, first, columns[first : first + _AT_ONCE])
    outside = index.all_outside()
    for at, column in enumerate(columns):
        where = paths(column)
        _write_outside(index, folder / where["outside"], outside[outside[:, 4] == np.uint64(at)])
        _write_owners(index, folder / where["owners"], index.listed_owners[index.listed_columns == at])


def _write_some(index: Index, folder: Path, first: int, columns: Sequence[Column]) -> None:
    """Photos come in the order of their ids: that is how the index's own list of ids stands."""
    flags = _flags(index, first, len(columns))
    with ExitStack() as opened:
        files = [opened.enter_context(table(folder / paths(c)[""], {"photo_id": pa.int64()})) for c in columns]
        before = np.full(len(columns), -1, np.int64)
        for keys in index.ids.all():
            ids = (keys >> np.uint64(ROW_BITS)).astype(np.int64)
            members = flags[(keys & np.uint64((1 << ROW_BITS) - 1)).astype(np.int64)]
            for at, file in enumerate(files):
                found = ids[(members >> at & 1) != 0]
                found = found[np.diff(found, prepend=before[at]) != 0]  # a photo may have several rows
                if len(found):
                    before[at] = found[-1]
                    file.add(photo_id=pa.array(found))


def _flags(index: Index, first: int, count: int) -> Bytes:
    """For each row, which of the releases it is a member of, as bits."""
    flags = np.zeros(index.manifest.rows, np.uint8)
    for start, chunk in index.matrix.chunks():
        for column, bits in zip(chunk.dense.tolist(), chunk.bits, strict=True):
            if first <= column < first + count:
                here = flags[start : start + len(bits) * 8]
                here |= np.unpackbits(bits, bitorder="little")[: len(here)] << (column - first)
        for column in np.unique(chunk.columns).tolist():
            if first <= column < first + count:
                flags[chunk.places[chunk.columns == column].astype(np.int64) + start] |= 1 << (column - first)
    return flags


def _write_outside(index: Index, path: Path, outside: np.ndarray[Any, Any]) -> None:
    owner = owner_column(index)
    fields = {"photo_id": pa.int64(), owner: pa.string(), "hash": pa.string()}
    for some in _some(outside):
        with table(path, fields, index.manifest.key_id) as file:
            photo, md5 = some[:, 1], pa.array(hexadecimal(some[:, 2], some[:, 3]), pa.string())
            file.add(photo_id=numbers(photo, photo == 0), hash=md5, **{owner: owners(index, some[:, 0])})


def _write_owners(index: Index, path: Path, listed: np.ndarray[Any, Any]) -> None:
    owner = owner_column(index)
    for some in _some(listed):
        with table(path, {owner: pa.string()}, index.manifest.key_id) as file:
            file.add(**{owner: owners(index, some)})


def _some(found: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
    """It, unless it is empty."""
    if len(found):
        yield found
