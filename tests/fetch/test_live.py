"""The live transport against a real server: one request, one answer, one kind of error."""

from __future__ import annotations

import logging
import socket
import threading

import pytest

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.live import LiveTransport
from tests.fetch.serving import serving


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def get(server):
    with LiveTransport("lineage-test/1 (tests@example.org)", timeout=10, max_bytes=1_000_000) as transport:
        yield lambda path="/", **headers: transport.send(Request(server.url + path, "api", headers=headers))


def test_an_answer_is_what_the_server_said(server, get):
    server.reply = lambda handler: handler.say(b'{"id": 1}', ETag='"1"', Content_Type="application/json; charset=utf-8")

    found = get("/a?x=1")

    assert (found.url, found.status, found.body) == (f"{server.url}/a?x=1", 200, b'{"id": 1}')
    assert found.headers["etag"] == '"1"'
    assert found.media_type == "application/json"
    assert found.json() == {"id": 1}


def test_a_request_says_who_asks_and_takes_gzip_alone(server, get):
    get("/a?x=1&y=%20", **{"If-None-Match": '"1"'})

    ((path, headers),) = server.asked
    assert path == "/a?x=1&y=%20"
    assert headers["User-Agent"] == "lineage-test/1 (tests@example.org)"
    assert headers["Accept-Encoding"] == "gzip"
    assert headers["If-None-Match"] == '"1"'


def test_no_log_has_the_address_which_may_hold_a_key_or_a_user_id(server, get, caplog):
    caplog.set_level("INFO")

    get("/a?api_key=quay-7-gull&user_id=12345678%40N90")

    assert caplog.text == ""


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_a_status_is_an_answer_and_no_error(server, get, status):
    server.reply = lambda handler: handler.say(b"no", status, Retry_After="7")

    found = get()

    assert (found.status, found.body, found.headers["retry-after"]) == (status, b"no", "7")


def test_a_redirect_is_an_answer_and_not_followed(server, get):
    server.reply = lambda handler: handler.say(status=302, Location="/b")

    assert (get("/a").status, len(server.asked)) == (302, 1)


def test_not_modified_has_no_body(server, get):
    server.reply = lambda handler: handler.say(status=304, ETag='"1"')

    assert (get().status, get().body) == (304, b"")


def test_nobody_listening_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as once:
        url = f"http://127.0.0.1:{once.getsockname()[1]}/"

    with (
        LiveTransport("lineage-test/1", timeout=10, max_bytes=1000) as transport,
        pytest.raises(SourceUnreachable, match=url),
    ):
        transport.send(Request(url, "api"))


def test_a_connection_that_is_reset_is_unreachable(server, get):
    server.reply = lambda handler: handler.hang_up()

    with pytest.raises(SourceUnreachable, match=server.url):
        get()


def test_a_connection_that_is_closed_without_an_answer_is_unreachable(server, get):
    server.reply = lambda handler: None

    with pytest.raises(SourceUnreachable):
        get()


def test_what_is_no_http_is_unreachable(server, get):
    server.reply = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")

    with pytest.raises(SourceUnreachable):
        get()


def test_a_body_shorter_than_it_said_is_unreachable(server, get):
    server.reply = lambda handler: handler.say(b"half", length=8)

    with pytest.raises(SourceUnreachable):
        get()


def test_a_server_that_never_answers_is_unreachable_after_the_timeout(server):
    over = threading.Event()
    server.reply = lambda handler: over.wait(10)

    try:
        with (
            LiveTransport("lineage-test/1", timeout=0.01, max_bytes=1000) as impatient,
            pytest.raises(SourceUnreachable),
        ):
            impatient.send(Request(server.url, "api"))
    finally:
        over.set()


@pytest.mark.parametrize("path", ["/" + "a" * 70_000, "/\x01"], ids=["too long", "a control character"])
def test_an_address_that_cannot_be_asked_is_unreachable(server, get, path):
    with pytest.raises(SourceUnreachable):
        get(path)

    assert server.asked == []


def test_whom_it_asks_about_stands_neither_in_logs_nor_in_errors(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.reply = lambda handler: handler.say(b"long")
    about = f"{server.url}/people?user_id=12345678%40N90"

    with LiveTransport("lineage-test/1", timeout=10, max_bytes=2) as transport:
        for url, error in (
            (about, AnswerUnusable),
            (about.replace(server.url, "http://127.0.0.1:9"), SourceUnreachable),
        ):
            with pytest.raises(error) as raised:
                transport.send(Request(url, "api", personal=True))
            assert "12345678" not in str(raised.value)

    assert "12345678" not in caplog.text
