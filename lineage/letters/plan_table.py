"""A plan as a table: a row for each obligation, with the number by which `approve` and `settle` take it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lineage.letters.plan import Entry, by_name
from lineage.letters.states import STATES
from lineage.letters.ways import ANSWERS, OWED, weakest

COLUMNS: Final = ("number", "holder", "dataset", "what is asked", "contained", "strength", "state")


def rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Obligations of a plan, by the names of holders and datasets."""
    return [_row(entry) for entry in sorted(entries, key=by_name)]


def _row(entry: Entry) -> tuple[str, ...]:
    draft, way = entry.draft, weakest(entry.why)
    return (
        str(entry.number or ""), draft.holder_name, draft.dataset_name, OWED[draft.owed], ANSWERS[draft.answer],
        way.strength if way else "named by the person", STATES[entry.state].word if entry.state else "not planned",
    )  # fmt: skip
