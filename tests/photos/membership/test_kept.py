"""What lists named is kept as it was; a damaged file is an error, and never other members."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np

from lineage.errors import ArchiveUnavailable, IndexUnusable
from lineage.photos.lists.members import Members, joined, nobody
from lineage.photos.membership.kept import gathered, keep, kept


def invented(count, *, photos_alone=False):
    chance, none = np.random.default_rng(20261127), nobody(count)
    photo = chance.integers(0, 2**37, count, np.uint64)
    if photos_alone:
        return Members(photo, none.owner, none.hash_high, none.hash_low, none.short)
    owner, high, low = (chance.integers(0, 2**64, count, np.uint64, endpoint=False) for _ in range(3))
    return Members(photo, owner, high, low, chance.random(count) < 0.5)


def plain(members):
    return [column.tolist() for column in (*members.numbers, members.short)]


def read(path):
    return plain(joined(list(kept(path))))


@pytest.mark.parametrize("count", [0, 1, 5_000])
@pytest.mark.parametrize("photos_alone", [True, False])
def test_members_are_kept_as_they_were(tmp_path, count, photos_alone):
    members = invented(count, photos_alone=photos_alone)

    keep(tmp_path / "list.parquet", members)

    assert read(tmp_path / "list.parquet") == plain(members)
    assert [path.name for path in tmp_path.iterdir()] == ["list.parquet"]


def test_photos_alone_are_gathered_in_order_and_once():
    members = invented(100, photos_alone=True)
    found = gathered([members, members])
    assert found.photo.tolist() == sorted(set(members.photo.tolist()))
    assert len(gathered([invented(3), invented(3)])) == 6
    assert len(gathered([])) == 0


@pytest.mark.parametrize("photos_alone", [True, False])
def test_a_damaged_list_is_an_error_or_changes_nothing(tmp_path, photos_alone):
    path, members = tmp_path / "list.parquet", invented(300, photos_alone=photos_alone)
    keep(path, members)
    content, chance, refused = path.read_bytes(), random.Random(20261127), 0
    for _ in range(400):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            assert read(path) == plain(members)
        except IndexUnusable as error:
            refused += 1
            assert "is damaged" in str(error)
    assert refused > 200


def test_a_list_that_is_cut_short_or_missing_is_told(tmp_path):
    path = tmp_path / "list.parquet"
    keep(path, invented(300))
    content = path.read_bytes()
    for length in (0, 3, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(IndexUnusable, match="is damaged"):
            read(path)
    path.unlink()
    with pytest.raises(ArchiveUnavailable, match=r"list\.parquet"):
        read(path)
