"""Reads a list, whatever holds it: a file, compressed or not, an archive or a folder of which only names count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.text import column
from lineage.photos.lists import archives, documents
from lineage.photos.lists.chunk import Chunk, chunk, split
from lineage.photos.lists.form import Form
from lineage.photos.lists.rows import rows
from lineage.photos.lists.stream import Forward, opened, raw

PARQUET = b"PAR1"
"""How a Parquet file begins."""
_AT_ONCE = 100_000


def read(path: Path, form: Form) -> Iterator[Chunk]:
    """Every member of a list, and what could not be read as one. Raises BadInput for a list of another form."""
    with ExitStack() as open_files:
        stream, names = contents(path, open_files)
        right = {"names"} if names is not None else {"csv", "names", "json", "jsonl"} if stream else {"parquet"}
        if form.kind not in right:
            raise BadInput(f"{path.name} is not read as `{form}`; leave `--format` out to see what it is.")
        for part in _parts(path, form, stream, names, open_files):
            yield from split(part)


def contents(path: Path, open_files: ExitStack) -> tuple[Forward | None, Iterator[bytes] | None]:
    """A list's text, or the names in it; neither, if it is Parquet."""
    if path.is_dir():
        return None, archives.folder_names(path)
    stream = open_files.enter_context(opened(path))
    head = stream.peek(archives.HEAD)
    if head.startswith(archives.ZIP):
        return None, archives.zip_names(open_files.enter_context(raw(path)))
    if archives.is_tar(head):
        return None, archives.tar_names(stream)
    return (None if head.startswith(PARQUET) else stream), None


def _parts(
    path: Path, form: Form, stream: Forward | None, names: Iterable[bytes] | None, open_files: ExitStack
) -> Iterator[Chunk]:
    if names is not None:
        return _names(names, form)
    if stream is None:
        from lineage.photos.lists.parquet import from_parquet  # pyarrow is heavy

        return from_parquet(open_files.enter_context(raw(path)), form)
    if form.kind == "json":
        return documents.from_document(stream, form)
    return documents.from_lines(stream, form) if form.kind == "jsonl" else rows(stream, form)


def _names(names: Iterable[bytes], form: Form) -> Iterator[Chunk]:
    left, before = iter(names), 1
    while part := list(islice(left, _AT_ONCE)):
        numbers = np.arange(before, before + len(part))
        yield chunk([(form.places[0][0], column(part))], numbers, part.__getitem__)
        before += len(part)
