"""`lineage photos publish`: the index as open Parquet, in a folder or a bucket, for DuckDB, Spark or pandas."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lineage.errors import BadInput
from lineage.files import explained
from lineage.jobs.photos.opened import photo_store
from lineage.jobs.stores import Stores


@dataclass(frozen=True)
class Published:
    """What was published."""

    to: str
    rows: int
    releases: int
    bytes: int
    owner_column: str
    """`nsid`, or `owner` where owners are sealed."""


def publish(
    stores: Stores, to: str, *, hashes: bool, in_clear: bool, tell: Callable[[str, int, int | None], None]
) -> Published:
    """Write a folder, or send it to `s3://bucket/prefix`. Raises BadInput, ArchiveUnavailable.

    Owners in clear go into a bucket only when somebody says so: more people read a bucket than a laptop.
    """
    store = photo_store(stores)
    index = store.open()
    import lineage.photos.publish as tables

    try:
        shared = to.startswith("s3://")
        if shared and index.manifest.key_id is None and not in_clear:
            raise BadInput(
                f"This index has its owners in clear, and {to} is a bucket; build it with --hashed, or say --in-clear."
            )
        folder = store.folder / "published" if shared else Path(to)
        said = tables.publish(index, folder, hashes=hashes, told=tell)
    finally:
        index.close()
    if shared:
        from lineage.s3.connect import bucket_at

        tables.send(folder, bucket_at(stores.settings.servers, to), tell)
        with explained("remove", folder):
            shutil.rmtree(folder)
    size = sum(note["bytes"] for note in said["files"].values())
    return Published(to, said["rows"], len(said["releases"]), size, said["owner_column"])
