"""Memberships in chunks are what a table of yes and no would be, also when a column is replaced."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.serving.blocks import HEADER, Blocks, Writer
from lineage.photos.serving.matrix import CHUNK, DENSE, Matrix, chunked, merged, unpacked

ROWS = 2 * CHUNK + 100
SHARES = st.sampled_from([0, 0.0002, DENSE / CHUNK, 0.4, 1])
COLUMNS = st.lists(st.tuples(SHARES, st.integers(0, 9)), min_size=1, max_size=4)


def table(columns):
    """Shape (columns, rows): by the share of members and a seed."""
    return np.array([np.random.default_rng(seed).random(ROWS) < share for share, seed in columns])


def members(flags):
    return {at: np.flatnonzero(row).astype(np.uint32) for at, row in enumerate(flags)}


def matrix(folder, chunks, columns):
    offsets = [0]
    with Writer(folder / "matrix", "matrix") as file:
        for chunk in chunks:
            file.write(chunk.packed())
            offsets.append(file.size - HEADER)
    content = (folder / "matrix").read_bytes()
    blocks = Blocks("matrix", lambda begin, length: content[begin : begin + length], file.sums)
    return Matrix(blocks, np.array(offsets, np.uint64), columns)


@given(COLUMNS, st.integers(0, ROWS), st.integers(0, ROWS))
def test_any_rows_are_what_the_table_says(tmp_path_factory, columns, one, other):
    flags, (begin, end) = table(columns), sorted((one, other))
    made = matrix(tmp_path_factory.mktemp("m"), chunked(members(flags), ROWS), len(flags))

    assert (made.read(begin, end) == flags[:, begin:end]).all()
    for at, row in enumerate(flags):
        assert made.members(at).tolist() == np.flatnonzero(row).tolist()


@given(COLUMNS, st.tuples(SHARES, st.integers(10, 19)))
def test_a_column_that_is_replaced_is_as_if_it_had_been_so(columns, new):
    flags = table(columns)
    changed = flags.copy()
    changed[0] = table([new])[0]
    kept = np.array([at != 0 for at in range(len(flags))])

    chunks = zip(chunked(members(flags), ROWS), chunked({0: members(changed)[0]}, ROWS), strict=True)
    for chunk, wanted in zip(
        (merged(old, more, kept) for old, more in chunks), chunked(members(changed), ROWS), strict=True
    ):
        read = np.zeros((2, len(flags), CHUNK), np.bool_)
        chunk.marked(0, CHUNK, read[0])
        unpacked(memoryview(wanted.packed())).marked(0, CHUNK, read[1])
        assert (read[0] == read[1]).all()
