"""What was recorded live is replayed as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.recorded import RecordedTransport, RecordingTransport
from tests.fetch.scripting import HUB, Scripted, answer

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def record(folder, *script, path="/a?b=2&a=1", **headers):
    transport = RecordingTransport(Scripted(script), folder)
    return transport.send(Request(HUB + path, "api", headers=headers))


def replay(folder, path="/a?a=1&b=2"):
    return RecordedTransport(folder).send(Request(HUB + path, "api"))


def test_the_answer_is_passed_on_as_it_came(tmp_path):
    found = record(tmp_path, answer(body=b'{"id" :  1}', etag='"1"'))

    assert found.body == b'{"id" :  1}'


@settings(deadline=None, max_examples=50)
@given(VALUES)
def test_json_is_replayed_as_the_same_value(tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("recording")

    record(folder, answer(body=json.dumps(value).encode()))

    assert replay(folder).json() == value


@settings(deadline=None, max_examples=50)
@given(st.text())
@example("one\u2028two\x85three\r\n")
def test_text_is_replayed_to_the_letter(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("recording")

    record(folder, answer(body=text.encode(), content_type="text/plain; charset=utf-8"))

    assert replay(folder).body == text.encode()


def test_status_and_the_headers_that_matter_are_replayed(tmp_path):
    kept = {"etag": '"1"', "link": '<https://hub.example/b>; rel="next"', "x_error_code": "GatedRepo"}

    record(tmp_path, answer(403, b"", set_cookie="session=secret", **kept))

    found = replay(tmp_path)
    assert found.status == 403
    assert found.headers == {
        "content-type": "application/json",
        "etag": '"1"',
        "link": '<https://hub.example/b>; rel="next"',
        "x-error-code": "GatedRepo",
    }


def test_a_redirect_is_replayed(tmp_path):
    record(tmp_path, answer(302, b"", location="/b", content_type="text/plain"))

    assert (replay(tmp_path).status, replay(tmp_path).headers["location"]) == (302, "/b")


def test_a_retry_that_worked_replaces_what_did_not(tmp_path):
    record(tmp_path, answer(503, b"", content_type="text/plain"))
    record(tmp_path, answer(body=b"[]"))

    assert (replay(tmp_path).status, replay(tmp_path).body) == (200, b"[]")


def test_what_was_unreachable_stays_unreachable(tmp_path):
    record(tmp_path, answer(), path="/other")
    with pytest.raises(SourceUnreachable):
        record(tmp_path, SourceUnreachable("the line was cut"))

    with pytest.raises(SourceUnreachable, match="is not in the recording"):
        replay(tmp_path)


@pytest.mark.parametrize(
    "body", [b'{"cut', b"<html>", b"[" * 200_000, b'["\xff"]'], ids=["cut", "page", "deep", "bytes"]
)
def test_a_body_that_is_not_the_json_it_is_called_is_passed_on_for_the_fetcher_to_judge(tmp_path, body):
    assert record(tmp_path, answer(body=body)).body == body


def test_json_with_half_a_letter_is_recorded_too(tmp_path):
    record(tmp_path, answer(body=rb'["\ud83d"]'))

    assert replay(tmp_path).json() == ["\ud83d"]


def test_a_token_is_never_recorded(tmp_path):
    record(tmp_path, answer(), Authorization="Bearer very-secret")

    assert b"very-secret" not in (tmp_path / "pages.jsonl").read_bytes()


def test_an_unusable_answer_of_the_live_transport_goes_through(tmp_path):
    with pytest.raises(AnswerUnusable, match="a bomb"):
        record(tmp_path, AnswerUnusable("a bomb"))
