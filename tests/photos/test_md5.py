"""Hashes of many rows at once are those of their addresses, one by one."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lineage.photos import md5
from lineage.photos.hashes import hash_of
from lineage.photos.rows import LARGEST_PHOTO, VIDEO, address, packed

PLACES = st.tuples(
    st.integers(1, LARGEST_PHOTO) | st.integers(1, 10**4),
    st.sampled_from([0, 1, 2, VIDEO, VIDEO | 1]),
    st.integers(1, 2**16 - 1),
    st.integers(1, 255),
    st.integers(0, 2**40 - 1),
)


def rows(places):
    photo, kind, server, farm, secret = np.array(places, np.uint64).reshape(-1, 5).T
    return packed(photo, kind, server=server, farm=farm, secret=secret)


@given(st.lists(PLACES, max_size=40))
@example([(LARGEST_PHOTO, 2, 65535, 255, 2**40 - 1), (1, 0, 1, 1, 0)])
def test_a_hash_is_the_md5_of_the_address(places):
    table = rows(places)

    high, low = md5.hashes(table)

    found = [f"{one:016x}{other:016x}" for one, other in zip(high.tolist(), low.tolist(), strict=True)]
    assert found == [hash_of(address(*row)) for row in table.tolist()]


def test_rows_beyond_one_turn_are_hashed_alike(monkeypatch):
    table = rows([(1234567890 + n, n % 3, 1 + n % 60_000, 1 + n % 255, n * 7919) for n in range(1_000)])
    at_once = md5.hashes(table)
    monkeypatch.setattr(md5, "_AT_ONCE", 7)

    in_turns = md5.hashes(table)

    assert [half.tolist() for half in in_turns] == [half.tolist() for half in at_once]
