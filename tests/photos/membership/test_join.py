"""Members are found by number, by hash however it was published, by owner; whoever is no row is kept and found."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.columns.numbers import owner_number
from lineage.photos.hashes import hash_of, published_forms
from lineage.photos.membership.hashed import beginnings
from lineage.photos.rows import address
from lineage.photos.serving.manifest import Column
from tests.photos.invented import added, renewed, row

GULL, TERN, STRANGER = "12345678@N90", "23456789@N91", "99999999@N99"
PHOTOS = {1_234_567_890 + number: (GULL, TERN)[number % 2] for number in range(3_000)}
FACES = Column(dataset="faces", release="1")


@pytest.fixture
def store(tmp_path):
    return renewed(tmp_path / "own", [row(photo, nsid) for photo, nsid in list(PHOTOS.items())[:200]])


def hashes(store):
    """The hash of each photo."""
    index, found = store.open(), {}
    for nsid in (GULL, TERN):
        for first, place in index.person(nsid).rows.tolist():
            found[first & 2**37 - 1] = hash_of(address(first, place))
    index.close()
    return found


def members(store, nsid):
    """A person's photos that the list names, those that are no rows among them."""
    index = store.open()
    person = index.person(nsid)
    rows = (person.rows[person.members[0], 0] & np.uint64(2**37 - 1)).tolist() if len(person.rows) else []
    index.close()
    return sorted(rows + person.outside[:, 1].tolist())


def of(nsid, count=100):
    return [photo for photo, owner in PHOTOS.items() if owner == nsid][:count]


@pytest.mark.parametrize(
    "form", ["as it is", "a zero before each byte lost", "zeros before the whole lost", "in capitals"]
)
def test_hashes_are_found_as_lists_publish_them(store, form):
    written = []
    for md5 in hashes(store).values():
        by_byte = "".join(f"{byte:x}" for byte in bytes.fromhex(md5))
        forms = {"as it is": md5, "in capitals": md5.upper(), "zeros before the whole lost": md5.lstrip("0")}
        written.append(forms.get(form, by_byte))
    added(store, FACES, "\n".join(written) + "\n", "names:hash")

    assert members(store, GULL) == of(GULL)
    assert members(store, TERN) == of(TERN)


def test_a_hash_of_no_row_is_kept_and_found_whole_whatever_the_list_lost(store):
    added(store, FACES, "a" * 23 + "\n" + "0b" * 16 + "\n", "names:hash")

    index = store.open()
    (column,) = index.manifest.columns
    assert (column.photos, column.outside) == (0, 2)
    assert [one.outside[:, 2:4].tolist() for one in index.hash("0b" * 16)] == [[[0x0B0B0B0B0B0B0B0B] * 2]]
    assert len(index.hash("0a" * 9 + "aa" * 7)) == 1
    assert index.hash("0c" * 16) == []
    index.close()


def test_a_list_that_names_another_owner_counts_for_both(store):
    photo = of(GULL)[0]
    added(store, FACES, f"photo,owner\n{photo},{STRANGER}\n", "csv:photo=photo,owner=owner")

    assert members(store, GULL) == [photo]
    assert members(store, STRANGER) == [photo]


def test_an_owner_alone_is_listed(store):
    added(store, FACES, f"{GULL}\n{STRANGER}\n{GULL}\n", "names:owner")

    index = store.open()
    assert [index.person(nsid).listed for nsid in (GULL, STRANGER, TERN)] == [(0,), (0,), ()]
    assert index.manifest.columns[0].owners == 2
    index.close()


def test_a_list_with_owners_lends_them_to_one_without(store):
    added(store, FACES, "99000000001\n", "names:photo")
    assert members(store, STRANGER) == []

    added(store, Column(dataset="tours", release="1"), f"7/{STRANGER}/99000000001_0.jpg\n", "names")

    index = store.open()
    assert sorted(index.person(STRANGER).outside[:, 4].tolist()) == [0, 1]
    assert [one.owner for one in index.photo(99_000_000_001)] == [owner_number(STRANGER)]
    index.close()


@given(st.binary(min_size=16, max_size=16))
def test_every_published_form_begins_as_its_hash_may(content):
    md5 = content.hex()
    for form in published_forms(md5):
        if len(form) >= 23:
            assert int(md5, 16) >> 91 in beginnings(form)
