"""What is done in turns, so that it fits into memory or can go on later, gives what is done at once."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np

from lineage.photos.build import build, parquet, scan, sort, sqlite, tsv, write
from lineage.photos.rows import ROW_BITS
from tests.photos.build.model import Line
from tests.photos.build.sources import FORMS, renewed_from

LINES = [Line(str(1234567890 + n * 7919 % 20_011), f"{12345678 + n * n % 997}@N9{n % 10}") for n in range(20_000)]
LINES += [Line(line.photo, "12345@N90", ending="png") for line in LINES[:100]] + LINES[:50] + [Line("gull", "x")] * 5


def table(count, owners):
    chance = np.random.default_rng(20261127)
    rows = chance.integers(1, 2**37, (count, 5), np.uint64)
    rows[:, 0] = chance.integers(1, owners + 1, count)
    return rows


@pytest.mark.parametrize("owners", [1, 3, 100, 100_000])
def test_a_bucket_sorted_in_turns_is_the_bucket_sorted_at_once(monkeypatch, owners):
    pieces = np.array_split(table(20_000, owners), 7)
    (at_once,) = sort.spans(lambda: iter(pieces), 20_000)
    monkeypatch.setattr(sort, "LARGEST", 4_000)

    turns = list(sort.spans(lambda: iter(pieces), 20_000))

    assert len(turns) == 1 + min(9, owners - 1) or owners < 100
    together = np.concatenate([sort.in_order(turn).rows for turn in turns])
    assert together.tolist() == sort.in_order(at_once).rows.tolist()


def test_an_empty_bucket_has_no_rows():
    (nothing,) = sort.spans(lambda: iter([]), 0)
    assert len(sort.in_order(nothing).rows) == 0


@pytest.mark.parametrize("key_bits", [8, 30])
def test_keys_sorted_in_turns_are_the_keys_sorted_at_once(monkeypatch, tmp_path, key_bits):
    keys = np.random.default_rng(20261127).integers(0, 1 << key_bits, 30_000, np.uint64) << np.uint64(ROW_BITS)
    keys |= np.arange(len(keys), dtype=np.uint64)
    pieces = np.array_split(keys, 5)
    at_once = write.sorted_keys(lambda: iter(pieces), tmp_path / "ids", len(keys))
    before = (tmp_path / "ids").read_bytes()
    monkeypatch.setattr(write, "AT_ONCE", 12_000)

    in_turns = write.sorted_keys(lambda: iter(pieces), tmp_path / "ids", len(keys))

    assert (tmp_path / "ids").read_bytes() == before
    assert in_turns.fences.tolist() == at_once.fences.tolist()
    assert in_turns.sums.tolist() == at_once.sums.tolist()
    assert (in_turns.count, in_turns.repeated) == (at_once.count, at_once.repeated)


def test_few_keys_of_many_rows_are_sorted(monkeypatch, tmp_path):
    monkeypatch.setattr(write, "AT_ONCE", 100)
    for keys in ([], [5, 3, 4]):
        found = write.sorted_keys(lambda keys=keys: iter([np.array(keys, np.uint64)]), tmp_path / "hashes", 1_000)
        assert found.count == len(keys)


@pytest.mark.parametrize("form", ["tsv", "gz", "halves", "sqlite", "parquet, numbers"])
def test_an_index_made_in_small_steps_is_the_same(monkeypatch, tmp_path, form):
    files = FORMS[form](tmp_path, LINES)
    store, built = renewed_from(tmp_path / "store", files)
    sizes = {"AT_ONCE": 700, "_BLOCK": 1 << 17, "PART": 3_000, "_BUCKET": 2_000, "LARGEST": 1_500}
    for module in (scan, build, sort, sqlite, parquet, tsv):
        for name in sizes.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, sizes[name])
    monkeypatch.setattr(write, "AT_ONCE", 8_192)

    small, again = renewed_from(tmp_path / "small", files)

    assert small.manifest().sizes == store.manifest().sizes  # names say what is in the files
    assert (again.lines, again.bad, again.written) == (built.lines, built.bad, built.written)
    assert sorted(again.aside.read_bytes().splitlines()) == sorted(built.aside.read_bytes().splitlines())
