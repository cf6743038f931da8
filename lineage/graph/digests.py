"""One number for everything a record says: stores compare these instead of rows; another digest, another row."""

from __future__ import annotations

from hashlib import blake2b

from lineage.model.base import Record


def written(record: Record) -> bytes:
    """A record's JSON, its fields in the order of their definition: fast, and the same within one version."""
    return record.__pydantic_serializer__.to_json(record)


def digest(record: Record) -> int:
    """64 bits, signed, over all that a record says."""
    return digest_of(written(record))


def digest_of(json: bytes) -> int:
    """The digest of a record that was written already."""
    return int.from_bytes(blake2b(json, digest_size=8).digest(), "big", signed=True)
