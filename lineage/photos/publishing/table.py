"""One Parquet file, written as a stream, in groups of a million rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lineage.files import explained

GROUP: Final = 1 << 20
"""Rows of a group: with its statistics a reader tells whether it needs the group."""
KEY_ID: Final = b"lineage.key_id"
"""In the metadata of a file whose owners are sealed: with which key."""
_DELTA: Final = "DELTA_BINARY_PACKED"
_OFTEN: Final = {"nsid", "owner", "farm", "extension"}
"""Columns whose few values are written once a group."""

Arrow = Any
"""pyarrow has no types."""


class Table:
    """Takes columns of any length; whole numbers are written by what they differ from the one before."""

    def __init__(self, path: Path, fields: Mapping[str, Arrow], key_id: str | None) -> None:
        """Begin the file; `fields` are the types of its columns."""
        metadata = {KEY_ID: key_id.encode()} if key_id else None
        self._schema = pa.schema(list(fields.items()), metadata=metadata)
        self._waiting: list[Arrow] = []
        self.rows = self._count = 0
        often = [name for name in fields if name in _OFTEN]
        delta = [name for name, kind in fields.items() if pa.types.is_integer(kind) and name not in _OFTEN]
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = pq.ParquetWriter(
            path, self._schema, compression="zstd", use_dictionary=often or False,
            column_encoding=dict.fromkeys(delta, _DELTA) or None, write_page_index=True,
            write_statistics=[name for name in fields if name != "secret"],
        )  # fmt: skip

    def add(self, **columns: Arrow) -> None:
        """Append rows."""
        table = pa.table(columns, schema=self._schema)
        self._waiting.append(table)
        self._count += len(table)
        self.rows += len(table)
        if self._count >= GROUP:
            whole = pa.concat_tables(self._waiting)
            even = self._count // GROUP * GROUP
            self._file.write_table(whole.slice(0, even), GROUP)
            self._waiting, self._count = [whole.slice(even)], self._count - even

    def close(self) -> None:
        """End the file with the rows that are left."""
        if self._count:
            self._file.write_table(pa.concat_tables(self._waiting), GROUP)
        self._file.close()


@contextmanager
def table(path: Path, fields: Mapping[str, Arrow], key_id: str | None = None) -> Iterator[Table]:
    """A file to write; it is whole on leaving. Raises ArchiveUnavailable."""
    with explained("write", path):
        made = Table(path, fields, key_id)
        try:
            yield made
        finally:
            made.close()


def numbers(values: np.ndarray[Any, Any], missing: np.ndarray[Any, Any] | None = None) -> Arrow:
    """A column of whole numbers; where one is missing, it is null."""
    return pa.array(values.astype(np.int64), mask=missing)
