"""Sorted keys: which row has a photo's id, or a hash. One block of the file is read for one key.

A key is the upper bits of a 64-bit number, the row it leads to the lower ones: `id << ROW_BITS | row`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

import numpy as np

from lineage.photos.columns.text import Numbers, Places
from lineage.photos.rows import ROW_BITS
from lineage.photos.serving.blocks import BLOCK, Blocks

KEY_BYTES: Final = 8
_PER_BLOCK: Final = BLOCK // KEY_BYTES
_RUN: Final = 256
"""Blocks read at once for many keys: a megabyte."""
_ALL: Final = 1 << 20


class Keys:
    """`fences` are the first number of every block; there are `count` numbers."""

    def __init__(self, blocks: Blocks, fences: Numbers, count: int) -> None:
        """Nothing is read yet."""
        self._blocks, self._fences, self._count = blocks, fences, count

    def rows(self, key: int) -> list[int]:
        """The rows with this key; a key that is too large for the file has none."""
        low = key << ROW_BITS
        high = low + (1 << ROW_BITS)
        if high > 1 << 64:
            return []
        first = max(int(self._fences.searchsorted(np.uint64(low), "right")) - 1, 0)
        last = int(self._fences.searchsorted(np.uint64(high - 1), "right"))
        if last <= first:
            return []
        content = self._blocks.read(first * BLOCK, min(last * BLOCK, self._count * KEY_BYTES))
        numbers = np.frombuffer(content, "<u8")
        begin, end = numbers.searchsorted(np.uint64(low)), numbers.searchsorted(np.uint64(high - 1), "right")
        return [number & (1 << ROW_BITS) - 1 for number in numbers[begin:end].tolist()]

    def many(self, keys: Numbers) -> Iterator[tuple[Places, Places]]:
        """For sorted keys: places in `keys`, and the row of each; a key with several rows comes several times."""
        if not self._count:
            return
        keys = keys[: keys.searchsorted(np.uint64((1 << 64 - ROW_BITS) - 1), "right")]
        starts = keys.searchsorted(self._fences[::_RUN] >> np.uint64(ROW_BITS))
        for begin, end in itertools.pairwise([0, *starts[1:].tolist(), len(keys)]):
            if begin < end:
                yield from self._within(self._between(keys[begin], keys[end - 1]), keys[begin:end], begin)

    def all(self) -> Iterator[Numbers]:
        """All numbers in order, some megabytes at a time."""
        for begin in range(0, self._count, _PER_BLOCK * _RUN):
            end = min(begin + _PER_BLOCK * _RUN, self._count)
            yield np.frombuffer(self._blocks.read(begin * KEY_BYTES, end * KEY_BYTES), "<u8")

    def _between(self, first: np.uint64, last: np.uint64) -> Numbers:
        """The numbers of the blocks in which keys from the first to the last may stand."""
        low, high = first << np.uint64(ROW_BITS), (last << np.uint64(ROW_BITS)) | np.uint64((1 << ROW_BITS) - 1)
        begin = max(int(self._fences.searchsorted(low, "right")) - 1, 0)
        end = max(int(self._fences.searchsorted(high, "right")), begin + 1)
        content = self._blocks.read(begin * BLOCK, min(end * BLOCK, self._count * KEY_BYTES))
        return np.frombuffer(content, "<u8")

    def _within(self, numbers: Numbers, keys: Numbers, offset: int) -> Iterator[tuple[Places, Places]]:
        have = numbers >> np.uint64(ROW_BITS)
        at = have.searchsorted(keys)
        left = np.arange(len(keys))
        while len(left):
            inside = at < len(have)
            at, left = at[inside], left[inside]
            same = have[at] == keys[left]
            at, left = at[same], left[same]
            yield left + offset, (numbers[at] & np.uint64((1 << ROW_BITS) - 1)).astype(np.int64)
            at = at + 1
