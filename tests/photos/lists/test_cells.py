"""Cells are read as one by one they would be, whatever they hold."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import given
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.columns.text import column
from lineage.photos.identity.identify import identify
from lineage.photos.identity.identity import Identity
from lineage.photos.identity.links import linked
from lineage.photos.lists.cells import READERS
from tests.photos.lists.lists import HASH, plain

NUMBER = st.from_regex(r"\A[0-9]{1,19}\Z")
NSID = st.from_regex(r"\A[0-9]{3,13}@[Nn]9[0-9]\Z")
HASHES = st.text("0123456789abcdefAB", min_size=22, max_size=33)
SUFFIX = st.sampled_from([".jpg", ".jpeg", ".j", ".jpegs", ".mov", "", ".p_g", "/", ".JPG"])
PARTS = st.one_of(
    NSID,
    NUMBER,
    st.sampled_from(
        ["_identity_", "_", "/", "//", "\\", ".", "a b", ",", ";", "é", "x-y", "flickr.com/", "0a1b2c3d4e"]
    ),
)
FACE = st.builds(
    lambda folder, owner, crop, photo, face, suffix: f"{folder}{owner}{crop}/{photo}{face}{suffix}",
    st.sampled_from(["", "1/", "a/b/", "/", "./", "//x/", "a b/", "a.b/", "flickr.com/", "é/", "1_/", "1_"]), NSID,
    st.sampled_from(["", "", "_identity_1", "_identity_", "_identitx_1", "_identity_1234567890", "_1_2"]), NUMBER,
    st.sampled_from(["", "_1", "_12345", "_a", "_1_2"]), SUFFIX,
)  # fmt: skip
FLAT = st.builds(lambda owner, photo, suffix: f"{owner}_{photo}_0a1b2c3d4e{suffix}", NSID, NUMBER, SUFFIX)
LINK = st.builds(
    lambda begin, owner, photo, end: f"{begin}{owner}/{photo}{end}",
    st.sampled_from(["http://www.flickr.com/photos/", "https://flickr.com/people/", "http://farm1.staticflickr.com/"]),
    st.one_of(NSID, NUMBER, st.sampled_from(["someone", "tags"])), NUMBER,
    st.sampled_from(["", "/", "/in/photostream", "_0a1b2c3d4e.jpg", "_0a1b2c3d4e_z.jpg", "?a=b"]),
)  # fmt: skip
ANY = st.one_of(
    FACE, FACE, FLAT, LINK, NUMBER, NSID, HASHES, st.lists(PARTS, max_size=6).map("".join), st.text(max_size=30)
)


def told(reader, text):
    try:
        found = reader(text)
    except BadInput:
        found = Identity()
    return (found.photo or 0, found.nsid, found.md5)


@given(st.lists(ANY))
def test_members_are_what_identify_says(texts):
    assert plain(READERS["member"](column([text.encode() for text in texts]))) == [
        told(identify, text) for text in texts
    ]


@given(st.lists(st.one_of(LINK, NUMBER, FACE)))
def test_addresses_are_what_they_lead_to(texts):
    assert plain(READERS["url"](column([text.encode() for text in texts]))) == [told(linked, text) for text in texts]


@given(st.lists(st.one_of(NUMBER, NSID, st.text("0123456789 ", max_size=4))))
def test_photos_and_owners_are_what_identify_says(texts):
    cells = column([text.encode() for text in texts])
    expected = [told(identify, text) for text in texts]
    assert READERS["photo"](cells).photo.tolist() == [photo for photo, _, _ in expected]
    assert [owner for _, owner, _ in plain(READERS["owner"](cells))] == [owner for _, owner, _ in expected]


@given(st.lists(st.one_of(HASHES, NUMBER)))
def test_hashes_are_numbers_and_those_that_lost_zeros_are_marked(texts):
    found = READERS["hash"](column([text.encode() for text in texts]))
    right = [23 <= len(text) <= 32 for text in texts]
    assert [hash or "" for _, _, hash in plain(found)] == [
        f"{int(text, 16):032x}" if good and int(text, 16) else "" for text, good in zip(texts, right, strict=True)
    ]
    assert found.short.tolist() == [good and len(text) < 32 for text, good in zip(texts, right, strict=True)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("photo", "1234567890.0", (1234567890, None, None)),
        ("photo", ' "1234567890" ', (1234567890, None, None)),
        ("photo", "train/1234567890.jpg", (1234567890, None, None)),
        ("photo", "https://example.org/1.jpg", (0, None, None)),
        ("photo", "12.5", (0, None, None)),
        ("owner", "'12345678@N90'", (0, "12345678@N90", None)),
        ("hash", f"0/{HASH}.jpg", (0, None, HASH)),
        ("hash", HASH.upper(), (0, None, HASH)),
        ("url", "https://flic.kr/p/2SGTDR", (1234567890, None, None)),
        ("url", "https://www.flickr.com/photos/someone/1234567890/", (1234567890, None, None)),
        ("url", "https://www.flickr.com/photos/someone/", (0, None, None)),
    ],
)
def test_cells_that_need_a_closer_look(name, text, expected):
    if "flic.kr" in text:
        from lineage.photos.identity.short import shortened

        text = f"https://flic.kr/p/{shortened(1234567890)}"
    assert plain(READERS[name](column([text.encode()]))) == [expected]
