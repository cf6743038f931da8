"""A form is what its text says, and a text that says no form is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.lists.form import NAMES, Form, by_name, form, meant, written

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
PLACES = st.one_of(WORDS.map(written), st.integers(1, 999).map(str))
FIELDS = st.lists(st.tuples(st.sampled_from(NAMES), PLACES), min_size=1, max_size=4, unique_by=lambda one: one[0])
DELIMITERS = st.characters(max_codepoint=127).filter(lambda one: not one.isalnum() and one not in '"\r\n#')


@given(FIELDS, DELIMITERS, st.booleans(), st.booleans())
def test_a_table_is_its_text(fields, delimiter, header, quotes):
    header |= any(by_name(place) for _, place in fields)
    one = Form("csv", tuple(fields), delimiter, header=header, quotes=quotes)
    assert form(str(one)) == one


@given(FIELDS, st.lists(st.one_of(WORDS.map(written), st.just("*")), min_size=1, max_size=3))
def test_a_document_is_its_text(fields, within):
    for one in (
        Form("json", tuple(fields), within=".".join(within)),
        Form("jsonl", tuple(fields), within=".".join(("*", *within))),
        Form("parquet", tuple(fields)),
    ):
        assert form(str(one)) == one


@given(WORDS)
def test_a_name_is_never_a_number(name):
    assert by_name(written(name))
    assert meant(written(name)) == name


@pytest.mark.parametrize(
    "text",
    [
        "csv:photo=photoID,owner=userID,delimiter=;",
        "csv:photo=2,hash=3,delimiter=tab",
        "csv:photo=1,header=yes,quotes=yes",
        "json:member=video",
        "json:url=flickr_url,in=images.*",
        "jsonl:owner=^,photo=photos",
        "parquet:photo=photoid",
        "names",
        "names:photo",
    ],
)
def test_texts_people_write(text):
    assert str(form(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "csv",
        "csv:",
        "csv:photo",
        "csv:photo=",
        "csv:photo=1,photo=2",
        "csv:photo=1,delimiter=ab",
        "csv:title=1",
        "csv:photo=1,delimiter=\n",
        "csv:photo=1,header=perhaps",
        "csv:photo=name,header=no",
        "names:title",
        "xml:photo=1",
        "parquet:photo=a,quotes=yes",
        "jsonl:photo=a,in=images.*",
        "csv:photo=1,in=images",
        "csv:photo=%0",
        "names:photo,a",
    ],
)
def test_other_texts_are_refused_with_an_example(text):
    with pytest.raises(BadInput, match="is no form of a list; expected is `csv:photo=photoID"):
        form(text)
