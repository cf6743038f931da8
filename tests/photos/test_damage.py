"""A file that is cut short, damaged, or another machine's is an error with a sentence, and never an answer."""

from __future__ import annotations

import random
import shutil

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import IndexUnusable
from lineage.photos.columns.numbers import owner_number
from lineage.photos.hashes import hash_of
from lineage.photos.owners import Clear
from lineage.photos.rows import address
from lineage.photos.serving.blocks import MAGIC
from lineage.photos.serving.manifest import Column
from lineage.photos.store import PhotoStore
from tests.photos.invented import added, renewed, row

OWNERS = [f"{12345678 + number}@N9{number % 10}" for number in range(40)]
PHOTOS = {1_234_000_000 + 7 * number: OWNERS[number * number % 40] for number in range(4_000)}
STRANGER = 99_000_000_001
FILES = [
    "index.json", "base/head", "base/rows", "base/ids", "base/hashes", "members/head", "members/matrix",
    "members/outside", "members/outside-ids", "members/outside-hashes",
]  # fmt: skip
SEED = 20261127


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A store with every kind of file, and what it answers."""
    store = renewed(tmp_path_factory.mktemp("whole"), [row(photo, nsid) for photo, nsid in PHOTOS.items()])
    listed = [f"{photo},," for photo in list(PHOTOS)[::3]]
    listed += [f"{STRANGER},{OWNERS[1]},{'0a' * 16}", f"{STRANGER + 1},,", f",{OWNERS[2]},"]
    lines = "\n".join(["photo,owner,hash", *listed])
    added(store, Column(dataset="faces", release="1"), lines, "csv:photo=photo,owner=owner,hash=hash")
    return store.folder, everything(store.folder)


@pytest.fixture
def copy(whole, tmp_path):
    """The same store to damage, and a way to find its files."""
    shutil.copytree(whole[0], tmp_path / "store")

    def file(name):
        folder, _, last = name.rpartition("/")
        (found,) = (tmp_path / "store").glob(f"{folder}-*/{last}" if folder else last)
        return found

    return file


def everything(folder):
    """All that can be asked of a store."""
    index = PhotoStore(folder, Clear()).open()
    try:
        people = {nsid: shown(index.person(nsid)) for nsid in OWNERS}
        some = list(PHOTOS)[::17]
        photos = {photo: [shown(one) for one in index.photo(photo)] for photo in (*some, STRANGER, STRANGER + 1)}
        hashes = {}
        for photo in some:
            (found,) = index.photo(photo)
            md5 = hash_of(address(*found.rows[0].tolist()))
            hashes[photo] = [shown(one) for one in index.hash(md5)]
        strange = [shown(one) for one in index.hash("0a" * 16)]
        return people, photos, hashes, strange
    finally:
        index.close()


def shown(person):
    return person.owner, person.rows.tolist(), person.members.tolist(), person.outside.tolist(), person.listed


def test_the_whole_store_answers(whole):
    people, photos, hashes, strange = whole[1]
    assert sum(len(rows) for _, rows, *_ in people.values()) == len(PHOTOS)
    assert photos[STRANGER][0][0] == owner_number(OWNERS[1])
    assert all(hashes.values())
    assert strange


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_an_error_or_changes_nothing(whole, copy, name):
    path, chance = copy(name), random.Random(f"{SEED} {name}")
    content = path.read_bytes()
    places = range(len(content)) if name == "index.json" else [*range(90), *range(4096, len(content))]
    refused = 0
    for _ in range(25):
        damaged = bytearray(content)
        damaged[chance.choice(places)] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            assert everything(path.parents[0 if name == "index.json" else 1]) == whole[1]
        except IndexUnusable as error:
            refused += 1
            assert path.name in str(error)
            assert "build" in str(error)
    assert refused  # in blocks that nobody asks for a bit may flip unseen


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_short_is_refused(copy, name):
    path, chance = copy(name), random.Random(f"{SEED} {name}")
    content = path.read_bytes()
    for length in (0, 1, len(content) - 1, *(chance.randrange(len(content)) for _ in range(5))):
        path.write_bytes(content[:length])
        with pytest.raises(IndexUnusable, match=path.name):
            everything(path.parents[0 if name == "index.json" else 1])


@pytest.mark.parametrize("name", FILES[1:])
def test_another_version_and_another_byte_order_are_told(copy, name):
    path = copy(name)
    content = path.read_bytes()
    newer = content[:8] + (2).to_bytes(4, "little") + content[12:]
    for changed, said in (
        (newer, "version 2"),
        (MAGIC[::-1] + content[8:], "byte order"),
        (content[:8] + (1).to_bytes(4, "big") + content[12:], "byte order"),
        (b"not an index" + content[12:], "no file of an index"),
    ):
        path.write_bytes(changed)
        with pytest.raises(IndexUnusable, match=said):
            everything(path.parents[1])


@pytest.mark.parametrize("name", ["base/rows", "base/ids", "base/hashes", "members/matrix"])
def test_numbers_in_the_other_byte_order_are_damage(copy, name):
    path = copy(name)
    content = path.read_bytes()
    swapped = b"".join(content[at : at + 8][::-1] for at in range(4096, len(content), 8))
    path.write_bytes(content[:4096] + swapped)
    with pytest.raises(IndexUnusable, match="damaged"):
        everything(path.parents[1])


@pytest.mark.parametrize("name", FILES[1:])
def test_a_file_that_is_missing_is_told(copy, name):
    path = copy(name)
    path.unlink()
    with pytest.raises(IndexUnusable, match=f"{path.name} is missing"):
        everything(path.parents[1])
