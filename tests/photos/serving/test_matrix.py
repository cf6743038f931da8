"""Memberships written by chunks are the table of yes and no they were made of."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.photos.serving.blocks import Blocks, Writer
from lineage.photos.serving.matrix import CHUNK, DENSE, Matrix, chunked, merged, unpacked

ROWS = st.sampled_from([0, 1, 7, 300, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
SHARE = st.sampled_from([0.02, 0.5, DENSE / CHUNK, 0.0005, 0.0, 1.0])
SHARES = st.lists(SHARE, min_size=1, max_size=6)


def table(rows, shares, seed):
    """Which row is a member of which column, a share of the rows of each."""
    chance = np.random.default_rng(seed)
    found = np.zeros((len(shares), rows), np.bool_)
    for column, share in enumerate(shares):
        found[column] = chance.random(rows) < share
    return found


def members(table):
    return {column: np.flatnonzero(flags).astype(np.uint32) for column, flags in enumerate(table)}


def matrix(chunks, columns):
    """Chunks, written to a file and read from it."""
    offsets = [0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matrix"
        with Writer(path, "matrix") as file:
            for chunk in chunks:
                file.write(chunk.packed())
                offsets.append(file.size - 4096)
        content = path.read_bytes()
    blocks = Blocks("matrix", lambda begin, length: content[begin : begin + length], file.sums)
    return Matrix(blocks, np.array(offsets, np.uint64), columns)


@settings(max_examples=40, deadline=None)
@given(ROWS, SHARES, st.integers(0, 2**32 - 1), st.data())
def test_any_rows_are_read_as_they_were_written(rows, shares, seed, data):
    wanted = table(rows, shares, seed)

    found = matrix(chunked(members(wanted), rows), len(shares))

    edges = sorted({0, 1, 7, 8, 9, CHUNK - 1, CHUNK, CHUNK + 1, rows - 1, rows} & set(range(rows + 1)))
    begin, end = sorted(data.draw(st.tuples(*[st.sampled_from(edges) | st.integers(0, rows)] * 2)))
    assert found.read(begin, end).tolist() == wanted[:, begin:end].tolist()
    for column, flags in enumerate(wanted):
        assert found.members(column).tolist() == np.flatnonzero(flags).tolist()


@settings(max_examples=60, deadline=None)
@given(ROWS, SHARES, st.integers(0, 2**32 - 1), st.data())
def test_a_column_replaced_is_as_if_it_had_been_there(rows, shares, seed, data):
    before, after = table(rows, shares, seed), table(rows, shares, seed)
    column = data.draw(st.integers(0, len(shares)))
    after = np.concatenate((after, np.zeros((1, rows), np.bool_)))
    after[column] = table(rows, [data.draw(SHARE)], seed + 1)[0]
    kept = np.ones(len(shares) + 1, np.bool_)
    kept[column] = False
    old = chunked(members(before), rows)
    new = chunked({column: members(after)[column]}, rows)

    changed = [merged(chunk, more, kept).packed() for chunk, more in zip(old, new, strict=True)]

    at_once = [chunk.packed() for chunk in chunked(members(after), rows)]
    assert changed == at_once


@pytest.mark.parametrize("count", [DENSE - 1, DENSE, DENSE + 1])
def test_a_column_is_bits_from_so_many_members_on(count):
    (chunk,) = chunked({3: np.arange(count, dtype=np.uint32)}, CHUNK)
    assert (len(chunk.dense), len(chunk.places)) == ((1, 0) if count >= DENSE else (0, count))
    again = unpacked(memoryview(chunk.packed()))
    assert (again.dense.tolist(), again.places.tolist()) == (chunk.dense.tolist(), chunk.places.tolist())
