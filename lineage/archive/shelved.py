"""An archive on any shelf: `ab/abcdef….gz`, or `ab/abcdef….gone` after forgetting."""

from __future__ import annotations

import gzip
import zlib
from typing import Protocol

from pydantic import ValidationError

from lineage.archive.base import Tombstone
from lineage.errors import BadInput, RunIncomplete
from lineage.model.base import canonical
from lineage.model.base import sha256 as digest


class Shelf(Protocol):
    """Where an archive keeps bytes by name: a folder, a bucket. What is put is there as a whole or not at all."""

    def has(self, key: str) -> bool:
        """Whether there are bytes of this name."""
        ...

    def get(self, key: str) -> bytes | None:
        """The bytes, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Store bytes, in place of others if there are any."""
        ...

    def delete(self, key: str) -> None:
        """Remove bytes for good, with every version of them that the shelf keeps."""
        ...

    def place(self, key: str = "") -> str:
        """Where they are, for people."""
        ...


class ShelvedArchive:
    """See `lineage.archive.base.Archive`. Same bytes give the same name and file, so writers at once don't disturb."""

    def __init__(self, shelf: Shelf, setting: str) -> None:
        """Use a shelf, which the setting of this name has chosen."""
        self._shelf, self._setting = shelf, setting

    def put(self, data: bytes) -> str:
        """Store bytes, compressed; bytes that were forgotten stay forgotten, also when that happens at this moment."""
        key = digest(data)
        if not self._shelf.has(_blob(key)) and not self._shelf.has(_grave(key)):
            # mtime=0: the compressed file, too, depends on the bytes alone
            self._shelf.put(_blob(key), gzip.compress(data, compresslevel=6, mtime=0))
            if self._shelf.has(_grave(key)):
                self._shelf.delete(_blob(key))
        return key

    def get(self, sha256: str) -> bytes | Tombstone:
        """The bytes or their tombstone; raises RunIncomplete when a file was damaged."""
        text = self._shelf.get(_grave(sha256))
        if text is not None:
            return self._tombstone(sha256, text)
        packed = self._shelf.get(_blob(sha256))
        if packed is None:
            raise BadInput(
                f"No snapshot {sha256[:12]}… in {self._shelf.place()}; is {self._setting} the place it was crawled "
                "into?"
            )
        try:
            data = gzip.decompress(packed)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            data = b""
        if digest(data) != sha256:
            raise RunIncomplete(
                f"Snapshot {sha256[:12]}… is damaged: {self._shelf.place(_blob(sha256))} does not hold those bytes; "
                "restore that file."
            )
        return data

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here, and not on their way out."""
        return self._shelf.has(_blob(sha256)) and not self._shelf.has(_grave(sha256))

    def forget(self, sha256: str, reason: str, now: str) -> Tombstone:
        """Write the tombstone first, then remove the bytes: a kill in between is repaired by forgetting again."""
        try:
            found = self.get(sha256)
        except RunIncomplete:  # damaged bytes can be forgotten, too
            found = b""
        if isinstance(found, Tombstone):
            tombstone = found
        else:
            tombstone = Tombstone(sha256=sha256, size=len(found), forgotten_at=now, reason=reason)
            self._shelf.put(_grave(sha256), canonical(tombstone.model_dump()))
        self._shelf.delete(_blob(sha256))
        return tombstone

    def _tombstone(self, sha256: str, text: bytes) -> Tombstone:
        try:
            return Tombstone.model_validate_json(text)
        except ValidationError:
            place = self._shelf.place(_grave(sha256))
            raise RunIncomplete(f"The tombstone of snapshot {sha256[:12]}… is damaged; restore {place}.") from None


def _blob(key: str) -> str:
    return f"{key[:2]}/{key}.gz"


def _grave(key: str) -> str:
    return f"{key[:2]}/{key}.gone"
