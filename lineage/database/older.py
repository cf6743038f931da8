"""What a home had before it had one database: `judgements.sqlite` and `limits.sqlite` are taken over, not changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, insert, select, table

from lineage.model.base import sha256
from lineage.sql import connect, sqlite_url, transaction


def take_over(home: Path, connection: Connection) -> None:
    """Copy the rows of the two older files into a database that was just made. Raises ArchiveUnavailable."""
    judgements = _rows(home / "judgements.sqlite", "judgements", ["at", "judgement"], order="number")
    limits = _rows(home / "limits.sqlite", "rate_limits", ["bucket", "arrival", "held_until"], order="bucket")
    _insert(connection, "judgements", judgements)
    _insert(connection, "rate_limits", [{"key": sha256(row["bucket"].encode()), **row} for row in limits])


def _rows(path: Path, name: str, columns: list[str], order: str) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    wanted = select(table(name, *map(column, columns))).order_by(column(order))
    with transaction(connect(sqlite_url(path))) as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def _insert(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table(name, *map(column, rows[0]))), rows)
