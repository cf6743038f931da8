"""An index sent to a bucket, where a team reads it. Readers see the index before or this one, and never half of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lineage.errors import ArchiveUnavailable, IndexUnusable
from lineage.photos.serving import manifest
from lineage.photos.serving.manifest import Manifest
from lineage.photos.serving.places import Folder
from lineage.s3.bucket import Bucket, Found, at_once

_OURS: Final = re.compile(r"(base|members)-[0-9a-f]{20}(-[0-9]+)?/[a-z-]+")
"""Keys of serving files; nothing else is ever removed."""

Told = Callable[[str, int, int | None], None]
"""Progress: what is being done, how many bytes of it are done, and of how many."""


@dataclass(frozen=True)
class Sent:
    """What an upload did."""

    files: int
    """Files that were sent; the others were there."""
    bytes: int
    removed: int
    """Objects of older indexes."""


def upload(folder: Path, bucket: Bucket, told: Told = lambda step, done, of: None) -> Sent:
    """Send the index of a photo store, the manifest last; then remove what only indexes before the last one had.

    Whoever opened the last one can go on reading. What is there is not sent again, so an interrupted upload goes on.
    The store's lock is held by the caller. Raises IndexUnusable for a damaged store, ArchiveUnavailable.
    """
    source = Folder(folder)
    content = source.whole(manifest.NAME, manifest.LARGEST)
    new = manifest.read(content)
    for name, size in new.sizes.items():
        source.reader(name, size)  # says so if it is cut short
    source.close()
    before = bucket.get(manifest.NAME)
    there = _there(bucket)
    missing = _missing(new, there)
    done, total = 0, sum(missing.values())
    for name, size in missing.items():
        told("sending", done, total)
        bucket.put_file(name, folder / name)
        done += size
    told("sending", done, total)
    if before == content:
        return Sent(len(missing), total, 0)
    if gone := _missing(new, _there(bucket)):
        raise ArchiveUnavailable(f"{bucket.place(next(iter(gone)))} is not as it was sent; run the same command again.")
    bucket.put(manifest.NAME, content)
    removed = _older(there, new, before)
    at_once(bucket.delete, removed)
    return Sent(len(missing), total, len(removed))


def _there(bucket: Bucket) -> dict[str, Found]:
    return {found.key: found for found in bucket.listed()}


def _missing(wanted: Manifest, there: dict[str, Found]) -> dict[str, int]:
    """Files that are not there, and their sizes; a name stands for its content, so the right size is enough."""
    return {name: size for name, size in wanted.sizes.items() if name not in there or there[name].size != size}


def _older(there: dict[str, Found], new: Manifest, before: bytes | None) -> list[str]:
    """What neither manifest names and is older than the last one: younger objects may be of an upload under way."""
    if before is None or manifest.NAME not in there:
        return []
    try:
        kept = new.sizes.keys() | manifest.read(before).sizes.keys()
    except IndexUnusable:  # of another version; what it needs is not known
        return []
    last = there[manifest.NAME].modified
    return [key for key, found in there.items() if _OURS.fullmatch(key) and key not in kept and found.modified < last]
