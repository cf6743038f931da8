"""What the docket's events say of rows beside them, as digests: so a row cannot be changed without an event. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from lineage.model.base import canonical, sha256

_LINE: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def line(holder: str, dataset: str, owed: str, answer: str, place: str, why: str) -> str:
    """An obligation as a plan's digest has it."""
    return _LINE.encode([holder, dataset, owed, answer, place, why])


def digest_of_lines(lines: Iterable[str]) -> str:
    """SHA-256 over the lines of a plan, in the order of its obligations' numbers."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of_names(rows: Iterable[tuple[int, str, str]]) -> str:
    """SHA-256 over holders and datasets that a plan named first: number, id and what each is called."""
    return digest_of_lines(_LINE.encode(row) for row in rows)


def digest_of_moves(moves: Iterable[tuple[int, str]]) -> str:
    """SHA-256 over where an event moves which obligations."""
    return sha256(canonical([[number, str(state)] for number, state in sorted(moves)]))
