"""Invented lines in every form in which YFCC100M is passed around."""

from __future__ import annotations

import bz2
import gzip
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lineage.photos.build.build import Built
from lineage.photos.owners import Clear, Owners
from lineage.photos.renew import Source, renew
from lineage.photos.store import PhotoStore
from tests.photos.build.model import Line

COLUMNS = [
    "photoid", "uid", "unickname", "datetaken", "dateuploaded", "capturedevice", "title", "description", "usertags",
    "machinetags", "longitude", "latitude", "accuracy", "pageurl", "downloadurl", "licensename", "licenseurl",
    "serverid", "farmid", "secret", "secretoriginal", "ext", "marker",
]  # fmt: skip
"""Of the first edition; the second one has the line's number and the photo's hash beside."""

Maker = Callable[[Path, Sequence[Line]], list[Path]]


def cells(line: Line) -> dict[str, str]:
    """A line of the first edition."""
    some = {
        "photoid": line.photo,
        "uid": line.owner,
        "unickname": "some+body",
        "title": "A+gull",
        "downloadurl": line.url,
    }
    rest = {"serverid": line.server, "farmid": line.farm, "secret": line.secret, "ext": line.ending}
    return {**dict.fromkeys(COLUMNS, ""), **some, **rest, "marker": line.marker, "secretoriginal": "9a8b7c6d5e"}


def first_edition(lines: Sequence[Line]) -> bytes:
    """23 columns."""
    return "".join("\t".join(cells(line).values()) + "\n" for line in lines).encode()


def second_edition(lines: Sequence[Line]) -> bytes:
    """25 columns."""
    return "".join(
        "\t".join([str(number), line.photo, line.md5, *list(cells(line).values())[1:]]) + "\n"
        for number, line in enumerate(lines)
    ).encode()


def zstd(content: bytes) -> bytes:
    """Packed by zstd."""
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(content)
    return out.getvalue().to_pybytes()


def _text(suffix: str, packed: Callable[[bytes], bytes]) -> Maker:
    def make(folder: Path, lines: Sequence[Line]) -> list[Path]:
        path = folder / f"yfcc100m_dataset{suffix}"
        path.write_bytes(packed(second_edition(lines)))
        return [path]

    return make


def _halves(folder: Path, lines: Sequence[Line]) -> list[Path]:
    middle = len(lines) // 2
    one, other = folder / "dataset-0", folder / "dataset-1.bz2"
    one.write_bytes(second_edition(lines[:middle]))
    other.write_bytes(bz2.compress(second_edition(lines[middle:])))
    return [one, other]


def _sqlite(folder: Path, lines: Sequence[Line]) -> list[Path]:
    path = folder / "yfcc100m_dataset.sql"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE yfcc100m_dataset ({', '.join([*COLUMNS, 'hash'])})")
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        rows = [[*cells(line).values(), line.md5 or None] for line in lines]
        database.executemany(f"INSERT INTO yfcc100m_dataset VALUES ({marks})", rows)
        database.commit()
    return [path]


def _parquet(make: Callable[[Sequence[Line]], dict[str, pa.Array]]) -> Maker:
    def maker(folder: Path, lines: Sequence[Line]) -> list[Path]:
        path = folder / "yfcc100m.parquet"
        pq.write_table(pa.table(make(lines)), path, row_group_size=max(len(lines) // 3, 1))
        return [path]

    return maker


def as_text(lines: Sequence[Line]) -> dict[str, pa.Array]:
    """All columns as text, empty ones missing."""
    columns = {name: [cells(line)[name] or None for line in lines] for name in COLUMNS}
    return {name: pa.array(column, pa.string()) for name, column in columns.items()} | {
        "hash": pa.array([line.md5 or None for line in lines], pa.string())
    }


def as_numbers(lines: Sequence[Line]) -> dict[str, pa.Array]:
    """What are numbers as numbers, missing where they are none."""
    numbers = {"photoid": pa.int64(), "serverid": pa.int32(), "farmid": pa.int16(), "marker": pa.int8()}
    return as_text(lines) | {
        name: pa.array([_number(cells(line)[name], kind) for line in lines], kind) for name, kind in numbers.items()
    }


def _number(text: str, kind: pa.DataType) -> int | None:
    return int(text) if text.lstrip("-").isdigit() and int(text) < 1 << kind.bit_width - 1 else None


FORMS: dict[str, Maker] = {
    "tsv": _text("", bytes),
    "without the last line's end": _text("", lambda content: content[:-1]),
    "lines of Windows": _text("", lambda content: content.replace(b"\n", b"\r\n")),
    "gz": _text(".gz", gzip.compress),
    "bz2": _text(".bz2", bz2.compress),
    "zst": _text(".zst", zstd),
    "gz of two": _text(".gz", lambda content: gzip.compress(content[:99]) + gzip.compress(content[99:])),
    "halves": _halves,
    "sqlite": _sqlite,
    "parquet, text": _parquet(as_text),
    "parquet, numbers": _parquet(as_numbers),
    "parquet, dictionaries": _parquet(lambda lines: {n: c.dictionary_encode() for n, c in as_text(lines).items()}),
    "parquet, large text": _parquet(
        lambda lines: {name: column.cast(pa.large_string()) for name, column in as_text(lines).items()}
    ),
}


def renewed_from(folder: Path, files: Sequence[Path], seal: Owners | None = None) -> tuple[PhotoStore, Built]:
    """A store with an index of these files, and what became of their lines."""
    store = PhotoStore(folder, seal or Clear())
    with store.alone():
        source = Source("yfcc100m", files, (), True)
        _, built = renew(store, source, workers=1, told=lambda step, done, of: None)
    return store, built
