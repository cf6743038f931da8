"""Tables for spreadsheets and for machines: the same rows as CSV, a file a table, or together as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lineage.exports.table import safe

Row = Mapping[str, Any]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A table with a header; cells that a spreadsheet would run are text; several values in a cell are joined."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def as_json(tables: Mapping[str, Iterable[Row]]) -> str:
    """All tables as one object: a list of rows by the name of each table."""
    return json.dumps({name: list(rows) for name, rows in tables.items()}, ensure_ascii=False, indent=1) + "\n"


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return str(safe(value or ""))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, list | tuple):
        return str(safe("; ".join(map(str, value))))
    return json.dumps(value)
