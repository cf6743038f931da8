"""A token in the address goes out, and is nowhere to be found afterwards."""

from __future__ import annotations

import pytest

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.keyed import KeyedTransport
from lineage.fetch.live import LiveTransport
from lineage.fetch.recorded import RecordingTransport
from tests.fetch.scripting import HUB, Scripted, answer, redirect
from tests.fetch.serving import serving

TOKEN = "gull/7+quay"


def keyed(*script):
    inner = Scripted(script)
    return KeyedTransport(inner, f"{HUB}/v1", "api_key", TOKEN), inner


@pytest.mark.parametrize(
    ("path", "sent"), [("/a", "/a?api_key=gull%2F7%2Bquay"), ("/a?b=1", "/a?b=1&api_key=gull%2F7%2Bquay")]
)
def test_the_token_is_sent_as_a_parameter(path, sent):
    transport, inner = keyed(answer())
    found = transport.send(Request(HUB + path, "api"))
    assert inner.urls == [HUB + sent]
    assert found.url == HUB + path


@pytest.mark.parametrize(
    "other", ["https://hub.example.evil.example/a", "http://hub.example/a", "https://hub.example:444/a"]
)
def test_no_other_origin_gets_it(other):
    transport, inner = keyed(answer())
    transport.send(Request(other, "api"))
    assert inner.urls == [other]


@pytest.mark.parametrize(
    ("target", "left"),
    [
        (f"{HUB}/w/2?api_key=gull%2F7%2Bquay", f"{HUB}/w/2"),
        (f"{HUB}/w/2?api_key={TOKEN}&select=id", f"{HUB}/w/2?select=id"),
        (f"{HUB}/w/2?select=id&api_key={TOKEN}#x", f"{HUB}/w/2?select=id#x"),
        (f"https://elsewhere.example/{TOKEN}", "https://elsewhere.example/***"),
    ],
)
def test_a_redirect_that_repeats_it_is_cleaned(target, left):
    transport, _ = keyed(redirect(target))
    assert transport.send(Request(f"{HUB}/w/1", "api")).headers["location"] == left


@pytest.mark.parametrize("kind", [SourceUnreachable, AnswerUnusable])
def test_an_error_does_not_show_it(kind):
    transport, _ = keyed(kind(f"{HUB}/a?api_key=gull%2F7%2Bquay answered with too much for {TOKEN}."))
    with pytest.raises(kind) as caught:
        transport.send(Request(f"{HUB}/a", "api"))
    assert str(caught.value) == f"{HUB}/a answered with too much for ***."
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_recording_does_not_hold_it(tmp_path):
    transport, _ = keyed(answer(401, f'{{"error": "no such key: {TOKEN}"}}'.encode(), location=f"/b?api_key={TOKEN}"))
    RecordingTransport(transport, tmp_path).send(Request(f"{HUB}/a", "api"))
    assert "gull" not in (tmp_path / "pages.jsonl").read_text()


def test_a_real_server_gets_it_and_its_refusal_to_speak_shows_nothing():
    with serving() as server, LiveTransport("tests", timeout=5, max_bytes=10) as live:
        server.reply = lambda handler: handler.say(b"x", content_encoding="br")
        with pytest.raises(AnswerUnusable) as caught:
            KeyedTransport(live, server.url, "api_key", TOKEN).send(Request(f"{server.url}/a", "api"))
        assert server.asked[0][0] == "/a?api_key=gull%2F7%2Bquay"
    assert "gull" not in str(caught.value)
