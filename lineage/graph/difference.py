"""What a load has to write and to delete of one table: the rows that are wanted against the digests that are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from lineage.graph.digests import digest
from lineage.model.graph import Edge, Said, Thing

Stored = Mapping[str, int]
"""Ids and digests of the rows of one table."""

T = TypeVar("T", bound=Thing | Edge | Said)


@dataclass(frozen=True)
class Difference(Generic[T]):
    """Rows that are not there, rows that are there with another digest, and ids of those that are no longer wanted."""

    new: list[T]
    changed: list[T]
    gone: list[str]

    @property
    def rows(self) -> int:
        """How many rows differ."""
        return len(self.new) + len(self.changed) + len(self.gone)


def difference(wanted: Sequence[T], stored: Stored) -> Difference[T]:
    """Compare what is wanted of one table with what is stored of it."""
    new, changed = [], []
    for row in wanted:
        if (known := stored.get(row.id)) is None:
            new.append(row)
        elif known != digest(row):
            changed.append(row)
    some_are_gone = len(wanted) - len(new) < len(stored)
    return Difference(new, changed, sorted(stored.keys() - {row.id for row in wanted}) if some_are_gone else [])
