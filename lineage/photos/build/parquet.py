"""Parquet files with a row a photo: YFCC100M as it is passed around, or a published index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lineage.errors import BadInput
from lineage.photos.build.raw import Cells, Raw, SealedColumn
from lineage.photos.build.source import AT_ONCE, Piece, Scanned, chosen
from lineage.photos.columns.text import MARGIN, Column, padded
from lineage.photos.publishing.table import KEY_ID

_SECRET: Final = 5
_HEXADECIMAL: Final = np.frombuffer(b"".join(b"%02x" % byte for byte in range(256)), "<u2")
_PIECE: Final = 8_000_000
"""Rows of a piece: enough for a part, few enough that all processors have one."""


def pieces(path: Path) -> list[Piece]:
    """Runs of row groups. Raises BadInput for a file that is no Parquet, or lacks what is needed."""
    file = _opened(path)
    chosen(file.schema_arrow.names, path)
    found, begin, rows = [], 0, 0
    for group in range(file.num_row_groups):
        rows += file.metadata.row_group(group).num_rows
        if rows >= _PIECE or group == file.num_row_groups - 1:
            found.append(Piece(path, "parquet", begin, group + 1))
            begin, rows = group + 1, 0
    return found


def rows(path: Path) -> int:
    """How many rows the file has."""
    return int(_opened(path).metadata.num_rows)


def batches(piece: Piece, begin: int) -> Iterator[Scanned]:
    """Row groups from one on, in batches."""
    file = _opened(piece.path)
    names = chosen(file.schema_arrow.names, piece.path)
    key_id = (file.schema_arrow.metadata or {}).get(KEY_ID, b"").decode() or None
    group, end = max(begin, piece.begin), piece.end or 0
    lines = sum(file.metadata.row_group(before).num_rows for before in range(group))
    while group < end:
        left = file.metadata.row_group(group).num_rows
        for batch in file.iter_batches(AT_ONCE, [group], list(names.values())):
            left -= len(batch)
            cells: dict[str, Any] = {what: _cells(batch.column(name), what) for what, name in names.items()}
            if key_id:
                cells["owner"] = SealedColumn(cells["owner"], key_id)
            yield _scanned(cells, batch, lines, group + 1, whole=not left)
            lines += len(batch)
        group += 1


def _scanned(cells: dict[str, Any], batch: pa.RecordBatch, lines: int, behind: int, *, whole: bool) -> Scanned:
    def text(row: int) -> bytes:
        return "\t".join(str(column[row].as_py()) for column in batch.columns).encode()

    return Scanned(Raw(**cells), behind, lines + len(batch), lambda row: lines + row + 1, text, [], whole)


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadInput(f"{path.name} cannot be read as Parquet ({error}); is it whole?") from None


def _cells(array: pa.Array, what: str) -> Cells:
    """A column as numbers, or as text; a missing value is 0, or empty."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if what == "secret" and array.type == pa.binary(_SECRET):
        return _digits(array)
    if pa.types.is_integer(array.type) or pa.types.is_boolean(array.type):
        numbers = pc.fill_null(array.cast(pa.int64(), safe=False), 0).to_numpy(zero_copy_only=False)
        if what not in ("owner", "hash", "secret", "extension"):
            return np.maximum(numbers, 0).astype(np.uint64)
    return text_column(array)


def _digits(array: pa.Array) -> Column:
    """Secrets as a published index has them, five bytes each, as the ten digits that they are."""
    content = np.frombuffer(array.buffers()[1], np.uint8)[array.offset * _SECRET :][: len(array) * _SECRET]
    begin = np.arange(len(array)) * 2 * _SECRET + MARGIN
    known = pc.is_valid(array).to_numpy(zero_copy_only=False)
    return Column(padded(_HEXADECIMAL[content].tobytes()), begin, begin + 2 * _SECRET * known)


def text_column(array: pa.Array) -> Column:
    """A column of texts as it lies in Arrow's memory, with the margins that a Column wants."""
    array = pc.fill_null(array.cast(pa.large_string(), safe=False), "")
    _, offsets, content = array.buffers()
    begin = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    if not len(array) or content is None:
        return Column(padded(b""), np.full(len(array), 16), np.full(len(array), 16))
    buffer = padded(memoryview(content)[int(begin[0]) : int(begin[-1])])
    places = begin - begin[0] + 16
    return Column(buffer, places[:-1], places[1:])
