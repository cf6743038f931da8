"""Seals as bytes, and back. Pure: whatever keeps the runs, a seal is made, checked and put in order in one way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lineage.errors import BadInput, RunIncomplete, SchemaBehind
from lineage.ledger.base import FILES
from lineage.model.base import canonical, sha256
from lineage.model.run import RunId, Seal, SealedRun

SEAL = "seal.json"
_FORMAT = 1


def sealed(run: SealedRun, files: Mapping[str, bytes]) -> Seal:
    """The seal of a run with these files."""
    return run.seal.model_copy(update={"files": {name: sha256(files[name]) for name in FILES}})


def to_bytes(seal: Seal, **more: str) -> bytes:
    """A seal as it is stored, with what else a store notes in it."""
    return canonical(seal.model_dump(mode="json") | more)


def from_bytes(run: str, text: bytes, more: Iterable[str] = ()) -> tuple[Seal, dict[str, str]]:
    """The seal of a run, and what its store noted in it. Raises RunIncomplete, SchemaBehind."""
    try:
        values: dict[str, Any] = json.loads(text)
        newer = values["format"] > _FORMAT
        noted = {} if newer else {name: str(values.pop(name)) for name in more}
        seal = None if newer else Seal.model_validate(values)
    except (ValueError, KeyError, TypeError):
        raise RunIncomplete(
            f"Run {run} is damaged: its seal.json ({len(text)} bytes) cannot be read. Restore it from a backup, or "
            "move the run's folder away to go on without it."
        ) from None
    if seal is None:
        raise SchemaBehind(f"Run {run} was written by a newer version (format {values['format']}); upgrade lineage.")
    if seal.run != run:
        raise RunIncomplete(f"Run {run} is damaged: its seal.json is that of {seal.run}; rename the folder.")
    return seal, noted


def unsealed(run: RunId) -> BadInput:
    """What is said of a run that is not there."""
    return BadInput(f"No sealed run {run}; `lineage doctor` lists the runs there are.")


def is_run(name: str) -> bool:
    """Whether a name is that of a run."""
    try:
        RunId.parse(name)
    except BadInput:
        return False
    return True


def dated(names: Iterable[str], until: datetime | None) -> list[RunId]:
    """The runs of these names with a date up to `until`, by date, source and shard. Raises BadInput."""
    found = (RunId.parse(name) for name in names)
    return sorted(
        (run for run in found if until is None or run.date <= until), key=lambda run: (run.date, run.source, run.shard)
    )
