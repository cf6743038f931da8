"""Removing what killed workers left, once nobody can go on with it; the last thing that `lineage weekly` does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lineage.jobs.stores import Stores
from lineage.model.run import RunId

_AGE = timedelta(days=7)
"""Longer than a job may be gone on with (`jobs/unfinished.py`)."""


@dataclass(frozen=True)
class Tidied:
    """How many runs had something left."""

    unsealed: int
    journals: int


def tidy(stores: Stores) -> Tidied:
    """Remove files that no seal names, and journals of runs that nobody sealed in time. Raises ArchiveUnavailable."""
    old = [run for run in stores.journals() if RunId.parse(run).date < stores.clock() - _AGE]
    for run in old:
        stores.journal(run).drop()
    # Files carry the time of the machine that keeps them, whatever clock we were given.
    return Tidied(stores.ledger.tidy(datetime.now(UTC) - _AGE), len(old))
