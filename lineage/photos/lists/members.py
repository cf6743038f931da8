"""What the places of a list name: photos, owners and hashes as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lineage.photos.columns.numbers import owner_number
from lineage.photos.columns.text import Flags, Numbers, Places
from lineage.photos.identity.identity import Identity

_LOWER_HALF = (1 << 64) - 1
WHOLE = 32
"""Digits of a hash that lost none."""


@dataclass(frozen=True)
class Members:
    """What places of a list name, one member each; 0 where a place doesn't name it."""

    photo: Numbers
    """Flickr's id of the photo."""
    owner: Numbers
    """The owner's NSID as `columns.numbers.owner_number` has it."""
    hash_high: Numbers
    """Upper half of the hash as it was published, read as a number of up to 128 bits."""
    hash_low: Numbers
    """Its lower half."""
    short: Flags
    """The hash was published with fewer than 32 digits: the others were zeros, before the whole or in it."""

    def __len__(self) -> int:
        return len(self.photo)

    @property
    def named(self) -> Flags:
        """Whether a place names anything."""
        named: Flags = (self.photo | self.owner | self.hash_high | self.hash_low).astype(np.bool_)
        return named

    @property
    def numbers(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """All its columns but the flags."""
        return self.photo, self.owner, self.hash_high, self.hash_low

    def where(self, rows: Flags | Places | slice) -> Members:
        """Some of its places."""
        numbers = (self.photo[rows], self.owner[rows], self.hash_high[rows], self.hash_low[rows])
        return Members(*numbers, self.short[rows])

    def put(self, rows: Flags | Places, others: Members) -> None:
        """Set what some places name."""
        for part, other in zip(self.numbers, others.numbers, strict=True):
            part[rows] = other
        self.short[rows] = others.short


def nobody(count: int) -> Members:
    """So many places that name nothing yet."""
    photo, owner, high, low = (np.zeros(count, np.uint64) for _ in range(4))
    return Members(photo, owner, high, low, np.zeros(count, np.bool_))


def filled(
    count: int, *, photo: Numbers | None = None, owner: Numbers | None = None, hash_high: Numbers | None = None,
    hash_low: Numbers | None = None, short: Flags | None = None,
) -> Members:  # fmt: skip
    """Members of some columns, to read only: those that are left out name nothing, and take no memory."""
    nothing, no = np.broadcast_to(np.uint64(0), count), np.broadcast_to(np.bool_(False), count)
    photo, owner, hash_high, hash_low = (nothing if one is None else one for one in (photo, owner, hash_high, hash_low))
    return Members(photo, owner, hash_high, hash_low, no if short is None else short)


def lean(members: Members) -> Members:
    """The same to read only: of a list of millions that names photos alone, nothing else takes memory."""
    photo, owner, high, low = (column if column.any() else None for column in members.numbers)
    short = members.short if members.short.any() else None
    return filled(len(members), photo=photo, owner=owner, hash_high=high, hash_low=low, short=short)


def joined(parts: Sequence[Members]) -> Members:
    """The places of several, one after the other."""
    if len(parts) < 2:
        return parts[0] if parts else nobody(0)
    photo, owner, high, low = (np.concatenate(same) for same in zip(*(one.numbers for one in parts), strict=True))
    return Members(photo, owner, high, low, np.concatenate([one.short for one in parts]))


def members(identities: Sequence[Identity | None]) -> Members:
    """What identities name as numbers; an alias is no number and stays behind."""
    found = nobody(len(identities))
    for at, one in enumerate(identities):
        if one:
            found.photo[at] = one.photo or 0
            found.owner[at] = owner_number(one.nsid) if one.nsid else 0
            value = int(one.md5, 16) if one.md5 else 0
            found.hash_high[at], found.hash_low[at] = value >> 64, value & _LOWER_HALF
    return found


def merged(first: Members, second: Members) -> tuple[Members, Flags]:
    """What two cells of each row name together, and where they name different things, which is nothing then."""
    differ = np.zeros(len(first), np.bool_)
    for one, other in ((first.photo, second.photo), (first.owner, second.owner)):
        if one.any() and other.any():
            differ |= (one != 0) & (other != 0) & (one != other)
    hashed = ((first.hash_high | first.hash_low) != 0) & ((second.hash_high | second.hash_low) != 0)
    differ |= hashed & ((first.hash_high != second.hash_high) | (first.hash_low != second.hash_low))
    photo, owner, high, low = (one | other for one, other in zip(first.numbers, second.numbers, strict=True))
    both = Members(photo, owner, high, low, first.short | second.short)
    both.put(differ, nobody(int(differ.sum())))
    return both, differ
