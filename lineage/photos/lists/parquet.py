"""Lists in Parquet: some of its columns, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lineage.errors import BadInput
from lineage.photos.columns.text import MARGIN, Column, padded
from lineage.photos.lists.chunk import Chunk, chunk
from lineage.photos.lists.form import Form, meant

Arrow = Any
"""pyarrow has no types."""
_AT_ONCE: Final = 1 << 18
_DAMAGED = "The Parquet file is damaged, or breaks off; fetch it again."


def from_parquet(file: BinaryIO, form: Form) -> Iterator[Chunk]:
    """The members of a Parquet file; a row's number is counted from 1."""
    paths = [[meant(step) for step in place.split(".")] for _, place in form.places]
    before = 1
    for batch in _batches(file, paths):
        columns = [_column(_inner(batch, path), path) for path in paths]

        def shown(row: int, columns: list[Column] = columns) -> bytes:
            return b"\t".join(one.buffer[one.begin[row] : one.end[row]].tobytes() for one in columns) or b"(empty)"

        numbers = np.arange(before, before + batch.num_rows)
        yield chunk([(name, one) for (name, _), one in zip(form.places, columns, strict=True)], numbers, shown)
        before += batch.num_rows


def sample(file: BinaryIO, count: int) -> dict[tuple[str, ...], list[str]]:
    """The first values of each column that has single ones, as text."""
    found: dict[tuple[str, ...], list[str]] = {}
    for batch in _batches(file, None, count):
        for path in _leaves(batch.schema, ()):
            one = _column(_inner(batch, list(path)), list(path))
            found[path] = [text.decode(errors="replace") for text in one.texts()]
        break
    return found


def _leaves(fields: Arrow, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for field in fields:
        path = (*above, field.name)
        if pa.types.is_struct(field.type):
            yield from _leaves(field.type, path)
        elif _is_plain(field.type):
            yield path


def _is_plain(kind: Arrow) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind)
    return bool(is_text or pa.types.is_large_binary(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _batches(file: BinaryIO, paths: list[list[str]] | None, count: int = _AT_ONCE) -> Iterator[Arrow]:
    try:
        whole = pq.ParquetFile(file)
        names = set(whole.schema_arrow.names)
        if missing := [path[0] for path in paths or () if path[0] not in names]:
            shown = ", ".join(sorted(names)[:12])
            raise BadInput(f"The list has no column {missing[0]!r}; its columns are {shown}.")
        columns = None if paths is None else [".".join(path) for path in paths]
        yield from whole.iter_batches(batch_size=count, columns=columns)
    except (pa.ArrowException, OSError):
        raise BadInput(_DAMAGED) from None


def _inner(batch: Arrow, path: list[str]) -> Arrow:
    at = batch.schema.get_field_index(path[0])
    found = batch.column(at) if at >= 0 else None  # pyarrow leaves out what it does not find
    for step in path[1:]:
        inside = found is not None and pa.types.is_struct(found.type) and found.type.get_field_index(step) >= 0
        found = pc.struct_field(found, step) if inside else None
    if found is None:
        raise BadInput(f"The list has no single column {'.'.join(path)!r}.")
    return found


def _column(values: Arrow, path: list[str]) -> Column:
    if not _is_plain(values.type):
        raise BadInput(f"The column {'.'.join(path)!r} has no single texts or numbers.")
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_floating(values.type):  # as pandas writes ids where some are missing
        whole = pc.equal(values, pc.floor(values))
        values = pc.cast(pc.if_else(whole, values, None), pa.int64(), safe=False)
    values = pc.cast(values, pa.large_string() if pa.types.is_integer(values.type) else pa.large_binary())
    values = pc.fill_null(values, "" if pa.types.is_large_string(values.type) else b"")
    _, offsets, content = values.buffers()
    places = np.frombuffer(offsets, np.int64, len(values) + 1, values.offset * 8).astype(np.int64) + MARGIN
    return Column(padded(memoryview(content) if content else b""), places[:-1], places[1:])
