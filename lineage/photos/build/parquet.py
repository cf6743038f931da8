"""Parquet files with a row a photo: YFCC100M as it is passed around, or a published index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lineage.errors import BadInput
from lineage.photos.build.raw import Cells, Raw
from lineage.photos.build.source import AT_ONCE, Piece, Scanned, chosen
from lineage.photos.columns.text import MARGIN, Column, Numbers, padded
from lineage.photos.publishing.table import KEY_ID

_SECRET: Final = 5
_HEXADECIMAL: Final = np.frombuffer(b"".join(b"%02x" % byte for byte in range(256)), "<u2")
_PIECE: Final = 8_000_000
"""Rows of a piece: enough for a part, few enough that all processors have one."""

_TEXTS: Final = ("owner", "hash", "secret", "extension")
"""Columns that are no numbers, even where all their cells happen to be digits."""


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
        for batch in _read(file, group, list(names.values()), piece.path):
            left -= len(batch)
            cells: dict[str, Any] = {what: _cells(batch.column(name), what, name) for what, name in names.items()}
            yield _scanned(Raw(**cells, key_id=key_id), batch, lines, group + 1, whole=not left)
            lines += len(batch)
        group += 1


def _scanned(raw: Raw, batch: pa.RecordBatch, lines: int, behind: int, *, whole: bool) -> Scanned:
    def text(row: int) -> bytes:
        return "\t".join(str(column[row].as_py()) for column in batch.columns).encode()

    return Scanned(raw, behind, lines + len(batch), lambda row: lines + row + 1, text, [], whole)


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadInput(f"{path.name} cannot be read as Parquet ({error}); is it whole?") from None


def _read(file: pq.ParquetFile, group: int, names: list[str], path: Path) -> Iterator[pa.RecordBatch]:
    try:
        yield from file.iter_batches(AT_ONCE, [group], names)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{path.name} cannot be read to its end ({error}); is it whole? Fetch it again.") from None


def _cells(array: pa.Array, what: str, name: str) -> Cells:
    """A column as numbers, or as text; a missing value is 0, or empty."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if what == "secret" and array.type == pa.binary(_SECRET):
        return _digits(array)
    numeric = pa.types.is_integer(array.type) or pa.types.is_floating(array.type) or pa.types.is_boolean(array.type)
    try:
        if numeric and what not in _TEXTS:
            numbers = pc.fill_null(array.cast(pa.int64(), safe=False), 0).to_numpy(zero_copy_only=False)
            positive: Numbers = np.maximum(numbers, 0).astype(np.uint64)
            return positive
        return text_column(array)
    except pa.ArrowException:
        raise BadInput(f"Column {name} is of type {array.type}; expected are numbers or text. Change it.") from None


def _digits(array: pa.Array) -> Column:
    """Secrets as a published index has them, five bytes each, as the ten digits that they are."""
    content = np.frombuffer(array.buffers()[1], np.uint8)[array.offset * _SECRET :][: len(array) * _SECRET]
    begin = np.arange(len(array)) * 2 * _SECRET + MARGIN
    known = pc.is_valid(array).to_numpy(zero_copy_only=False)
    return Column(padded(_HEXADECIMAL[content].view(np.uint8).data), begin, begin + 2 * _SECRET * known)


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
