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

    A photo that stands there with several owners is a member with each. One whose list names yet another owner is kept
    as named too: nobody's membership is lost.
    """
    owner = members.owner
    if not any(column.max(initial=0) for column in (owner, members.hash_high, members.hash_low)):
        return _photos_alone(index, members.photo)
    place, row = _by_photo(index, members.photo)
    found = _marked(place, len(members))
    hashed = (members.hash_high | members.hash_low) != 0
    left = np.flatnonzero(~found & hashed)
    if len(left):
        of_left, more = rows_by_hash(index, members.where(left))
        place, row = np.concatenate((place, left[of_left])), np.concatenate((row, more))
        found = _marked(place, len(members))
    outside = ~found & ((members.photo != 0) | hashed)
    if owner.any():
        theirs = _marked(place[index.owners_of(row) == owner[place]], len(members))
        outside |= found & ~theirs & (owner != 0)
    alone = ~found & ~outside & (owner != 0)
    kept = np.column_stack([column[outside] for column in (owner, members.photo, members.hash_high, members.hash_low)])
    return Joined(once(row.astype(np.uint32)), kept, once(owner[alone]))


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


def _by_photo(index: Index, photo: Numbers) -> tuple[Places, Places]:
    """Places of photos that are rows, and the row of each; a photo with several rows comes several times."""
    if not (photo[1:] >= photo[:-1]).all():
        order = np.argsort(photo)
        place, row = _by_photo(index, photo[order])
        return order[place], row
    first = int(photo.searchsorted(np.uint64(1)))
    last = int(photo.searchsorted(np.uint64(LARGEST_PHOTO), "right"))
    places, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for at, found in index.ids.many(photo[first:last]):
        places.append(first + at)
        rows.append(found)
    return np.concatenate(places), np.concatenate(rows)


def _marked(places: Places, count: int) -> Flags:
    """Flags that are set at these places."""
    flags = np.zeros(count, np.bool_)
    flags[places] = True
    return flags
