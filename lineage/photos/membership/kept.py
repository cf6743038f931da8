"""Lists as they are kept in the photo store: what they name, in numbers, so that a new index can be joined with them.

Their own bytes are not kept: these columns say all that the index can use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lineage.errors import IndexUnusable
from lineage.files import explained
from lineage.photos.columns.numbers import once
from lineage.photos.lists.members import Members, filled, joined

_COLUMNS: Final = ("photo", "owner", "hash_high", "hash_low", "short")
_AT_ONCE: Final = 1 << 24
_ENCODING: Final = "DELTA_BINARY_PACKED"


def keep(path: Path, members: Members) -> None:
    """Write what a list names; columns that name nobody are left out. In one step."""
    columns = {name: getattr(members, name) for name in _COLUMNS}
    columns = {name: column for name, column in columns.items() if name == "photo" or column.any()}
    numbers = columns.keys() - {"short"}
    part = path.with_suffix(".part")
    with explained("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(
            pa.table(columns), part, use_dictionary=False, column_encoding=dict.fromkeys(numbers, _ENCODING),
            write_page_checksum=True,
        )  # fmt: skip
        part.replace(path)


def kept(path: Path) -> Iterator[Members]:
    """What was written, in parts that fit into memory. Raises IndexUnusable if it is damaged."""
    with explained("read", path), _whole(path), pq.ParquetFile(path, page_checksum_verification=True) as file:
        for batch in file.iter_batches(_AT_ONCE):
            columns: dict[str, Any] = {
                name: batch.column(name).to_numpy(zero_copy_only=False) for name in batch.schema.names
            }
            yield filled(len(batch), **columns)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, ValueError, AttributeError, TypeError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise IndexUnusable(
            f"{path} is damaged: what a list named cannot be read any more; put back a copy, or begin with an empty "
            "folder: build, then add all lists."
        ) from None


def gathered(parts: Sequence[Members]) -> Members:
    """The members of a list; each photo once and in order, if it names nothing but photos."""
    if any(column.max(initial=0) for part in parts for column in (part.owner, part.hash_high, part.hash_low)):
        return joined(parts)
    photo = once(np.concatenate([np.empty(0, np.uint64), *(part.photo for part in parts)]))
    return filled(len(photo), photo=photo)
