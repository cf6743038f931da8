"""Lists as they are kept in the photo store: what they name, in numbers, so that a new index can be joined with them.

Their own bytes are not kept: these columns say all that the index can use.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lineage.files import explained
from lineage.photos.lists.members import Members, nobody

_COLUMNS: Final = ("photo", "owner", "hash_high", "hash_low", "short")
_AT_ONCE: Final = 1 << 24


def keep(path: Path, members: Members) -> None:
    """Write what a list names; columns that name nobody are left out. In one step."""
    columns = {name: getattr(members, name) for name in _COLUMNS}
    columns = {name: column for name, column in columns.items() if name == "photo" or column.any()}
    part = path.with_suffix(".part")
    with explained("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(columns), part, compression="zstd", compression_level=1, use_dictionary=False)
        part.replace(path)


def kept(path: Path) -> Iterator[Members]:
    """What was written, in parts that fit into memory."""
    with explained("read", path), pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_AT_ONCE):
            members = nobody(len(batch))
            for name in batch.schema.names:
                getattr(members, name)[:] = batch.column(name).to_numpy(zero_copy_only=False)
            yield members


def compact(members: Members) -> Members:
    """Each photo once, in order, where a list names nothing but photos; other lists stay as they are."""
    if members.owner.any() or members.hash_high.any() or members.hash_low.any():
        return members
    photo = np.sort(members.photo)
    new = np.ones(len(photo), np.bool_)
    new[1:] = photo[1:] != photo[:-1]
    found = nobody(int(new.sum()))
    found.photo[:] = photo[new]
    return found
