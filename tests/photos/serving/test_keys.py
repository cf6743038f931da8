"""Sorted keys give every row of a key, one key asked alone or many together."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.photos.build.write import sorted_keys
from lineage.photos.rows import LARGEST_PHOTO, ROW_BITS
from lineage.photos.serving import keys as serving
from lineage.photos.serving.blocks import Blocks
from lineage.photos.serving.keys import Keys

KEYS = st.integers(0, 300) | st.integers(0, LARGEST_PHOTO) | st.sampled_from([0, LARGEST_PHOTO])


def opened(keys):
    numbers = np.array(keys, np.uint64) << np.uint64(ROW_BITS) | np.arange(len(keys), dtype=np.uint64)
    with tempfile.TemporaryDirectory() as folder:
        made = sorted_keys(lambda: iter([numbers]), Path(folder) / "ids", len(numbers))
        content = (Path(folder) / "ids").read_bytes()
    blocks = Blocks("ids", lambda begin, length: content[begin : begin + length], made.sums)
    return Keys(blocks, made.fences, made.count)


@settings(max_examples=60, deadline=None)
@given(st.lists(KEYS, max_size=60), st.lists(KEYS | st.integers(0, 2**64 - 1), max_size=30), st.integers(1, 40))
def test_all_rows_of_a_key_are_found(keys, asked, copies):
    keys = keys * copies  # so that one key's rows lie in several blocks
    found = opened(keys)
    rows = {key: [row for row, one in enumerate(keys) if one == key] for key in asked}
    asked = np.sort(np.array(asked, np.uint64))

    together = {}
    for places, some in found.many(asked):
        for place, row in zip(places.tolist(), some.tolist(), strict=True):
            together.setdefault(place, []).append(row)

    assert {key: found.rows(key) for key in rows} == rows
    assert {place: sorted(some) for place, some in together.items()} == {
        place: rows[key] for place, key in enumerate(asked.tolist()) if rows[key]
    }


def test_many_keys_are_found_over_several_runs_of_blocks(monkeypatch):
    monkeypatch.setattr(serving, "_RUN", 2)
    keys = [number // 3 for number in range(20_000)]
    found = opened(keys)

    asked = np.arange(0, 7_000, 5, dtype=np.uint64)
    rows = {}
    for places, some in found.many(asked):
        for key, row in zip(asked[places].tolist(), some.tolist(), strict=True):
            rows.setdefault(key, set()).add(row)

    last = keys[-1]
    assert rows == {key: {row for row in range(3 * key, 3 * key + 3) if row < 20_000} for key in range(0, last + 1, 5)}
    assert [found.rows(key) for key in (0, last, last + 1)] == [[0, 1, 2], [19_998, 19_999], []]
