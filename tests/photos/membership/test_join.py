"""Members of lists are found as one would find them by hand: by photo, else by hash, zeros lost or not."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.photos.columns.numbers import owner_number
from lineage.photos.hashes import SHORTEST, published_forms
from lineage.photos.lists.members import Members
from lineage.photos.membership.hashed import beginnings
from lineage.photos.membership.join import join, together
from lineage.photos.rows import LARGEST_PHOTO, ROW_BITS, photo_ids
from tests.photos.build.model import Line
from tests.photos.build.sources import FORMS, renewed_from

OWNERS = [f"{12345678 + number}@N9{number % 10}" for number in range(5)]
STRANGERS = ["87654321@N95", "87654322@N96"]
ODD = [
    "0a" * 16,
    "001a0b" + "1a" * 13,
    "00" * 3 + "0b1c" * 6 + "2d",
    "f" * 32,
    "0f" + "f0" * 15,
    "000a0b" + "0c1d" * 6 + "2e",
]
LINES = (
    [Line(str(1234567890 + number), OWNERS[number % 5]) for number in range(30)]
    + [Line(str(1234567890 + number), OWNERS[(number + 1) % 5]) for number in range(4)]
    + [Line(str(2234567890 + number), OWNERS[number % 5], md5) for number, md5 in enumerate(ODD)]
    + [Line("3234567890", OWNERS[0], secret=""), Line(str(LARGEST_PHOTO), OWNERS[1])]
)
Plain = tuple[int, int, str]
"""Photo, owner, and the hash as the list has it."""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("join")
    store, _ = renewed_from(folder / "store", FORMS["tsv"](folder, LINES))
    with_rows = store.open()
    yield with_rows
    with_rows.close()


@pytest.fixture(scope="module")
def rows(index):
    """Photo, owner and hash of each row."""
    photos = photo_ids(index.read_rows(0, index.manifest.rows)).tolist()
    return [(photo, index.owner_of(row), index.hash_of(row)) for row, photo in enumerate(photos)]


def members(plain):
    values = [int(md5 or "0", 16) for _, _, md5 in plain]
    numbers = (
        [one[0] for one in plain],
        [one[1] for one in plain],
        [v >> 64 for v in values],
        [v % 2**64 for v in values],
    )
    short = np.array([0 < len(md5) < 32 for _, _, md5 in plain], np.bool_)
    return Members(*(np.array(column, np.uint64) for column in numbers), short)


def by_hand(rows, plain):
    """What `join` should find, looked up one by one."""
    found, outside, alone = set(), [], set()
    for photo, owner, md5 in plain:
        same = {row for row, (known, _, _) in enumerate(rows) if known == photo}
        if not same and md5:
            same = {row for row, (_, _, known) in enumerate(rows) if known and _alike(known, md5)}
        found |= same
        named = photo or (md5 and int(md5, 16))
        if (same and owner and owner not in {rows[row][1] for row in same}) or (not same and named):
            value = int(md5 or "0", 16)
            outside.append((owner, photo, value >> 64, value % 2**64))
        elif not same and owner:
            alone.add(owner)
    return sorted(found), sorted(outside), sorted(alone)


def _alike(known, md5):
    return known == md5 if len(md5) == 32 else int(md5, 16) in {int(form, 16) for form in published_forms(known)}


def shown(joined):
    return joined.rows.tolist(), sorted(map(tuple, joined.outside.tolist())), joined.owners.tolist()


PHOTOS = st.sampled_from([int(line.photo) for line in LINES] + [1, 4234567890, LARGEST_PHOTO + 1, 2**64 - 1])
NSIDS = st.sampled_from([owner_number(nsid) for nsid in OWNERS + STRANGERS])
NOTHING = st.just(0)


@st.composite
def plain_members(draw: st.DrawFn, known: list[str]) -> Plain:
    forms = [form for one in known for form in published_forms(one) if len(form) >= SHORTEST]
    md5 = draw(st.just("") | st.sampled_from(sorted(forms)))
    return draw(PHOTOS | NOTHING), draw(NSIDS | NOTHING), md5


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_members_are_found_as_by_hand(index, rows, data):
    known = [md5 for _, _, md5 in rows if md5] + ["1b" * 16, "0b" * 16]
    plain = data.draw(st.lists(plain_members(known), max_size=25))

    found = join(index, members(plain))

    assert shown(found) == by_hand(rows, plain)
    halves = [join(index, members(part)) for part in (plain[: len(plain) // 2], plain[len(plain) // 2 :])]
    assert shown(together(halves)) == shown(found)


@given(st.lists(st.integers(0, 255) | st.integers(0, 15) | st.just(0), min_size=16, max_size=16))
def test_a_hash_is_among_those_that_its_forms_may_begin(byte):
    md5 = bytes(byte).hex()
    for form in published_forms(md5):
        if len(form) >= SHORTEST:
            assert int(md5, 16) >> 64 + ROW_BITS in beginnings(f"{int(form, 16):x}")


def test_a_photo_with_two_owners_is_a_member_with_both(index, rows):
    for plain in ([(1234567890, 0, "")], [(1234567890, owner_number(OWNERS[1]), "")], [(0, 0, rows[0][2])]):
        found = join(index, members(plain))
        assert len(found.rows) == (2 if plain[0][0] else len([one for one in rows if one[2] == rows[0][2]]))
        assert len(found.outside) == 0


def test_a_pair_that_contradicts_the_index_is_both(index):
    stranger = owner_number(STRANGERS[0])
    found = join(index, members([(1234567899, stranger, "")]))
    assert len(found.rows) == 1
    assert found.outside.tolist() == [[stranger, 1234567899, 0, 0]]
