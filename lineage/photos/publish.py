"""Publishing an index: a folder of Parquet with a description of itself, whole or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types

from lineage.errors import BadInput
from lineage.files import explained, write_atomically
from lineage.photos.index import Index
from lineage.photos.publishing.members import paths, write_members
from lineage.photos.publishing.photos import owner_column, write_keys, write_photos
from lineage.photos.publishing.readme import readme
from lineage.photos.serving.manifest import Manifest
from lineage.s3.bucket import Bucket

DESCRIPTION: Final = "dataset.json"
"""Written last: a folder with it is whole."""
README: Final = "README.md"
FORMAT: Final = 1

Told = Callable[[str, int, int | None], None]
"""Progress: what is being done, how much of it is done, and of how much if that is known."""


def publish(
    index: Index, to: Path, *, hashes: bool = False, told: Told = lambda step, done, of: None
) -> dict[str, Any]:
    """Write a folder of tables, over one that was published before; what its description says is given back.

    `hashes` says whether rows can also be found by their hash. Raises BadInput for a folder that holds something else,
    ArchiveUnavailable where the disk fails.
    """
    if to.exists() and not (to / DESCRIPTION).is_file() and not (to.is_dir() and not any(to.iterdir())):
        raise BadInput(f"{to} holds something else than a published index; name a folder that is new or empty.")
    part = to.with_name(f"{to.name}.part")
    with explained("write", part):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
    rows = index.manifest.rows
    write_photos(index, part / "photos.parquet", lambda done: told("writing photos", done, rows))
    told("writing ids", 0, None)
    write_keys(index.ids, part / "by_photo.parquet", "photo_id")
    if hashes:
        told("writing hashes", 0, None)
        write_keys(index.hashes, part / "by_hash.parquet", "hash_37_bits")
    told("writing members", 0, None)
    write_members(index, part)
    said = _described(index.manifest, owner_column(index), part)
    write_atomically(part / README, readme(said).encode())
    write_atomically(part / DESCRIPTION, json.dumps(said, indent=1, ensure_ascii=False).encode())
    with explained("write", to):
        os.sync()
        old = to.with_name(f"{to.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if to.exists():
            to.rename(old)
        part.rename(to)
        shutil.rmtree(old, ignore_errors=True)
    return said


def send(folder: Path, bucket: Bucket, told: Told = lambda step, done, of: None) -> int:
    """Send a published folder to a bucket, its description last; the bytes sent are given back.

    Files that are there unchanged are not sent again, and those of an older state go. While it is under way the bucket
    has no description, so nobody takes a mix for a whole. Raises BadInput for another folder, ArchiveUnavailable.
    """
    if not (folder / DESCRIPTION).is_file():
        raise BadInput(f"{folder} has no {DESCRIPTION}: it is no published index; publish one first.")
    content = (folder / DESCRIPTION).read_bytes()
    new, before = json.loads(content)["files"], bucket.get(DESCRIPTION)
    if before == content:
        return 0
    old = _files(before)
    there = {found.key: found.size for found in bucket.listed()}
    todo = {name: note for name, note in new.items() if old.get(name) != note or there.get(name) != note["bytes"]}
    bucket.delete(DESCRIPTION)
    done, total = 0, sum(int(note["bytes"]) for note in todo.values())
    for name, note in todo.items():
        told("sending", done, total)
        bucket.put_file(name, folder / name)
        done += note["bytes"]
    for name in old.keys() - new.keys():
        bucket.delete(name)
    bucket.put(README, (folder / README).read_bytes())
    bucket.put(DESCRIPTION, content)
    return total


def _files(description: bytes | None) -> dict[str, Any]:
    """What a description in a bucket says of files; nothing if it says nothing that is understood."""
    try:
        found = json.loads(description or b"{}")["files"]
    except (ValueError, LookupError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _described(manifest: Manifest, owner: str, folder: Path) -> dict[str, Any]:
    files = {path.relative_to(folder).as_posix(): _file(path) for path in sorted(folder.rglob("*.parquet"))}
    releases = []
    for column in manifest.columns:
        said = column.model_dump(mode="json", exclude={"lists"})
        where = {what or "members": path for what, path in paths(column).items() if path in files}
        releases.append({**said, "files": where})
    return {
        "format": FORMAT, "dataset": manifest.dataset, "complete": manifest.complete, "version": manifest.version,
        "rows": manifest.rows, "owners": manifest.owners, "owner_column": owner, "key_id": manifest.key_id,
        "releases": releases, "files": files,
    }  # fmt: skip


def _file(path: Path) -> dict[str, Any]:
    with explained("read", path), path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
        schema = pq.read_schema(path)
        columns = {field.name: str(field.type) for field in schema}
        rows = pq.read_metadata(path).num_rows
    return {"bytes": path.stat().st_size, "sha256": checksum, "rows": rows, "columns": columns}
