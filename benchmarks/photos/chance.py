"""Chance without memory: what is drawn for a place depends on the place and on the purpose alone. Pure.

So any process can make any rows, in any order, and they are always the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
_U = np.uint64
_GOLDEN = 0x9E3779B97F4A7C15
_ALL = 2**64


def drawn(places: Numbers, purpose: int) -> Numbers:
    """64 random bits for each place: SplitMix64, whose k-th number is known without those before it."""
    found = places * _U(_GOLDEN)
    found += _U(purpose * 0xD1342543DE82EF95 % _ALL)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found ^= found >> _U(shift)
        found *= _U(factor)
    found ^= found >> _U(31)
    return found


def shuffled(places: Numbers, size: int, purpose: int) -> Numbers:
    """Each place's new place when 0 … size - 1 are shuffled: no two alike, and none of them kept in memory.

    The shuffle is one of the next power of two; who lands outside is shuffled again until inside.
    """
    bits = max((size - 1).bit_length(), 2)
    keys = [int(key) | 1 for key in drawn(np.arange(4, dtype=_U), purpose)]
    found = _stirred(places, bits, keys)
    outside = np.flatnonzero(found >= _U(size))
    while outside.size:
        found[outside] = _stirred(found[outside], bits, keys)
        outside = outside[found[outside] >= _U(size)]
    return found


def _stirred(places: Numbers, bits: int, keys: list[int]) -> Numbers:
    """Times an odd number, and the upper bits into the lower ones: neither step makes two numbers one."""
    inside = _U(2**bits - 1)
    found = places.copy()
    for key in keys:
        found *= _U(key)
        found += _U(key >> 32)
        found &= inside
        found ^= found >> _U((bits + 1) // 2)
    return found
