"""Scanned rows, put aside by owner: each part of a source is one file, ordered by buckets of owners.

A part is sealed by its description, written last; without it there is no part. A killed scan goes on behind the last.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from lineage.errors import IndexUnusable
from lineage.files import explained, write_atomically
from lineage.photos.build.raw import Batch
from lineage.photos.columns.text import Flags, Numbers
from lineage.photos.rows import OTHER_HASH

_WIDTH: Final = 5
"""Numbers of a row: owner, the two of the row itself, the two halves of its hash; then the owner's name, if known."""

Table = Numbers
"""Shape (n, 5), or (n, 6) with names."""


@dataclass(frozen=True)
class Segment:
    """Rows of one batch: where they lie, and how many are in each bucket."""

    begin: int
    counts: tuple[int, ...]
    crc: tuple[int, ...]


@dataclass
class Part:
    """What a part of a source gave."""

    behind: int = 0
    """Where the source goes on."""
    lines: int = 0
    """Lines, or rows, of the source up to there."""
    rows: int = 0
    width: int = _WIDTH
    """Numbers of each row."""
    bad: dict[str, int] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)


class PartWriter:
    """Writes one part; `fences` are the first owner of each bucket but the first."""

    def __init__(self, path: Path, fences: Numbers) -> None:
        """Begin it, over one that was not sealed."""
        self._path, self._fences, self.part = path, fences, Part()
        with explained("write", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.with_suffix(".rows").open("wb", buffering=0)
            self._aside = path.with_suffix(".bad").open("wb")

    def add(self, batch: Batch) -> None:
        """Append a batch's rows, ordered by bucket."""
        bucket = self._fences.searchsorted(batch.owner, "right").astype(np.uint8)
        order = np.argsort(bucket, kind="stable")
        columns = [batch.owner, batch.rows[:, 0], batch.rows[:, 1], batch.high, batch.low]
        if batch.names is not None:
            columns.append(batch.names)
        self.part.width = len(columns)
        table = np.empty((len(batch.owner), len(columns)), np.uint64)
        for at, column in enumerate(columns):
            table[:, at] = column[order]
        counts = np.bincount(bucket, minlength=len(self._fences) + 1)
        ends = np.cumsum(counts)
        crc = [zlib.crc32(table[end - count : end].data) for end, count in zip(ends, counts, strict=True)]
        with explained("write", self._path):
            begin = self._file.tell()
            view = table.reshape(-1).view(np.uint8).data
            while view:
                view = view[self._file.write(view) :]
        self.part.segments.append(Segment(begin, tuple(counts.tolist()), tuple(crc)))
        self.part.rows += len(table)

    def put_aside(self, line: int, why: str, text: bytes) -> None:
        """Keep a bad line, with its number and what is wrong with it."""
        self.part.bad[why] = self.part.bad.get(why, 0) + 1
        with explained("write", self._path):
            self._aside.write(b"%d\t%s\t%s\n" % (line, why.encode(), text.replace(b"\n", b" ")[:1000]))

    def seal(self, behind: int, lines: int) -> Part:
        """End the part; from now on it counts."""
        self.part.behind, self.part.lines = behind, lines
        with explained("write", self._path):
            self._file.close()
            self._aside.close()
        write_atomically(self._path.with_suffix(".json"), json.dumps(asdict(self.part)).encode())
        return self.part

    def drop(self) -> None:
        """Leave it unsealed."""
        for file in (self._file, self._aside):
            with suppress(OSError):  # what it still wanted to write is not wanted
                file.close()


def sealed(path: Path) -> Part | None:
    """The description of a part; None if it was not sealed."""
    description = path.with_suffix(".json")
    if not description.exists():
        return None
    said = json.loads(description.read_bytes())
    said["segments"] = [Segment(one["begin"], tuple(one["counts"]), tuple(one["crc"])) for one in said["segments"]]
    return Part(**said)


def bucket(parts: Sequence[tuple[Path, Part]], number: int) -> Iterator[Table]:
    """The rows of one bucket of all parts, piece by piece. Raises IndexUnusable if one is not what was written."""
    width = max((part.width for _, part in parts), default=_WIDTH)
    for path, part in parts:
        with explained("read", path), path.with_suffix(".rows").open("rb") as file:
            for segment in part.segments:
                before = sum(segment.counts[:number])
                file.seek(segment.begin + before * part.width * 8)
                table = np.fromfile(file, np.uint64, segment.counts[number] * part.width)
                if zlib.crc32(table.data) != segment.crc[number]:
                    raise IndexUnusable(f"{path.parent} was damaged on the disk; remove it, then build again.")
                if len(table):
                    table = table.reshape(-1, part.width)
                    yield table if part.width == width else np.pad(table, ((0, 0), (0, width - part.width)))


def has_other_hash(table: Table) -> Flags:
    """Which rows have a hash that is not that of their address."""
    other: Flags = (table[:, 1] & np.uint64(OTHER_HASH << 56)) != 0
    return other
