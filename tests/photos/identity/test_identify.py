"""What people paste: recognised in all its forms, printed back as the same, refused with what it might have been."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.identity.identify import LONGEST, Read, identify, identify_lines
from lineage.photos.identity.identity import ALIAS, NSID, Identity, exactly

VECTORS = yaml.safe_load((Path(__file__).parents[3] / "docs" / "identities.yaml").read_text(encoding="utf-8"))
FIELDS = ("nsid", "alias", "photo", "md5")

NSIDS = st.from_regex(NSID, fullmatch=True)
ALIASES = st.from_regex(ALIAS, fullmatch=True).filter(lambda alias: not exactly(alias) and not alias.isdigit())
PHOTOS = st.integers(1, 10**18 - 1)
HASHES = st.binary(min_size=16, max_size=16).map(bytes.hex)
OWNERS = st.builds(lambda nsid: {"nsid": nsid}, NSIDS) | st.builds(lambda alias: {"alias": alias}, ALIASES)
IDENTITIES = (
    OWNERS.map(lambda owner: Identity(**owner))
    | st.builds(lambda owner, photo: Identity(**owner, photo=photo), OWNERS, PHOTOS)
    | PHOTOS.map(lambda photo: Identity(photo=photo))
    | HASHES.map(lambda md5: Identity(md5=md5))
    | st.builds(lambda photo, md5: Identity(photo=photo, md5=md5), PHOTOS, HASHES)
    | st.builds(lambda owner, photo, md5: Identity(**owner, photo=photo, md5=md5), OWNERS, st.none() | PHOTOS, HASHES)
)
WRITTEN = st.sampled_from([vector["asked"] for vector in VECTORS])


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["asked"] for vector in VECTORS])
def test_a_form_is_recognised(vector):
    found = identify(vector["asked"])

    assert {name: getattr(found, name) for name in FIELDS if getattr(found, name) is not None} == {
        name: vector[name] for name in FIELDS if name in vector
    }


@given(IDENTITIES)
def test_what_is_printed_is_read_as_the_same(identity):
    assert identify(str(identity)) == identity


@given(st.text() | st.from_regex(r"(https?://)?(www\.)?flickr\.com/\S*") | st.from_regex(r"[\dA-Fa-f@N_/,;\t.]+"))
@example("https://www.flickr.com:x/photos/12345678@N90/")
@example("http://[flickr.com/photos/12345678@N90/")
def test_whatever_is_pasted_is_an_identity_that_prints_back_or_is_refused(text):
    try:
        found = identify(text)
    except BadInput as refused:
        assert str(refused)
    else:
        assert identify(str(found)) == found


@given(WRITTEN, st.data())
def test_one_wrong_letter_never_breaks_it_and_prints_back(text, data):
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters())

    try:
        found = identify(text[:at] + other + text[at + 1 :])
    except BadInput:
        return
    assert identify(str(found)) == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "This is empty; expected was a user ID"),
        ("1" * (LONGEST + 1), "longer than 10,000 characters"),
        ("12345678@n90", "Did you mean 12345678@N90?"),
        ("12345678N90", "Did you mean 12345678@N90?"),
        ("12345678＠N90", "Did you mean 12345678@N90?"),
        ("0001234567890", "Did you mean 1234567890?"),
        ("harbour_gull", "Did you mean https://www.flickr.com/photos/harbour_gull/?"),
        ("3a08e8440a6f6e267487c1e6df2288", "a hash that lost 2 zeros"),
        ("https://www.flickr.com/groups/12345678@N90/", "the address of a group, not of a person"),
        ("https://www.flickr.com/photos/1234567890/", "A number stands in this address where its owner is expected"),
        ("https://www.flickr.com/photos/tags/gulls/", "of no Flickr photo and no Flickr profile"),
        ("https://www.flickr.com/photos/harbour_gull/123456789x/", "of no Flickr photo and no Flickr profile"),
        ("https://www.flickr.com.example/photos/harbour_gull/", "of no Flickr photo and no Flickr profile"),
        ("https://www.flickr.com@gulls.example/photos/harbour_gull/", "of no Flickr photo and no Flickr profile"),
        ("ftp://www.flickr.com/photos/harbour_gull/", "of no Flickr photo and no Flickr profile"),
        ("https://flic.kr/p/0OIl", "of no Flickr photo and no Flickr profile"),
        ("12345678@N90, 12345679@N90", "none of what leads to photos"),
        ("17, 18, 1234567890", "none of what leads to photos"),
        ("00017/00005.png", "none of what leads to photos"),
        ("https://www.flickr.com/photos/1234\t5678@N90/", "none of what leads to photos"),
        (
            "https://www.flickr.com/photos/gull/17/,https://www.flickr.com/photos/gull/18/",
            "of no Flickr photo and no Flickr profile",
        ),
    ],
)
def test_what_is_none_is_refused_and_told_what_it_might_be(asked, told):
    with pytest.raises(BadInput) as refused:
        identify(asked)

    assert told in str(refused.value)


def test_a_row_of_yfcc100m_is_its_photo_whatever_people_wrote_into_it():
    row = ["17", "1234567890", "3a08e8440a6f6e267487c1e6df22887a", "12345678@N90", "87654321@N90", "2010-01-01"]
    whole = row + ["gulls"] * 19
    older = [row[1], *row[3:], *["gulls"] * 19]

    assert identify("\t".join(whole)) == Identity(nsid="12345678@N90", photo=1234567890, md5=row[2])
    assert identify("\t".join(older)) == Identity(nsid="12345678@N90", photo=1234567890)


def test_a_file_is_read_line_by_line_and_nothing_of_it_is_lost():
    read = list(identify_lines(["# our people\n", "12345678@N90\n", "\n", "gulls everywhere\n", "1234567890"]))

    assert [one.line for one in read] == [2, 4, 5]
    assert read[0] == Read(2, Identity(nsid="12345678@N90"))
    assert read[1].identity is None
    assert "none of what leads to photos" in read[1].problem
    assert read[2] == Read(5, Identity(photo=1234567890))


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        (Identity(nsid="12345678@N90"), "person"), (Identity(alias="harbour_gull"), "person"),
        (Identity(nsid="12345678@N90", photo=17), "photo"), (Identity(md5="0" * 32), "hash"),
    ],
)  # fmt: skip
def test_it_leads_to_one_photo_or_to_all_of_a_person(identity, kind):
    assert identity.kind == kind
