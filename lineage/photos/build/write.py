"""The serving files of all rows: the rows themselves, and which row has which id and which hash."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lineage.files import write_atomically
from lineage.photos.build.sort import Sorted, saved
from lineage.photos.columns.text import Numbers
from lineage.photos.rows import ROW_BITS, photo_ids
from lineage.photos.serving.arrays import packed
from lineage.photos.serving.blocks import BLOCK, Writer
from lineage.photos.serving.keys import KEY_BYTES

AT_ONCE: Final = 120_000_000
"""Keys that are sorted at once: 960 MB."""
_BLOCKS: Final = 1 << 20
_BITS: Final = np.uint64(ROW_BITS)


@dataclass(frozen=True)
class Written:
    """What the serving files of an index hold."""

    rows: int
    owners: int
    twice: int
    shared: int
    """Photos that stand there with more than one owner."""
    hashes: int
    sizes: dict[str, int]
    """Bytes of each file."""


def write(parts: Sequence[Path], folder: Path, step: Callable[[str], None]) -> Written:
    """Write the files of sorted buckets; `step` is told what is being done."""
    arrays: dict[str, NDArray[Any]] = {}
    step("writing rows")
    with Writer(folder / "rows", "rows") as rows:
        owners, starts, other, total, twice = [], [], [np.empty((0, 3), np.uint64)], 0, 0
        names, people = [np.empty(0, np.uint64)], 0
        for part in map(saved, parts):
            rows.write(np.ascontiguousarray(part.rows).data.cast("B") if len(part.rows) else b"")
            owners.append(part.owners)
            number = np.arange(people, people + len(part.names), dtype=np.uint64)
            names.append(((part.names >> _BITS << _BITS) | number)[part.names != 0])
            people += len(part.owners)
            starts.append(part.starts + total)
            other.append(part.other + np.array([total, 0, 0], np.uint64))
            total, twice = total + len(part.rows), twice + part.twice
    arrays["rows.sums"] = rows.sums
    arrays["owners"] = np.concatenate(owners)
    arrays["starts"] = np.append(np.concatenate(starts), total).astype("<u4")
    arrays["other"] = np.concatenate(other).ravel()
    step("sorting photo ids")
    ids = sorted_keys(lambda: _ids(parts), folder / "ids", total)
    step("sorting hashes")
    hashes = sorted_keys(lambda: _hashes(parts), folder / "hashes", total)
    called = sorted_keys(lambda: iter(names), folder / "names", sum(map(len, names)))
    for name, keys in (("ids", ids), ("hashes", hashes), ("names", called)):
        arrays |= {f"{name}.sums": keys.sums, f"{name}.fences": keys.fences}
    head = packed(arrays)
    write_atomically(folder / "head", head)
    sizes = {"rows": rows.size, "ids": ids.size, "hashes": hashes.size, "names": called.size, "head": len(head)}
    return Written(total, len(arrays["owners"]), twice, ids.repeated, hashes.count, sizes)


@dataclass(frozen=True)
class KeysWritten:
    """A file of sorted keys."""

    sums: NDArray[np.uint32]
    fences: Numbers
    count: int
    repeated: int
    """Keys that follow an equal one."""
    size: int


def sorted_keys(read: Callable[[], Iterator[Numbers]], path: Path, most: int) -> KeysWritten:
    """Sort numbers into a file, so many at once as fit into memory; `read` gives them, `most` at most."""
    fences, count, repeated = [np.empty(0, np.uint64)], 0, 0
    with Writer(path, path.name) as file:
        for numbers in _turns(read, most):
            numbers.sort()
            begin = -count % (BLOCK // KEY_BYTES)
            fences.append(numbers[begin :: BLOCK // KEY_BYTES].copy())
            count += len(numbers)
            for at in range(0, len(numbers), _BLOCKS):
                some = numbers[at : at + _BLOCKS + 1] >> _BITS
                repeated += int((some[1:] == some[:-1]).sum())
                file.write(numbers[at : at + _BLOCKS].data.cast("B"))
    return KeysWritten(file.sums, np.concatenate(fences), count, repeated, file.size)


def _turns(read: Callable[[], Iterator[Numbers]], most: int) -> Iterator[Numbers]:
    edges = [0, 1 << 64]
    if most > AT_ONCE:  # a first look says where to divide
        sample = np.sort(np.concatenate([numbers[::256] for numbers in read()]))
        turns = -(-most // (AT_ONCE // 2))
        fences = sample[len(sample) * np.arange(1, turns) // turns] if len(sample) else sample
        keys = np.unique(fences >> _BITS << _BITS)  # so that one key's rows stay together
        edges[1:1] = keys[keys > 0].tolist()
    for low, high in itertools.pairwise(edges):
        room, filled = np.empty(min(most, AT_ONCE), np.uint64), 0
        for numbers in read():
            if len(edges) > 2:
                numbers = numbers[(numbers >= np.uint64(low)) & (numbers <= np.uint64(high - 1))]
            room[filled : filled + len(numbers)] = numbers
            filled += len(numbers)
        yield room[:filled]


def _ids(parts: Sequence[Path]) -> Iterator[Numbers]:
    for first, part in _numbered(parts):
        yield (photo_ids(part.rows) << _BITS) | (np.arange(len(part.rows), dtype=np.uint64) + np.uint64(first))


def _hashes(parts: Sequence[Path]) -> Iterator[Numbers]:
    for first, part in _numbered(parts):
        number = np.arange(len(part.rows), dtype=np.uint64) + np.uint64(first)
        yield ((part.high >> _BITS << _BITS) | number)[part.hashed]


def _numbered(parts: Sequence[Path]) -> Iterator[tuple[int, Sorted]]:
    first = 0
    for part in map(saved, parts):
        yield first, part
        first += len(part.rows)
