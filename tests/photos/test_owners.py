"""Owners in clear or sealed: found again by their NSID with the right key, and by nobody without it."""

from __future__ import annotations

import pickle

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.numbers import owner_number
from lineage.photos.owners import Clear, Sealed
from lineage.photos.serving.manifest import Column
from lineage.photos.store import PhotoStore
from tests.photos.build.model import Line
from tests.photos.build.sources import FORMS, renewed_from
from tests.photos.invented import added

KEY = b"a key of thirty-two bytes, or so"
OWNERS = [f"{32345678 + number}@N9{number % 10}" for number in range(20)]
STRANGER, LISTED = "87654321@N95", "87654322@N96"
LINES = [Line(str(1234567890 + n), OWNERS[n % 20]) for n in range(100)] + [Line("gull", OWNERS[0]), Line("7", "nobody")]
COLUMN = Column(dataset="faces", release="1")


@pytest.fixture
def store(tmp_path):
    """A sealed index with bad lines, joined with a list that names rows, strangers, owners, and nobody."""
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES), Sealed(KEY))
    listed = "\n".join(
        ["photo,owner", f"1234567890,{OWNERS[0]}", f"99000000001,{STRANGER}", f",{LISTED}", f"x,{OWNERS[1]} x"]
    )
    added(store, COLUMN, listed, "csv:photo=photo,owner=owner")
    (store.folder / "list").unlink()  # the maker's own
    return store


def test_no_owner_stands_in_any_file_of_a_sealed_store(store):
    everybody = [*OWNERS, STRANGER, LISTED]
    found = [
        (path, nsid)
        for path in store.folder.rglob("*")
        if path.is_file()
        for nsid in everybody
        for form in (nsid.encode(), owner_number(nsid).to_bytes(8, "little"), str(owner_number(nsid)).encode())
        if form in path.read_bytes()
    ]
    assert found == []


def test_nothing_of_an_interrupted_sealed_build_names_an_owner(tmp_path, monkeypatch):
    monkeypatch.setattr("lineage.photos.build.build.write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES), Sealed(KEY))

    files = [path for path in (tmp_path / "store" / "building").rglob("*") if path.is_file()]

    assert any(path.suffix == ".rows" for path in files)
    assert any(path.suffix == ".npz" for path in files)
    for nsid in OWNERS:
        number = owner_number(nsid).to_bytes(8, "little")
        assert [path for path in files if nsid.encode() in path.read_bytes() or number in path.read_bytes()] == []


def test_people_are_found_with_the_key(store):
    index = store.open()
    assert len(index.person(OWNERS[0]).rows) == 5
    assert index.person(OWNERS[0]).members.tolist() == [[True, False, False, False, False]]
    assert index.person(STRANGER).outside[:, 1].tolist() == [99000000001]
    assert index.person(LISTED).listed == (0,)
    assert not index.person("12345@N99")
    with pytest.raises(ValueError, match="not an NSID"):
        index.person("somebody")
    index.close()


@pytest.mark.parametrize(("seal", "told"), [(Clear(), "set LINEAGE_PHOTOS_KEY"), (Sealed(b"another"), "the right one")])
def test_no_key_and_another_key_are_refused(store, seal, told):
    with pytest.raises(BadInput, match=told):
        PhotoStore(store.folder, seal).open()


def test_a_key_for_an_index_in_clear_is_refused(tmp_path):
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES))
    with pytest.raises(BadInput, match="leave out LINEAGE_PHOTOS_KEY"):
        PhotoStore(store.folder, Sealed(KEY)).open()


def test_a_key_is_never_shown():
    seal = Sealed(KEY)
    seal.many(np.array([owner_number(OWNERS[0])], np.uint64))

    assert KEY.decode() not in repr(seal) + str(seal) + seal.key_id
    assert repr(KEY) not in repr(seal)
    assert str(owner_number(OWNERS[0])) not in repr(seal)
    assert pickle.loads(pickle.dumps(seal)) == seal


def test_owners_are_sealed_one_by_one_as_all_at_once():
    seal = Sealed(KEY)
    numbers = np.array([0, *map(owner_number, OWNERS), owner_number(OWNERS[3])], np.uint64)
    assert seal.many(numbers).tolist() == [0, *map(seal.one, OWNERS), seal.one(OWNERS[3])]
    assert seal.many(np.empty(0, np.uint64)).tolist() == []
    assert seal.name(seal.one(OWNERS[0])) is None
    assert Clear().name(Clear().one(OWNERS[0])) == OWNERS[0]
