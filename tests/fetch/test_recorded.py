"""Recorded exchanges in place of the web."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.recorded import RecordedTransport, same_address

URL = "https://hub.example/api?a=1&b=2"
GOOD = {"url": URL, "json": {"id": 1}}


@pytest.fixture
def recording(tmp_path):
    """Writes rows down as a recording and opens it."""

    def make(*rows):
        lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
        (tmp_path / "pages.jsonl").write_bytes(b"\n".join(lines) + b"\n")
        return RecordedTransport(tmp_path)

    return make


def ask(transport, url=URL, **headers):
    return transport.send(Request(url, "api", headers=headers))


def test_a_recorded_answer_is_given(recording):
    found = ask(recording({"url": URL, "status": 404, "headers": {"X-Error-Code": "RepoNotFound"}, "text": "gone"}))

    assert (found.url, found.status, found.body) == (URL, 404, b"gone")
    assert found.headers == {"x-error-code": "RepoNotFound", "content-type": "text/plain"}


def test_without_a_status_it_is_200_and_json_is_json(recording):
    found = ask(recording(GOOD))

    assert (found.status, found.media_type, found.json()) == (200, "application/json", {"id": 1})


def test_the_order_of_parameters_makes_no_difference(recording):
    assert ask(recording(GOOD), "https://hub.example/api?b=2&a=1").json() == {"id": 1}


def test_a_recorded_address_may_leave_a_part_of_a_parameter_open(recording):
    transport = recording({"url": "https://hub.example/api?q=name:{any}&page=1", "json": {"id": 2}}, GOOD)
    asked = 'https://hub.example/api?page=1&q=name:"Quay+Masks"'

    assert ask(transport, asked).json() == {"id": 2}
    assert ask(transport, asked).url == asked
    assert ask(transport).json() == {"id": 1}
    for other in ("page=1&q=text:x", "page=2&q=name:x", "page=1&q=name:x&more=y"):
        with pytest.raises(SourceUnreachable):
            ask(transport, f"https://hub.example/api?{other}")


def test_an_exact_address_comes_before_an_open_one(recording):
    opened = {"url": "https://hub.example/api?q={any}", "json": {"id": 2}}
    transport = recording(opened, {"url": "https://hub.example/api?q=gulls", "json": {"id": 3}})

    assert ask(transport, "https://hub.example/api?q=gulls").json() == {"id": 3}


@pytest.mark.parametrize("url", ["https://hub.example/api?a=1", f"{URL}&c=", "https://hub.example/API?a=1&b=2"])
def test_what_is_not_recorded_is_unreachable(recording, url, tmp_path):
    with pytest.raises(SourceUnreachable) as caught:
        ask(recording(GOOD), url)

    assert str(caught.value) == f"{url} is not in the recording {tmp_path}."


def test_a_known_etag_is_answered_with_304(recording):
    transport = recording(GOOD | {"headers": {"ETag": '"1"'}})

    found = ask(transport, **{"If-None-Match": '"1"'})

    assert (found.status, found.body, found.headers["etag"]) == (304, b"", '"1"')
    assert ask(transport, **{"If-None-Match": '"0"'}).status == 200
    assert ask(transport).status == 200


def test_the_last_answer_to_an_address_counts(recording):
    assert ask(recording(GOOD, GOOD | {"json": {"id": 2}})).json() == {"id": 2}


def test_a_folder_without_a_recording_is_told(tmp_path):
    with pytest.raises(BadInput) as caught:
        RecordedTransport(tmp_path / "nothing")

    assert str(caught.value) == f"{tmp_path / 'nothing'} holds no recording: expected the file pages.jsonl in it."


@pytest.mark.parametrize(
    "line",
    [
        b"not JSON",
        b'{"url": "https://hub.example/a", "text": "cu',
        b"",
        b"5",
        b"null",
        b"[]",
        b'"text"',
        b'{"status": 200, "text": "no url"}',
        b'{"url": 5, "text": "x"}',
        b'{"url": "https://[hub.example", "text": "x"}',
        b'{"url": "https://hub.example/a", "text": 5}',
        b'{"url": "https://hub.example/a", "headers": ["etag"]}',
        b'{"url": "https://hub.example/a", "text": "\xff"}',
        b"[" * 200_000,
    ],
    ids=lambda line: line[:40].decode(errors="replace") or "empty",
)
def test_a_bad_line_is_told_with_its_number(recording, tmp_path, line):
    with pytest.raises(BadInput) as caught:
        recording(GOOD, line, GOOD)

    assert str(caught.value).startswith(f"{tmp_path / 'pages.jsonl'}, line 2: not a recorded exchange")


def test_a_separator_of_lines_inside_a_text_is_a_letter_like_any_other(recording):
    row = json.dumps({"url": URL, "text": "one\u2028two\x85three"}, ensure_ascii=False).encode()

    assert ask(recording(row)).body == "one\u2028two\x85three".encode()


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=5), st.randoms())
def test_one_form_of_an_address_whatever_the_order(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    once = same_address(f"{URL}&{urlencode(pairs)}")

    assert same_address(f"{URL}&{urlencode(shuffled)}") == once
    assert same_address(once) == once
