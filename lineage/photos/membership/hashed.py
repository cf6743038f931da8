"""Rows by the hashes of a list, zeros lost or not: candidates by 37 bits, then each one's own hash compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np

from lineage.photos.columns.text import Numbers, Places
from lineage.photos.hashes import published_forms
from lineage.photos.index import Index
from lineage.photos.lists.members import Members
from lineage.photos.rows import ROW_BITS

_FIRST_BYTES: Final = 5
"""Bytes of a hash that a key has some of: its upper 37 bits."""
_BITS: Final = np.uint64(ROW_BITS)


def rows_by_hash(index: Index, members: Members) -> tuple[Places, Places]:
    """Places of members whose hash is a row's, and the row of each; a hash of several rows comes several times."""
    whole, short = np.flatnonzero(~members.short), np.flatnonzero(members.short)
    found = list(_matches(index, members, whole, members.hash_high[whole] >> _BITS))
    if len(short):
        text = [f"{high << 64 | low:x}" for high, low in zip(
            members.hash_high[short].tolist(), members.hash_low[short].tolist(), strict=True
        )]  # fmt: skip
        pairs = [(at, key) for at, digits in zip(short.tolist(), text, strict=True) for key in beginnings(digits)]
        at, keys = np.array(pairs, np.int64).reshape(-1, 2).T
        found += _matches(index, members, at, keys.astype(np.uint64))
    nothing = np.empty(0, np.int64)
    places, rows = zip((nothing, nothing), *found, strict=True)
    return np.concatenate(places), np.concatenate(rows)


def beginnings(published: str) -> set[int]:
    """The upper 37 bits of every hash that a list may write so: zeros lost before bytes, or before the whole."""
    found = {int(published, 16) >> 64 + ROW_BITS}
    for lost in product((1, 2), repeat=_FIRST_BYTES):
        head, rest, at = 0, len(published) - sum(lost), 0
        for digits in lost:
            head = head << 8 | int(published[at : at + digits] or "0", 16)
            at += digits
        if 16 - _FIRST_BYTES <= rest <= 2 * (16 - _FIRST_BYTES):
            found.add(head >> 3)
    return found


def _matches(index: Index, members: Members, at: Places, keys: Numbers) -> Iterator[tuple[Places, Places]]:
    """Members, and rows whose own hash theirs is, among the candidates by `keys` of the members `at`."""
    order = np.argsort(keys)
    for place, candidate in index.hashes.many(keys[order]):
        by_row = np.argsort(candidate)
        member, candidate = at[order[place]][by_row], candidate[by_row]
        high, low = index.hashes_of(candidate)
        same = (members.hash_high[member] == high) & (members.hash_low[member] == low) & ~members.short[member]
        for one in np.flatnonzero(members.short[member]):
            said = int(members.hash_high[member[one]]) << 64 | int(members.hash_low[member[one]])
            forms = published_forms(f"{int(high[one]):016x}{int(low[one]):016x}")
            same[one] = said in {int(form, 16) for form in forms}
        yield member[same], candidate[same]
