"""The invented photos that the index is measured by: as a file of YFCC100M would have them, and always the same."""

import gzip
import hashlib
import io
from itertools import pairwise

import pytest

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from benchmarks.photos.generate import generate  # noqa: E402
from benchmarks.photos.members import DATASETS, members  # noqa: E402
from benchmarks.photos.people import people  # noqa: E402
from benchmarks.photos.rows import World  # noqa: E402

ROWS = 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("photos")
    generate(ROWS, 100, made)
    return made


@pytest.fixture(scope="module")
def rows(folder):
    return pq.read_table(folder / "photos").to_pylist()


def url(row):
    return "http://farm{farmid}.staticflickr.com/{serverid}/{photoid}_{secret}.{ext}".format(**row)


def test_each_photo_is_there_once_with_an_id_of_its_years(rows):
    ids = [row["photoid"] for row in rows]

    assert len(set(ids)) == ROWS
    assert min(ids) >= 5e7
    assert max(ids) <= 1.5e10


def test_rows_are_sorted_by_neither_id_nor_owner(rows):
    for key in ("photoid", "uid"):
        values = [row[key] for row in rows]
        rising = sum(a < b for a, b in pairwise(values))
        assert ROWS / 3 < rising < ROWS * 2 / 3


def test_the_hash_is_that_of_the_address(rows):
    assert all(row["hash"] == hashlib.md5(url(row).encode()).hexdigest() for row in rows)


def test_rows_are_the_same_in_any_batch_and_others_with_another_seed():
    whole = World(ROWS, 1).batch(0, ROWS).table()

    assert pa.concat_tables(World(ROWS, 1).batch(at, at + 250).table() for at in range(0, ROWS, 250)).equals(whole)
    assert not World(ROWS, 2).batch(0, ROWS).table().equals(whole)


def test_lines_are_the_first_rows(folder, rows):
    with pa.CompressedInputStream(str(folder / "listing.tsv.zst"), "zstd") as file:
        lines = [line.split("\t") for line in file.read().decode().splitlines()]

    assert len(lines) == 100
    assert all(len(line) == 25 for line in lines)
    for number, (line, row) in enumerate(zip(lines, rows, strict=False)):
        assert line[:4] == [str(number), str(row["photoid"]), row["hash"], row["uid"]]
        assert line[16] == url(row)
        assert line[19:22] == [str(row["serverid"]), str(row["farmid"]), row["secret"]]
        assert line[23:] == [row["ext"], str(row["marker"])]


def test_lines_have_the_columns_of_the_sample(shared):
    sample = gzip.decompress((shared / "membership" / "yfcc100m_dataset_sample.tsv.gz").read_bytes())

    assert {line.count("\t") for line in io.StringIO(sample[:100_000].decode()).readlines()[:-1]} == {24}


def test_datasets_have_their_share_of_the_photos():
    world = World(200_000, 1)
    taken = members(world.batch(0, 200_000))

    for ids, dataset in zip(taken, DATASETS, strict=True):
        near = 0.8 if dataset.whole else 0.1  # of few owners, the next is soon too large
        assert abs(len(ids) / 200_000 - dataset.share) < near * dataset.share + 0.0001


def test_files_of_members_name_photos_of_the_rows(folder, rows):
    ids = {row["photoid"] for row in rows}

    for dataset in DATASETS:
        listed = [int(line) for line in (folder / "members" / f"{dataset.name}.txt").read_text().split()]
        assert set(listed) <= ids
        assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("dataset", [d for d in DATASETS if d.whole], ids=lambda d: d.name)
def test_some_datasets_took_whole_owners(dataset):
    world = World(200_000, 1)
    batch = world.batch(0, 200_000)
    taken = set(members(batch)[DATASETS.index(dataset)].tolist())
    inside = {(owner, photo in taken) for owner, photo in zip(batch.owner.tolist(), batch.photo.tolist(), strict=True)}

    assert len(inside) == len({owner for owner, _ in inside})


def test_owners_have_as_many_photos_as_is_said():
    world = World(200_000, 1)
    owners = people(world.rows, world.seed)
    counted = [0] * len(owners.names)
    for owner in world.batch(0, 200_000).owner.tolist():
        counted[owner] += 1

    assert counted == [b - a for a, b in pairwise([0, *owners.ends.tolist()])]
    assert len(set(owners.names)) == len(owners.names)
