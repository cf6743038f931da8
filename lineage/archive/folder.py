"""The archive in a folder: `ab/abcdef….gz`, or `ab/abcdef….gone` after forgetting."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from pydantic import ValidationError

from lineage.archive.base import Tombstone
from lineage.errors import BadInput, RunIncomplete
from lineage.files import explained, write_atomically
from lineage.model.base import canonical
from lineage.model.base import sha256 as digest


class FolderArchive:
    """See `lineage.archive.base.Archive`. Same bytes give the same file, so concurrent writers don't disturb."""

    def __init__(self, root: Path) -> None:
        """Use `root`; it is created by the first `put`."""
        self._root = root

    def put(self, data: bytes) -> str:
        """Store bytes, compressed; bytes that were forgotten stay forgotten."""
        key = digest(data)
        if not self._blob(key).exists() and not self._grave(key).exists():
            # mtime=0: the compressed file, too, depends on the bytes alone
            write_atomically(self._blob(key), gzip.compress(data, compresslevel=6, mtime=0))
        return key

    def get(self, sha256: str) -> bytes | Tombstone:
        """The bytes or their tombstone; raises RunIncomplete when a file was damaged."""
        grave, blob = self._grave(sha256), self._blob(sha256)
        if grave.exists():
            with explained("read", grave):
                text = grave.read_bytes()
            try:
                return Tombstone.model_validate_json(text)
            except ValidationError:
                raise RunIncomplete(f"The tombstone of snapshot {sha256[:12]}… is damaged; restore {grave}.") from None
        if not blob.exists():
            raise BadInput(
                f"No snapshot {sha256[:12]}… in {self._root}; is LINEAGE_HOME the folder it was crawled into?"
            )
        with explained("read", blob):
            packed = blob.read_bytes()
        try:
            data = gzip.decompress(packed)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            data = b""
        if digest(data) != sha256:
            raise RunIncomplete(
                f"Snapshot {sha256[:12]}… is damaged: {blob} does not hold those bytes; restore that file."
            )
        return data

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here, and not on their way out."""
        return self._blob(sha256).exists() and not self._grave(sha256).exists()

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
            write_atomically(self._grave(sha256), canonical(tombstone.model_dump()))
        with explained("remove", self._blob(sha256)):
            self._blob(sha256).unlink(missing_ok=True)
        return tombstone

    def _blob(self, key: str) -> Path:
        return self._root / key[:2] / f"{key}.gz"

    def _grave(self, key: str) -> Path:
        return self._root / key[:2] / f"{key}.gone"
