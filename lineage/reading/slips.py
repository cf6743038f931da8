"""Slips of the pen: how a known name is mistyped and still means the same thing, "Dievrsity in Faces", "MeatShift".

Two neighbours change places; in a long name a letter is lost, or doubled (of the four single errors of Damerau 1964
those that hardly ever make another name). Digits are left alone: YFCC15M is not YFCC51M.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_GENERAL = re.compile(r"(?:data(?:sets?|bases?)|corpus|captions?)\Z")
"""What many names end with: the SIAT database is not the SIMAT database."""
_SHORTEST, _LONG = 7, 12
"""Letters from which on a name is told from all others by most of them; and by all but one."""


def slips(key: str) -> Iterator[str]:
    """The keys (see `references.name_key`) that a hasty hand makes of one."""
    own = len(_GENERAL.sub("", key))
    if own < _SHORTEST:
        return
    for at, (one, other) in enumerate(pairwise(key)):
        if one != other and not (one.isdigit() and other.isdigit()):
            yield key[:at] + other + one + key[at + 2 :]
    if own >= _LONG:
        for at, letter in enumerate(key):
            if letter.isalpha():
                yield key[:at] + key[at + 1 :]
                yield key[:at] + letter + key[at:]
