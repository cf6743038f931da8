"""Members of a list, found among the index's rows; those that are no rows are kept as they are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lineage.photos.columns.numbers import once
from lineage.photos.columns.text import Flags, Numbers, Places
from lineage.photos.index import Index
from lineage.photos.lists.members import Members
from lineage.photos.membership.hashed import rows_by_hash
from lineage.photos.rows import LARGEST_PHOTO


@dataclass(frozen=True)
class Joined:
    """What a list says about one column."""

    rows: NDArray[np.uint32]
    """Sorted rows that are members, each once."""
    outside: Numbers
    """Shape (n, 4): owner, photo, the halves of the hash of members that are no rows."""
    owners: Numbers
    """Sorted owners that are named without a photo, each once."""

    @property
    def strangers(self) -> int:
        """How many different members are no rows: by photo, and by hash those without one."""
        photo = self.outside[:, 1] != 0
        return len(once(self.outside[photo, 1])) + len(np.unique(self.outside[~photo, 2:], axis=0))


NOBODY = Joined(np.empty(0, np.uint32), np.empty((0, 4), np.uint64), np.empty(0, np.uint64))


def join(index: Index, members: Members) -> Joined:
    """Find each member by its photo's id, else by its hash; `owner` is as the index numbers owners.

    A member whose owner is another one than the row's is a row and is kept as named too: nobody's membership is lost.
    """
    owner = members.owner
    if not any(column.max(initial=0) for column in (owner, members.hash_high, members.hash_low)):
        return _photos_alone(index, members.photo)
    row = _by_photo(index, members.photo)
    hashed = (members.hash_high | members.hash_low) != 0
    left = np.flatnonzero((row < 0) & hashed)
    if len(left):
        row[left] = rows_by_hash(index, members.where(left))
    found = row >= 0
    outside = ~found & ((members.photo != 0) | hashed)
    if owner.any():
        outside |= found & _of_another(index, row, owner)
    alone = ~found & ~outside & (owner != 0)
    kept = np.column_stack([column[outside] for column in (owner, members.photo, members.hash_high, members.hash_low)])
    return Joined(once(row[found].astype(np.uint32)), kept, once(owner[alone]))


def _photos_alone(index: Index, photo: Numbers) -> Joined:
    """The same for a list of nothing but photos: of millions, so nothing is done that it does not need."""
    photo = once(photo)
    photo = photo[photo.searchsorted(np.uint64(1)) :]
    limit = int(photo.searchsorted(np.uint64(LARGEST_PHOTO), "right"))
    left, rows = np.ones(len(photo), np.bool_), [np.empty(0, np.uint32)]
    for at, found in index.ids.many(photo[:limit]):
        left[at] = False
        rows.append(found.astype(np.uint32))
    outside = np.zeros((int(left.sum()), 4), np.uint64)
    outside[:, 1] = photo[left]
    return Joined(once(np.concatenate(rows)), outside, NOBODY.owners)


def together(parts: Sequence[Joined]) -> Joined:
    """What several lists say about one column."""
    rows, outside, owners = (
        np.concatenate([getattr(NOBODY, name), *(getattr(part, name) for part in parts)])
        for name in ("rows", "outside", "owners")
    )
    return Joined(once(rows), outside, once(owners))


def _by_photo(index: Index, photo: Numbers) -> Places:
    """The row of each photo; -1 for one that is none. Of rows with one id any will do, as they are one photo."""
    if len(photo) and not (photo[1:] >= photo[:-1]).all():
        order = np.argsort(photo)
        row = np.empty(len(photo), np.int64)
        row[order] = _by_photo(index, photo[order])
        return row
    first = int(photo.searchsorted(np.uint64(1)))
    last = int(photo.searchsorted(np.uint64(LARGEST_PHOTO), "right"))
    row = np.full(len(photo), -1, np.int64)
    for at, found in index.ids.many(photo[first:last]):
        row[first + at] = found
    return row


def _of_another(index: Index, row: Places, owner: Numbers) -> Flags:
    """Whether a member's list names an owner, and it is not the row's."""
    named = owner != 0
    other = np.zeros(len(row), np.bool_)
    other[named] = index.owners_of(np.maximum(row[named], 0)) != owner[named]
    return other
