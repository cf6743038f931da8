"""Owners as numbers: in clear, or sealed with a key for a team that may not hold the list of them. Needs numpy."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

import numpy as np

from lineage.photos.columns.numbers import nsid, owner_number
from lineage.photos.columns.text import Numbers


@dataclass(frozen=True)
class Clear:
    """An owner's number is the NSID's digits."""

    key_id: None = None

    def one(self, who: str) -> int:
        """The number of an NSID."""
        return owner_number(who)

    def many(self, numbers: Numbers) -> Numbers:
        """The numbers by which owners stand in the index."""
        return numbers

    def name(self, number: int) -> str | None:
        """The NSID of an owner in the index."""
        return nsid(number)


@dataclass(frozen=True)
class Sealed:
    """An owner's number is the first half of HMAC-SHA-256 over the NSID.

    Flickr's IDs can be counted through, so a hash without a key would hide nothing (RFC 2104 is the method).
    """

    key: bytes = field(repr=False)
    _known: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def key_id(self) -> str:
        """Tells which key an index was made with, and nothing else about it."""
        return hmac.new(self.key, b"key id", hashlib.sha256).hexdigest()[:16]

    def one(self, who: str) -> int:
        """The number of an NSID."""
        owner_number(who)  # raises ValueError for another text
        return int.from_bytes(hmac.digest(self.key, who.encode(), "sha256")[:8], "big") or 1

    def many(self, numbers: Numbers) -> Numbers:
        """The numbers by which owners stand in the index; 0, nobody, stays 0."""
        once, back = np.unique(numbers, return_inverse=True)
        known = self._known
        for number in once.tolist():
            if number not in known:
                known[number] = self.one(nsid(number)) if number else 0
        return np.array([known[number] for number in once.tolist()], np.uint64)[back]

    def name(self, number: int) -> None:
        """Nobody can tell; that is the purpose."""


Owners = Clear | Sealed
