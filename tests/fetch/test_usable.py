"""Whether an answer is what its API gives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.errors import AnswerUnusable, SourceChanged
from lineage.fetch.usable import check
from tests.fetch.scripting import HUB, answer

DEEP = b"[" * 200_000 + b"]" * 200_000
URL = f"{HUB}/a"


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'"text"', b' {"a": 1}\n', b"\xef\xbb\xbf[]"])
def test_json_is_json(body):
    check(answer(body=body), "json")


@pytest.mark.parametrize("kind", ["text/plain; charset=utf-8", "application/octet-stream", ""])
def test_json_may_be_called_otherwise(kind):
    check(answer(body=b"[]", content_type=kind), "json")


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-8", "Text/HTML"])
def test_a_web_page_is_no_json(kind):
    with pytest.raises(AnswerUnusable, match=f"^{URL} answered a web page where JSON was expected"):
        check(answer(body=b"{}", url=URL, content_type=kind), "json")


@pytest.mark.parametrize(
    "body",
    [b"", b'{"id": "a', b'[{"id": 1}, {"id"', b"<html></html>", b"[]\0", b"\0", b'["\xff"]', b"[] []", b"9" * 5000],
)
def test_json_that_cannot_be_read_is_not_taken(body):
    with pytest.raises(AnswerUnusable, match=f"^{URL} answered JSON that cannot be read: "):
        check(answer(body=body, url=URL), "json")


@pytest.mark.parametrize("body", [DEEP, b"[" * 200_000, b'{"a":' * 200_000])
def test_json_nested_too_deeply_is_not_taken(body):
    with pytest.raises(AnswerUnusable, match="nested too deeply"):
        check(answer(body=body), "json")


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=10), st.data())
def test_json_cut_anywhere_inside_is_not_taken(value, data):
    body = json.dumps([value]).encode()
    length = data.draw(st.integers(0, len(body) - 1))

    with pytest.raises(AnswerUnusable):
        check(answer(body=body[:length]), "json")


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown; charset=utf-8", "application/octet-stream"])
def test_text_is_text(kind):
    check(answer(body="# Übersicht\n".encode(), content_type=kind), "text")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_a_page_or_json_is_no_text(kind):
    with pytest.raises(AnswerUnusable, match="where plain text was expected"):
        check(answer(body=b"x", content_type=kind), "text")


def test_text_has_no_nul_bytes():
    with pytest.raises(AnswerUnusable, match="text with NUL bytes in it"):
        check(answer(body=b"one\0two", content_type="text/plain"), "text")


def test_asking_an_answer_for_json_that_it_is_not_is_told_as_a_change_of_the_source():
    with pytest.raises(SourceChanged, match="answered 4 bytes that are not JSON"):
        answer(body=b"oops").json()


def test_an_answer_that_names_no_type_is_text():
    plain = answer()

    assert plain.media_type == "application/json"
    assert type(plain)(plain.url, 200, {}, b"").media_type == "text/plain"
