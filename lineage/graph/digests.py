"""One number for everything a record says: stores compare these instead of rows."""

from __future__ import annotations

from hashlib import blake2b

from lineage.model.base import Record


def digest(record: Record) -> int:
    """64 bits, signed, over a record's JSON: another digest, another row."""
    said = record.__pydantic_serializer__.to_json(record)
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)
