"""The SQLite distribution of YFCC100M: one table with the columns of the metadata file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from lineage.errors import BadInput
from lineage.photos.build.raw import Raw
from lineage.photos.build.source import AT_ONCE, Piece, Scanned, chosen
from lineage.photos.columns.text import column

MAGIC: Final = b"SQLite format 3\0"
_FIRST: Final = -(1 << 63)
"""No row has this number: where photos' ids are the rows' own numbers, a wrong one may be 0 or less."""


def pieces(path: Path) -> list[Piece]:
    """The whole table. Raises BadInput for a file without one that names photos and owners."""
    with closing(_opened(path)) as database:
        _table(database, path)
        (pages,), (size,) = (database.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size"))
    if path.stat().st_size < pages * size:  # SQLite takes what is missing of the last page for zeros
        raise BadInput(f"{path.name} cannot be read to its end (the last page is cut short); is it whole?")
    return [Piece(path, "sqlite", _FIRST)]


def batches(piece: Piece, begin: int) -> Iterator[Scanned]:
    """Rows behind a row's number, in the order of their numbers."""
    with closing(_opened(piece.path)) as database:
        table, names = _table(database, piece.path)
        # Names cannot be parameters; these are the table's own, quoted as SQLite wants it.
        selected = ", ".join(f"CAST({_quoted(name)} AS TEXT)" for name in names.values())
        query = f"SELECT rowid, {selected} FROM {_quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608
        before = f"SELECT count(*) FROM {_quoted(table)} WHERE rowid <= ?"  # noqa: S608
        database.text_factory = bytes  # text that is no UTF-8 makes a bad row, not a bad file
        try:
            lines = database.execute(before, (begin,)).fetchone()[0]
            while rows := database.execute(query, (begin, AT_ONCE)).fetchall():
                begin = rows[-1][0]
                yield _scanned(rows, list(names), lines, begin)
                lines += len(rows)
        except sqlite3.DatabaseError as error:
            raise BadInput(f"{piece.path.name} cannot be read to its end ({error}); is it whole?") from None


def _scanned(rows: list[tuple[Any, ...]], names: list[str], lines: int, behind: int) -> Scanned:
    cells: dict[str, Any] = {what: column([row[at] or b"" for row in rows]) for at, what in enumerate(names, 1)}
    return Scanned(
        Raw(**cells), behind, lines + len(rows), lambda row: lines + row + 1,
        lambda row: b"\t".join(cell or b"" for cell in rows[row][1:]), [],
    )  # fmt: skip


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _table(database: sqlite3.Connection, path: Path) -> tuple[str, dict[str, str]]:
    refused = BadInput(f"{path.name} has no table; expected is the SQLite distribution of YFCC100M.")
    try:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            names = [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(table)})")]
            try:
                return table, chosen(names, path)
            except BadInput as error:
                refused = error
    except sqlite3.DatabaseError as error:
        raise BadInput(f"{path.name} cannot be read as SQLite ({error}); is it whole?") from None
    raise refused


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
