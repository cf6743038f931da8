"""CSV: one edge a row, with names, evidence and dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from lineage.model.graph import Edge, Thing

_COLUMNS = (
    "subject", "subject_label", "predicate", "derivation_kind", "object", "object_label", "polarity", "modality",
    "strength", "confidence", "status", "first_seen", "last_seen", "valid_from", "valid_to",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(edges: Iterable[Edge], things: Iterable[Thing]) -> str:
    """A table with a header; cells that a spreadsheet would run as a formula are quoted."""
    labels = {thing.id: thing.label for thing in things}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_COLUMNS)
    for edge in edges:
        row = edge.model_dump(mode="json") | {
            "subject_label": labels.get(edge.subject, edge.subject),
            "object_label": labels.get(edge.object, edge.object),
        }
        writer.writerow([safe(row[column]) for column in _COLUMNS])
    return out.getvalue()


def safe(value: object) -> object:
    """A cell's value; what begins like a formula gets an apostrophe before it, as spreadsheets take for text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
