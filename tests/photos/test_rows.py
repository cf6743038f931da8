"""A row keeps its photo, its kind and its place in sixteen bytes, up to the largest of each."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.rows import (
    LARGEST_PHOTO,
    NO_ADDRESS,
    OTHER_HASH,
    ROW_BYTES,
    VIDEO,
    address,
    kinds,
    packed,
    photo_ids,
)


def one(photo, kind, server, farm, secret):
    columns = (np.array([number], np.uint64) for number in (photo, kind, server, farm, secret))
    photo, kind, server, farm, secret = columns
    return packed(photo, kind, server=server, farm=farm, secret=secret)


@given(
    st.integers(1, LARGEST_PHOTO), st.sampled_from([0, 1, 2]), st.sampled_from([0, VIDEO, OTHER_HASH]),
    st.integers(1, 2**16 - 1), st.integers(1, 255), st.integers(0, 2**40 - 1),
)  # fmt: skip
def test_what_is_packed_is_found_again(photo, ending, flags, server, farm, secret):
    row = one(photo, ending | flags, server, farm, secret)

    assert row.nbytes == ROW_BYTES
    assert photo_ids(row).tolist() == [photo]
    assert kinds(row).tolist() == [ending | flags]
    extension = ("jpg", "png", "gif")[ending]
    assert address(*row[0].tolist()) == f"http://farm{farm}.staticflickr.com/{server}/{photo}_{secret:010x}.{extension}"


def test_a_row_without_a_place_has_no_address():
    assert address(*one(1234567890, NO_ADDRESS, 0, 0, 0)[0].tolist()) is None
