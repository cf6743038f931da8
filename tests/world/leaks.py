"""Where somebody's name, account or photos stand in plain bytes, looked for from outside of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import create_engine, inspect, text


def in_tables(url: str) -> Iterator[tuple[str, bytes]]:
    """Every row of every table of a database, with the table's name."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for table in inspect(connection).get_table_names():
                for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                    yield table, b"\n".join(_bytes(cell) for cell in row)
    finally:
        engine.dispose()


def in_folder(folder: Path, leave_out: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, by its path, but for some folders right below it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] not in leave_out:
            yield path.relative_to(folder).as_posix(), str(path.relative_to(folder)).encode() + path.read_bytes()


def named(where: Iterable[tuple[str, bytes]], words: Iterable[str]) -> list[tuple[str, str]]:
    """The places that have one of the words, and which."""
    sought = [(word, word.encode()) for word in words]
    return [(place, word) for place, data in where for word, wanted in sought if wanted in data]


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
