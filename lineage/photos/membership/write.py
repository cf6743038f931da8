"""The memberships of all columns, written anew beside the rows: seconds for a hundred million rows and ten columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lineage.files import write_atomically
from lineage.photos.build.write import sorted_keys
from lineage.photos.columns.text import Numbers
from lineage.photos.index import Index
from lineage.photos.membership.join import NOBODY, Joined, together
from lineage.photos.rows import LARGEST_PHOTO, ROW_BITS
from lineage.photos.serving.arrays import packed
from lineage.photos.serving.blocks import Writer
from lineage.photos.serving.matrix import Chunk, chunked, merged

_BITS = np.uint64(ROW_BITS)


def write(folder: Path, rows: int, columns: Mapping[int, Joined]) -> dict[str, int]:
    """Write the memberships of columns; the size of each file is given back."""
    chunks = chunked({at: joined.rows for at, joined in columns.items()}, rows)
    return _write(folder, chunks, _outside(columns), *_listed(columns))


def add(folder: Path, index: Index, column: int, more: Joined) -> tuple[dict[str, int], Joined]:
    """Write an index's memberships with more members of one column; what the column then has is given back too."""
    whole = together([more, existing(index, column) if column < len(index.manifest.columns) else NOBODY])
    kept = np.ones(max(len(index.manifest.columns), column + 1), np.bool_)
    kept[column] = False
    new = chunked({column: whole.rows}, index.manifest.rows)
    chunks = (merged(chunk, other, kept) for (_, chunk), other in zip(index.matrix.chunks(), new, strict=True))
    outside = index.all_outside()
    others = np.concatenate((outside[outside[:, 4] != np.uint64(column)], _outside({column: whole})))
    owners, listed = _listed({column: whole})
    stays = index.listed_columns != column
    owners = np.concatenate((index.listed_owners[stays], owners))
    listed = np.concatenate((index.listed_columns[stays], listed))
    order = np.lexsort((listed, owners))
    return _write(folder, chunks, others, owners[order], listed[order]), whole


def existing(index: Index, column: int) -> Joined:
    """What an index has of a column."""
    outside = index.all_outside()
    return Joined(
        index.matrix.members(column),
        outside[outside[:, 4] == np.uint64(column), :4],
        index.listed_owners[index.listed_columns == column],
    )


def _outside(columns: Mapping[int, Joined]) -> Numbers:
    parts = [
        np.column_stack((joined.outside, np.full(len(joined.outside), at, np.uint64)))
        for at, joined in sorted(columns.items())
    ]
    return np.concatenate([np.empty((0, 5), np.uint64), *parts])


def _listed(columns: Mapping[int, Joined]) -> tuple[Numbers, NDArray[np.uint16]]:
    owners = np.concatenate([np.empty(0, np.uint64), *(columns[at].owners for at in sorted(columns))])
    which = np.concatenate(
        [np.empty(0, "<u2"), *(np.full(len(columns[at].owners), at, "<u2") for at in sorted(columns))]
    )
    order = np.argsort(owners, kind="stable")
    return owners[order], which[order]


def _write(
    folder: Path, chunks: Iterator[Chunk], outside: Numbers, listed: Numbers, listed_columns: NDArray[np.uint16]
) -> dict[str, int]:
    arrays: dict[str, NDArray[Any]] = {"listed.owners": listed, "listed.columns": listed_columns}
    offsets = [0]
    with Writer(folder / "matrix", "matrix") as matrix:
        for chunk in chunks:
            content = chunk.packed()
            matrix.write(content)
            offsets.append(offsets[-1] + len(content))
    arrays |= {"matrix.sums": matrix.sums, "offsets": np.array(offsets, np.uint64)}
    outside = _ordered(_lent(outside))
    with Writer(folder / "outside", "outside") as file:
        file.write(outside.tobytes())
    owners, starts = np.unique(outside[:, 0], return_index=True)
    arrays |= {"outside.sums": file.sums, "outside.owners": owners}
    arrays["outside.starts"] = np.append(starts, len(outside)).astype("<u8")
    sizes = {"matrix": matrix.size, "outside": file.size}
    number = np.arange(len(outside), dtype=np.uint64)
    named = {
        "outside-ids": (outside[:, 1] << _BITS | number)[(outside[:, 1] > 0) & (outside[:, 1] <= LARGEST_PHOTO)],
        "outside-hashes": (outside[:, 2] >> _BITS << _BITS | number)[(outside[:, 2] | outside[:, 3]) != 0],
    }
    for name, numbers in named.items():
        keys = sorted_keys(partial(_once, numbers), folder / name, len(numbers))
        arrays |= {f"{name}.sums": keys.sums, f"{name}.fences": keys.fences}
        sizes[name] = keys.size
    head = packed(arrays)
    write_atomically(folder / "head", head)
    return {**sizes, "head": len(head)}


def _once(numbers: Numbers) -> Iterator[Numbers]:
    yield numbers


def _lent(outside: Numbers) -> Numbers:
    """A list that names the owner of a photo lends it to those that don't."""
    owned = outside[(outside[:, 0] != 0) & (outside[:, 1] != 0)]
    photos, at = np.unique(owned[:, 1], return_index=True)
    alone = np.flatnonzero((outside[:, 0] == 0) & (outside[:, 1] != 0))
    if len(photos) and len(alone):
        place = np.minimum(photos.searchsorted(outside[alone, 1]), len(photos) - 1)
        same = photos[place] == outside[alone, 1]
        outside[alone[same], 0] = owned[at[place[same]], 0]
    return outside


def _ordered(outside: Numbers) -> Numbers:
    """By owner, photo, hash and column, each once."""
    ordered = outside[np.lexsort(outside.T[::-1])]
    new = np.ones(len(ordered), np.bool_)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return ordered[new]
