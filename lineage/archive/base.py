"""The interface of archives, and what is left of bytes that had to be forgotten."""

from __future__ import annotations

from typing import Protocol

from lineage.model.base import Record


class Tombstone(Record):
    """Stands where bytes were forgotten: the hash stays, so evidence can still say what is missing, and why."""

    sha256: str
    size: int
    forgotten_at: str
    reason: str


class Archive(Protocol):
    """Content-addressed and append-only, but for forgetting."""

    def put(self, data: bytes) -> str:
        """Store bytes and return their SHA-256; storing them again changes nothing. Raises ArchiveUnavailable."""
        ...

    def get(self, sha256: str) -> bytes | Tombstone:
        """The bytes, verified against their hash, or the tombstone. Raises BadInput for an unknown hash."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether the bytes themselves are here (a tombstone is not)."""
        ...

    def forget(self, sha256: str, reason: str, now: str) -> Tombstone:
        """Replace the bytes by a tombstone; forgetting again returns the first tombstone."""
        ...
