"""Lists added one by one are lists joined all at once, and a smaller index loses no membership."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.photos.columns.numbers import owner_number
from lineage.photos.hashes import hash_of
from lineage.photos.owners import Clear, Sealed
from lineage.photos.serving.manifest import Column
from tests.photos.build.model import Line
from tests.photos.build.sources import FORMS, renewed_from
from tests.photos.invented import added

OWNERS = [f"{12345678 + number}@N9{number % 10}" for number in range(7)]
LINES = [Line(str(1234567890 + number), OWNERS[number % 7]) for number in range(60)]
LINES += [Line("1234567890", OWNERS[5]), Line("2234567890", OWNERS[0], "001a0b" + "1a" * 13)]
OUTSIDE = {99000000000 + number: owner for number, owner in enumerate(["87654321@N95", "87654322@N96", OWNERS[1]])}
COLUMNS = [
    Column(dataset="faces", release="1"),
    Column(dataset="tours", release="1"),
    Column(dataset="faces", release="2"),
    Column(dataset="faces", release="1", kind="withdrawn"),
]
LAYOUT = "csv:photo=photo,owner=owner,hash=hash"


def text(members):
    return "\n".join(["photo,owner,hash", *(",".join(cells) for cells in members)]) + "\n"


@st.composite
def members(draw: st.DrawFn) -> tuple[str, str, str]:
    """A line of a list; strangers have one owner each, who is not always said."""
    if draw(st.booleans()):
        line = draw(st.sampled_from(LINES))
        owner = draw(st.sampled_from(["", line.owner, OWNERS[2]]))
        return draw(st.sampled_from([(line.photo, owner, ""), ("", owner, hash_of(line.url)), ("", line.owner, "")]))
    photo, owner = draw(st.sampled_from(list(OUTSIDE.items())))
    md5 = hash_of(str(photo))
    named = [(str(photo), owner, ""), (str(photo), "", ""), (str(photo), "", md5), ("", "", md5), ("", "", "0b" * 15)]
    return draw(st.sampled_from(named))


LISTS = st.lists(st.tuples(st.sampled_from(COLUMNS), st.lists(members(), min_size=1, max_size=12)), max_size=5)


@settings(max_examples=20)
@given(LISTS, st.sampled_from([Clear(), Sealed(b"key")]))
def test_one_by_one_is_all_at_once(lists, seal):
    with tempfile.TemporaryDirectory() as name:
        files = FORMS["tsv"](Path(name), LINES)
        store, _ = renewed_from(Path(name) / "store", files, seal)
        for number, (column, some) in enumerate(lists):
            added(store, column, text([*some, (str(99000001000 + number), "", "")]), LAYOUT)
        one_by_one = store.manifest()

        renewed_from(store.folder, files, seal)

        at_once = store.manifest()
        assert at_once.columns == one_by_one.columns
        assert (at_once.version, at_once.sizes) == (one_by_one.version, one_by_one.sizes)


def test_joining_a_list_again_changes_nothing(tmp_path):
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES))
    some = [(line.photo, line.owner, "") for line in LINES[::2]] + [(str(photo), "", "") for photo in OUTSIDE]
    added(store, COLUMNS[0], text(some), LAYOUT)
    before = store.manifest()

    added(store, COLUMNS[0], text(some[::-1]), LAYOUT)

    after = store.manifest()
    assert after.version == before.version
    counts = [(c.photos, c.outside, c.owners) for c in (*before.columns, *after.columns)]
    assert counts == [(31, 3, 0)] * 2  # one of the photos stands there with two owners


def test_a_smaller_index_keeps_every_membership(tmp_path):
    """Of lists that name owners the person is still found; of others the photo, by its id and its hash."""
    lines = [Line(str(1234567890 + number), OWNERS[number % 7]) for number in range(300)]
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, lines))
    by_owner, by_photo, by_hash = lines[::3], lines[1::3], lines[2::3]
    added(store, COLUMNS[0], text([(line.photo, line.owner, "") for line in by_owner]), LAYOUT)
    added(store, COLUMNS[1], text([(line.photo, "", hash_of(line.url)) for line in by_photo]), LAYOUT)
    added(store, COLUMNS[2], text([("", "", hash_of(line.url)) for line in by_hash]), LAYOUT)
    left = random.Random(20261127).sample(lines, 200)

    renewed_from(store.folder, FORMS["tsv"](tmp_path, left), store.seal)

    index = store.open()
    for line in by_owner:
        person = index.person(line.owner)
        assert int(line.photo) in listed(person, 0)
        assert [one for one in index.photo(int(line.photo)) if int(line.photo) in listed(one, 0)]
    for line in by_photo:
        assert any(int(line.photo) in listed(one, 1) for one in index.photo(int(line.photo)))
        assert any(int(line.photo) in listed(one, 1) for one in index.hash(hash_of(line.url)))
    for line in by_hash:
        found = index.hash(hash_of(line.url))
        assert any(one.members[2].any() or 2 in one.outside[:, 4].tolist() for one in found)
    assert [column.photos + column.outside for column in index.manifest.columns] == [100, 100, 100]
    index.close()

    renewed_from(store.folder, FORMS["tsv"](tmp_path, lines), store.seal)
    assert [(column.photos, column.outside) for column in store.manifest().columns] == [(100, 0)] * 3


def listed(person, column):
    """Photos of a person that are members of a column, rows or not."""
    rows = {first & (1 << 56) - 1 for first in person.rows[person.members[column], 0].tolist()}
    return rows | {photo for _, photo, _, _, at in person.outside.tolist() if at == column}


def test_strangers_are_found_by_photo_hash_and_owner(tmp_path):
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES))
    whole, short = "0a" + "1b" * 15, "00" * 4 + "1a0b" + "1c" * 10
    by_byte = "0" * 4 + "1ab" + "1c" * 10
    lines = [
        ("99000000000", "87654321@N95", ""),
        ("", "87654321@N95", whole),
        ("", "", by_byte),
        ("", "87654322@N96", ""),
    ]
    added(store, COLUMNS[0], text(lines), LAYOUT)
    added(store, COLUMNS[1], text([("99000000000", "", "")]), LAYOUT)

    index = store.open()

    person = index.person("87654321@N95")
    assert [(photo, column) for _, photo, _, _, column in person.outside.tolist()] == [
        (0, 0), (99000000000, 0), (99000000000, 1),
    ]  # fmt: skip
    assert [one.owner for one in index.photo(99000000000)] == [owner_number("87654321@N95")]
    assert index.owners_by_photo(99000000000) == [owner_number("87654321@N95")]
    assert [len(index.hash(md5)) for md5 in (whole, short, "1d" * 16)] == [1, 1, 0]
    assert index.owners_by_hash(whole) == [owner_number("87654321@N95")]
    assert index.person("87654322@N96").listed == (0,)
    assert not index.person("87654323@N97")
    index.close()


def test_two_lists_that_name_two_owners_of_a_stranger_keep_both(tmp_path):
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES))
    for number, owner in enumerate(["87654322@N96", "87654321@N95", ""]):
        added(store, COLUMNS[number], text([("99000000000", owner, "")]), LAYOUT)

    index = store.open()

    people = [index.person(nsid).outside[:, 4].tolist() for nsid in ("87654321@N95", "87654322@N96")]
    assert 1 in people[0]
    assert 0 in people[1]
    assert sorted([*people[0], *people[1]])[-1] == 2  # lent by one of them
    index.close()
