"""Rows of text: every line is a member, passed over, or put aside with its number."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.identity.identify import identify_lines
from lineage.photos.lists import stream
from lineage.photos.lists.form import form
from lineage.photos.lists.read import read
from tests.photos.lists.lists import HASH, read_all

ONE = (1234567890, "12345678@N90", None)
NSID = "12345678@N90"


def written(tmp_path, content):
    path = tmp_path / "list"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_what_is_no_member_is_put_aside_with_its_line(tmp_path):
    path = written(tmp_path, f"photo,owner\n\n# a comment\n1234567890,{NSID}\nnobody,at all\n1,2,3\n,\n#7,{NSID}\n")
    members, others = read_all(path, "csv:photo=photo,owner=owner")
    assert members == [ONE]
    assert sorted((one.number, one.text) for one in others) == [(5, "nobody,at all"), (6, "1,2,3"), (7, ",")]


def test_a_photo_that_cannot_be_read_is_not_all_photos_of_its_owner(tmp_path):
    members, others = read_all(written(tmp_path, f"12x,{NSID}\n,{NSID}\n1234567890,\n"), "csv:photo=1,owner=2")
    assert members == [(0, NSID, None), (1234567890, None, None)]
    assert [one.text for one in others] == [f"12x,{NSID}"]


def test_cells_that_contradict_are_put_aside(tmp_path):
    url = "https://www.flickr.com/photos/12345678@N90/1234567890/"
    members, others = read_all(
        written(tmp_path, f"1234567890 {url}\n1234567891 {url}\n"), "csv:photo=1,url=2,delimiter=space"
    )
    assert (members, [one.number for one in others]) == ([ONE], [2])


def test_a_long_text_is_cut_and_a_strange_one_shown(tmp_path):
    _, others = read_all(written(tmp_path, b"x" * 5000 + b"\n\xff\xfe\n"), "names:photo")
    assert [len(one.text) for one in others] == [1000, 2]


def test_a_byte_order_mark_is_none_of_the_header(tmp_path):
    assert read_all(written(tmp_path, "﻿photo\n1234567890\n"), "csv:photo=photo") == ([(1234567890, None, None)], [])


def test_a_quoted_line_in_a_list_without_quotes(tmp_path):
    path = written(tmp_path, f'a,1234567890,{NSID}\n"b, c",1234567890,"{NSID}"\n"b, c,1234567890,{NSID}\n')
    members, others = read_all(path, "csv:photo=2,owner=3")
    assert (members, [one.number for one in others]) == ([ONE, ONE], [3])


def test_quoted_cells_may_have_line_ends(tmp_path):
    path = written(tmp_path, f'title,photo,owner\n"a\nb,""c""",1234567890,{NSID}\n"x\ny",z,\na,1\n# c\n')
    members, others = read_all(path, "csv:photo=photo,owner=owner,quotes=yes")
    assert (members, [(one.number, one.text) for one in others]) == ([ONE], [(4, "x\ny,z,"), (6, "a,1")])


def test_a_quote_that_never_ends_is_refused(tmp_path):
    path = written(tmp_path, '"' + "1234567890,a\n" * 20_000)
    with pytest.raises(BadInput, match="quotation mark is not closed"):
        read_all(path, "csv:photo=1,quotes=yes")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("csv:photo=flickr", "no single column 'flickr'; its first line has id, owner"),
        ("csv:photo=3", "have 2 columns"),
        ("csv:photo=3,quotes=yes", "have 2 columns"),
        ("json:photo=id", "no JSON document"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(tmp_path, said, problem):
    with pytest.raises(BadInput, match=problem):
        read_all(written(tmp_path, f"id,owner\n1234567890,{NSID}\n"), said)


def test_a_list_of_comments_has_no_members(tmp_path):
    for said in ("csv:photo=2", "csv:photo=photo", "names", "csv:photo=2,quotes=yes,header=yes"):
        if "quotes" not in said:
            assert read_all(written(tmp_path, "# nothing\n\n"), said) == ([], [])


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["1234567890", NSID, f"1/{NSID}/1234567890_0.jpg", HASH, "", "# c", "train/1.jpg", f"1234567890;{NSID}"]
        ),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=20),
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.integers(3, 60))
def test_lines_are_what_identify_says_wherever_blocks_end(tmp_path, monkeypatch, lines, size):
    monkeypatch.setattr(stream, "BLOCK", size)
    path = written(tmp_path, "\n".join(lines))
    told = list(identify_lines(lines))
    expected = [(one.identity.photo or 0, one.identity.nsid, one.identity.md5) for one in told if one.identity]
    members, others = read_all(path, "names")
    assert [one for one in expected if any(one)] == members
    refused = [
        one.line
        for one in told
        if one.identity is None or not (one.identity.photo or one.identity.nsid or one.identity.md5)
    ]
    assert [one.number for one in others] == refused


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 10**12), min_size=1), st.integers(20, 90))
def test_numbers_of_lines_go_on_from_block_to_block(tmp_path, monkeypatch, photos, size):
    monkeypatch.setattr(stream, "BLOCK", size)
    path = written(tmp_path, "at\tphoto\n" + "".join(f"{at}\t{photo}\nx\t!\n" for at, photo in enumerate(photos)))
    members, others = read_all(path, "csv:photo=photo,delimiter=tab")
    assert members == [(photo, None, None) for photo in photos]
    assert [one.number for one in others] == list(range(3, 2 * len(photos) + 2, 2))


def test_a_chunk_has_a_million_members_at_most(tmp_path):
    chunks = list(read(written(tmp_path, "1234\n" * 1_500_000), form("names:photo")))
    assert sum(len(one.members) for one in chunks) == 1_500_000
    assert max(len(one.members) for one in chunks) <= 1_000_000
