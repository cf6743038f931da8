"""Photo stores of invented photos: built as a person would build them, from a file and lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lineage.photos.lists.form import form
from lineage.photos.lists.read import read
from lineage.photos.membership.add import add_lists, take_in
from lineage.photos.owners import Clear, Owners
from lineage.photos.renew import Source, renew
from lineage.photos.serving.manifest import Column, ListNote
from lineage.photos.store import PhotoStore
from tests.conftest import NOON

SCHEMA = pa.schema(
    {
        "photoid": pa.int64(), "uid": pa.string(), "hash": pa.string(), "serverid": pa.int32(), "farmid": pa.int32(),
        "secret": pa.string(), "ext": pa.string(), "marker": pa.int8(),
    }
)  # fmt: skip


def row(photo: int, nsid: str, **more: object) -> dict[str, object]:
    """A photo as its collection has it; the hash is left to be computed."""
    some = {"serverid": 7000 + photo % 90, "farmid": 8, "secret": f"{photo * 7919 % 2**40:010x}", "ext": "jpg"}
    return {"photoid": photo, "uid": nsid, "hash": None, **some, "marker": 0, **more}


def renewed(folder: Path, rows: Iterable[dict[str, object]], seal: Owners | None = None) -> PhotoStore:
    """A store with an index of these rows, joined with the lists it had."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(rows), schema=SCHEMA), folder / "metadata.parquet")
    return rebuilt(folder / "store", [folder / "metadata.parquet"], seal)


def rebuilt(folder: Path, files: Sequence[Path], seal: Owners | None = None) -> PhotoStore:
    """A store with an index of these files."""
    store = PhotoStore(folder, seal or Clear())
    with store.alone():
        renew(store, Source("yfcc100m", files, (), True), workers=1, told=lambda step, done, of: None)
    return store


def added(store: PhotoStore, column: Column, lines: str, layout: str) -> None:
    """Add a list, by the form it has."""
    path = store.folder / "list"
    path.write_text(lines)
    checksum = hashlib.sha256(lines.encode()).hexdigest()
    with store.alone():
        counted = take_in(store, column, checksum, read(path, form(layout)), store.folder / "aside" / "list")
        note = ListNote(
            name="list", sha256=checksum, size=len(lines), form=layout, source="", added=NOON,
            members=counted.members, others=counted.others,
        )  # fmt: skip
        index = store.open()
        add_lists(store, index, column, [note])
        index.close()
