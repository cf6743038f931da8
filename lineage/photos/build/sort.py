"""One bucket of owners, put in order: by owner, then by photo, each photo once."""

from __future__ import annotations

import itertools
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from lineage.errors import IndexUnusable
from lineage.files import explained
from lineage.photos.build.spill import Table, has_other_hash
from lineage.photos.columns.text import Flags, Numbers, Places
from lineage.photos.rows import NO_ADDRESS, OTHER_HASH, Rows, photo_ids

LARGEST: Final = 4_000_000
"""Rows that are sorted at once: 160 MB, and as much again for their order."""


@dataclass(frozen=True)
class Sorted:
    """Rows in order; `row` numbers are counted within the bucket."""

    rows: Rows
    high: Numbers
    """The upper half of each row's hash."""
    owners: Numbers
    starts: Places
    """The first row of each owner."""
    names: Numbers
    """A fingerprint of each owner's nickname; none at all where nobody says."""
    other: Numbers
    """Shape (n, 3): row and hash, where the hash is not that of the row's address."""
    hashed: Flags
    """Which rows have a hash at all."""
    twice: int
    """Rows that were left out because the same photo of the same owner stood there already."""

    def save(self, path: Path) -> None:
        """Write it aside, then give it its name."""
        part = path.with_suffix(f".{os.getpid()}")
        with explained("write", path):
            with part.open("wb") as file:
                np.savez(file, **{**self.__dict__, "twice": np.array(self.twice)})
            part.replace(path)


def saved(path: Path) -> Sorted:
    """What was written. Raises IndexUnusable if the disk lost some of it."""
    try:
        with explained("read", path), np.load(path, allow_pickle=False) as found:
            return Sorted(**{name: found[name] for name in found.files if name != "twice"}, twice=int(found["twice"]))
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, TypeError):
        raise IndexUnusable(f"{path.parent} was damaged on the disk; remove it, then build again.") from None


def spans(read: Callable[[], Iterator[Table]], count: int) -> Iterator[Table]:
    """A bucket's rows, in turns that fit into memory: all owners of one turn come before those of the next."""
    if count <= LARGEST:
        pieces = list(read())
        yield np.concatenate(pieces) if pieces else np.empty((0, 5), np.uint64)
        return
    sample = np.sort(np.concatenate([table[::64, 0] for table in read()]))
    turns = -(-count // (LARGEST // 2))
    fences = np.unique(sample[len(sample) * np.arange(1, turns) // turns])
    edges = [np.uint64(0), *fences, np.uint64(2**64 - 1)]
    for at, (low, high) in enumerate(itertools.pairwise(edges)):
        last = at == len(edges) - 2
        pieces = [
            table[(table[:, 0] >= low) & ((table[:, 0] <= high) if last else (table[:, 0] < high))] for table in read()
        ]
        yield np.concatenate(pieces)


def in_order(table: Table) -> Sorted:
    """Sort rows; of several with one owner and photo the first stays."""
    owner, photo = table[:, 0], photo_ids(table[:, 1:3])
    order = _order(owner, photo)
    owner, photo = owner[order], photo[order]
    first = np.ones(len(owner), np.bool_)
    first[1:] = (owner[1:] != owner[:-1]) | (photo[1:] != photo[:-1])
    table = table[order[first]]
    owner = owner[first]
    new = np.ones(len(owner), np.bool_)
    new[1:] = owner[1:] != owner[:-1]
    starts = np.flatnonzero(new)
    other = np.flatnonzero(has_other_hash(table))
    return Sorted(
        rows=table[:, 1:3],
        high=table[:, 3],
        owners=owner[starts],
        starts=starts,
        names=table[starts, 5] if table.shape[1] > 5 else np.empty(0, np.uint64),
        other=np.column_stack((other.astype(np.uint64), table[other, 3], table[other, 4])),
        hashed=(table[:, 1] & np.uint64(NO_ADDRESS << 56) == 0) | (table[:, 1] & np.uint64(OTHER_HASH << 56) != 0),
        twice=int(len(first) - first.sum()),
    )


def _order(owner: Numbers, photo: Numbers) -> Places:
    """The stable order by owner, then photo: one sort of one number where both fit into it."""
    once, rank = np.unique(owner, return_inverse=True)
    bits = int(photo.max(initial=np.uint64(0))).bit_length()
    if len(once) << bits <= 1 << 64:
        return np.argsort((rank.astype(np.uint64) << np.uint64(bits)) | photo, kind="stable")
    return np.lexsort((photo, owner))
