"""Serving files in a bucket: read by ranges, so a look-up costs a few requests, whatever the size of the index."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from lineage.errors import IndexUnusable
from lineage.photos.serving import manifest
from lineage.s3.bucket import Bucket

_KEPT: Final = 4
"""Ranges of each file that are not asked for again: a look-up by hash needs its owner's rows twice."""


class BucketPlace:
    """A bucket, or what lies below a prefix in it. Folders' names change with their content, so no read is a mix."""

    local = False

    def __init__(self, bucket: Bucket) -> None:
        """Nothing is asked yet."""
        self._bucket = bucket

    def whole(self, name: str, largest: int) -> bytes:
        """All of a small object, by one request."""
        part = self._bucket.get_range(name, 0, max(largest, 1))
        if part is None:
            raise self._missing(name)
        if part.size > largest:
            raise IndexUnusable(
                f"{self._bucket.place(name)} has {part.size:,} bytes, at most {largest:,} were expected; "
                "upload the index again."
            )
        return part.data

    def reader(self, name: str, size: int) -> Callable[[int, int], bytes]:
        """Read with one request; the object's size is checked with each, as none is asked for ahead."""

        @lru_cache(_KEPT)
        def read(begin: int, length: int) -> bytes:
            part = self._bucket.get_range(name, begin, length)
            if part is None:
                raise self._missing(name)
            if part.size != size:
                raise IndexUnusable(
                    f"{self._bucket.place(name)} does not have the {size:,} bytes that were expected: it is cut short, "
                    "or another's; upload the index again."
                )
            return part.data

        return read

    def close(self) -> None:
        """Nothing is held open."""

    def _missing(self, name: str) -> IndexUnusable:
        place = self._bucket.place(name)
        if name == manifest.NAME:
            return IndexUnusable(f"{place} is missing, so there is no index of photos here; upload one.")
        return IndexUnusable(
            f"The index was replaced while it was read; open it again. If {place} is missing then too, "
            "upload the index again."
        )
