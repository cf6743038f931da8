"""What a graph was computed from, as one digest: equal ones mean that nothing has to be loaded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lineage.model.base import canonical, sha256
from lineage.model.judgement import Judgement
from lineage.model.run import SealedRun

_ROOMS = ("model", "resolve", "graph")
"""Whose code decides what a ledger's graph is; a change of it is a change of the graph."""


def basis(runs: Iterable[SealedRun], judgements: Iterable[Judgement], catalogue: str) -> str:
    """SHA-256 over runs, quotes that were not forgotten, judgements, the catalogue's digest and the code."""
    read = [[str(run.id), dict(run.seal.files), run.quotes] for run in runs]
    judged = [judgement.model_dump(mode="json") for judgement in judgements]
    return sha256(canonical({"runs": read, "judgements": judged, "catalogue": catalogue, "code": _code()}))


def _code() -> str:
    root = Path(__file__).parents[1]
    files = sorted(path for room in _ROOMS for path in (root / room).rglob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in files))
