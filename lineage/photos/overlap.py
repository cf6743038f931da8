"""How many photos two columns share, for all pairs at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lineage.photos.serving.matrix import CHUNK, Chunk, Matrix


def overlaps(matrix: Matrix, columns: int) -> NDArray[np.int64]:
    """Shape (columns, columns): rows that are in both; on the diagonal, those of one."""
    found = np.zeros((columns, columns), np.int64)
    for _, chunk in matrix.chunks():
        here, flags = _flags(chunk)
        # 32-bit floats count a chunk's 16,384 rows exactly, and multiplying matrices is what processors do best.
        found[np.ix_(here, here)] += (flags @ flags.T).astype(np.int64)
    return found


def _flags(chunk: Chunk) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The columns with members in a chunk, and who they are."""
    here = np.union1d(chunk.dense, chunk.columns).astype(np.int64)
    flags = np.zeros((len(here), CHUNK), np.float32)
    flags[here.searchsorted(chunk.dense)] = np.unpackbits(chunk.bits, axis=1, bitorder="little")
    flags[here.searchsorted(chunk.columns), chunk.places] = 1
    return here, flags
