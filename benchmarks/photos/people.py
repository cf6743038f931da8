"""Invented owners: how many photos each of them has, and what they are called. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos.chance import Numbers
from lineage.photos.columns.numbers import nsid

_EACH = 172
"""Photos of an owner on average, as in YFCC100M."""
_SPREAD = 1.6
"""Of the logarithm of their number. Of 100 million photos 2,300 owners have 1,500 to 1,800, and the largest 100,000."""


@dataclass(frozen=True, eq=False)
class People:
    """Owners in one order: the photos of the n-th are those with numbers from ends[n - 1] to ends[n]."""

    ends: NDArray[np.int64]
    names: list[str]

    def owners(self, photos: Numbers) -> NDArray[np.int64]:
        """The owner of each photo, as a place in `names`."""
        return np.searchsorted(self.ends, photos.astype(np.int64), side="right")

    def some(self, share: float, seed: int) -> NDArray[np.bool_]:
        """Owners in no order until they have this share of all photos, or just less: a flag for each."""
        order = np.random.default_rng(seed).permutation(len(self.ends))
        photos = np.diff(self.ends, prepend=0)[order]
        chosen = np.zeros(len(order), bool)
        chosen[order[np.cumsum(photos) <= share * self.ends[-1]]] = True
        return chosen


@cache
def people(photos: int, seed: int) -> People:
    """Owners for so many photos."""
    draw = np.random.default_rng(seed)
    count = max(photos // _EACH, 1)
    weights = np.cumsum(draw.lognormal(0, _SPREAD, count))
    digits = draw.integers(8, 12, count + count // 10 + 20)
    numbers = draw.integers(10 ** (digits - 1), 10**digits) * 100 + draw.integers(90, 100, len(digits))
    chosen = draw.permutation(np.unique(numbers))[:count]
    return People(np.rint(weights / weights[-1] * photos).astype(np.int64), [nsid(n) for n in chosen.tolist()])
