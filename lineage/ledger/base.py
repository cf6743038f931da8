"""The interface of ledgers: a run is written as files, then sealed by one atomic write, and only then visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from lineage.model.run import RunId, Seal, SealedRun

FILES = ("visits", "readings", "issues")
"""The parts of a run that its seal covers; `quotes` lies beside them, so that forgetting can cut it."""


class Ledger(Protocol):
    """Sealed runs; append-only, but for cutting quotes."""

    def seal(self, run: SealedRun) -> bool:
        """Write and seal a run; False when another worker has sealed it. Raises ArchiveUnavailable."""
        ...

    def seals(self, until: datetime | None = None) -> list[tuple[RunId, Seal]]:
        """All sealed runs with a logical date up to `until`, by date, source and shard."""
        ...

    def read(self, run: RunId) -> SealedRun:
        """One sealed run, verified against its seal. Raises BadInput, RunIncomplete."""
        ...

    def cut_quotes(self, snapshot: str) -> int:
        """Blank the quotes taken from a snapshot, in all runs; how many were cut."""
        ...

    def tidy(self, before: datetime) -> int:
        """Remove what killed workers left unsealed before a moment; how many runs had such a rest."""
        ...


def runs(ledger: Ledger, until: datetime | None = None, without: Iterable[str] = ()) -> Iterator[SealedRun]:
    """Read all sealed runs in order, leaving out those named."""
    left_out = set(without)
    for run_id, _ in ledger.seals(until):
        if str(run_id) not in left_out:
            yield ledger.read(run_id)
