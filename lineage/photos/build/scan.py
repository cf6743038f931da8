"""Scanning: a piece of a source becomes parts on the disk, and goes on behind the last one after an interruption."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np

from lineage.errors import BadInput
from lineage.files import explained
from lineage.photos.build import parquet, sqlite, tsv
from lineage.photos.build.raw import normalised
from lineage.photos.build.source import Batches, Piece, Scanned
from lineage.photos.build.spill import Part, PartWriter, sealed
from lineage.photos.columns.text import Numbers
from lineage.photos.owners import Owners

PART: Final = 2_000_000
"""Rows after which a part is sealed: what a killed scan has to do again, at most."""
_CELLS = "the line has another number of columns than the file"
_READ: Final[dict[str, Batches]] = {"tsv": tsv.batches, "parquet": parquet.batches, "sqlite": sqlite.batches}


def pieces(path: Path) -> list[Piece]:
    """What a file is, by how it begins, and into which pieces it is divided. Raises BadInput."""
    with explained("read", path):
        try:
            with path.open("rb") as file:
                begin = file.read(16)
        except (FileNotFoundError, IsADirectoryError):
            raise BadInput(f"{path} is no file; give the metadata file or its parts.") from None
    if begin.startswith(b"PAR1"):
        return parquet.pieces(path)
    if begin == sqlite.MAGIC:
        return sqlite.pieces(path)
    return tsv.pieces(path)


def sample(piece: Piece, seal: Owners) -> Numbers:
    """The owners of the first rows of a piece."""
    first = next(_READ[piece.format](piece, piece.begin), None)
    return normalised(first.raw, seal).owner if first else np.empty(0, np.uint64)


def scan(piece: Piece, name: Path, fences: Numbers, seal: Owners) -> list[Part]:
    """All parts of a piece, scanned as far as they were not yet. `name` is where they lie, but for their number."""
    with _alone(name):
        done = list(parts(name))
        if name.with_suffix(".done").exists():
            return [part for _, part in done]
        begin = done[-1][1].behind if done else piece.begin
        batches = _READ[piece.format](piece, begin)
        found = [part for _, part in done]
        for scanned in batches:
            found.append(_part(part_path(name, len(found)), scanned, batches, fences, seal))
        with explained("write", name):
            name.with_suffix(".done").touch()
        return found


def parts(name: Path) -> Iterator[tuple[Path, Part]]:
    """The sealed parts of a piece."""
    number = 0
    while part := sealed(part_path(name, number)):
        yield part_path(name, number), part
        number += 1


def part_path(name: Path, number: int) -> Path:
    """Where a part lies."""
    return name.with_name(f"{name.name}-{number:05}.part")


def _part(path: Path, first: Scanned, more: Iterator[Scanned], fences: Numbers, seal: Owners) -> Part:
    writer = PartWriter(path, fences)
    scanned: Scanned | None = first
    try:
        while scanned:
            batch = normalised(scanned.raw, seal)
            writer.add(batch)
            hidden = seal.key_id is not None
            for why, rows in batch.bad.items():
                for row in rows.tolist():
                    writer.put_aside(scanned.number(row), why, b"" if hidden else scanned.text(row))
            for line, text in scanned.others:
                writer.put_aside(line, _CELLS, b"" if hidden else text)
            behind, lines = scanned.behind, scanned.lines
            full = writer.part.rows >= PART and scanned.resumable
            scanned = None if full else next(more, None)
        return writer.seal(behind, lines)
    except BaseException:
        writer.drop()
        raise


@contextmanager
def _alone(name: Path) -> Iterator[None]:
    """Wait until no process of an earlier try is at this piece."""
    with explained("write", name):
        name.parent.mkdir(parents=True, exist_ok=True)
        file = name.with_suffix(".lock").open("w")
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
