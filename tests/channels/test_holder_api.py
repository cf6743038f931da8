"""A holder's API on a real HTTP server: taken once, repeated where that is safe, uncertain where nobody can know."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.holder_api import HolderApiChannel
from lineage.errors import BadInput, ChannelRefused, ChannelUnavailable
from lineage.settings import Settings, from_environment
from tests.channels.holder import Desk, HolderServer
from tests.channels.making import ID, NOON, NSID, SEED, contact, notice


def channel(server, **more):
    url = server if isinstance(server, str) else server.url
    values = {"origins": (url,), "patience": 5.0}
    return HolderApiChannel(find.card("holder_api"), lambda: NOON, "LINEAGE", SecretStr(SEED), **(values | more))


def told(server, **more):
    url = server if isinstance(server, str) else server.url
    return notice(contact=contact("holder_api", url, **more))


@pytest.fixture
def server():
    with HolderServer(Desk()) as running:
        yield running


def test_a_notice_arrives_signed_with_a_key_and_for_ten_minutes(server):
    receipt = channel(server).deliver(told(server, business_id="ACME"))

    (request,) = server.desk.seen
    assert (receipt.outcome, receipt.reference) == ("delivered", server.desk.taken[ID][0])
    assert receipt.said == "The holder's API answered 201 with the status open."
    assert request.path == "/v1/data-rights-request"
    assert request.headers["Idempotency-Key"] == f'"{ID}"'
    assert request.headers["Content-Type"] == "text/plain"
    assert {key: request.said[key] for key in ("agent-id", "business-id", "issued-at", "expires-at")} == {
        "agent-id": "LINEAGE", "business-id": "ACME",
        "issued-at": "2026-11-16T12:00:00Z", "expires-at": "2026-11-16T12:10:00Z",
    }  # fmt: skip


def test_the_evidence_is_the_exchange_as_it_was(server):
    receipt = channel(server).deliver(told(server))

    exchange = json.loads(receipt.evidence)
    assert exchange["request"]["body"].encode() == server.desk.seen[0].body
    assert exchange["request"]["url"] == f"{server.url}/v1/data-rights-request"
    assert exchange["answer"]["code"] == 201
    assert json.loads(base64.b64decode(exchange["answer"]["body"]))["request_id"] == receipt.reference


def test_what_is_said_and_shown_names_nobody(server):
    receipt = channel(server).deliver(told(server))

    assert NSID not in repr(receipt)
    assert SEED not in repr(channel(server))


def test_the_same_notice_again_is_taken_once_and_answered_as_before(server):
    first = channel(server).deliver(told(server))
    second = channel(server).deliver(told(server))

    assert (second.outcome, second.reference) == ("delivered", first.reference)
    assert len(server.desk.taken) == 1


@pytest.mark.parametrize("fate", ["taken", "lost"])
def test_after_a_connection_lost_after_the_body_the_same_notice_is_taken_once(server, fate):
    server.desk.hang_up = fate

    outcomes = [channel(server).deliver(told(server)).outcome for _ in range(2)]

    assert outcomes == ["uncertain", "delivered"]
    assert list(server.desk.taken) == [ID]


@pytest.mark.parametrize("fate", ["taken", "lost"])
def test_a_connection_lost_after_the_body_is_uncertain(server, fate):
    server.desk.hang_up = fate

    receipt = channel(server).deliver(told(server, honours_keys=False))

    assert (receipt.outcome, receipt.reference) == ("uncertain", None)
    assert json.loads(receipt.evidence)["answer"] is None


def test_a_server_that_says_nothing_is_not_waited_for_for_ever():
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        receipt = channel(url, patience=0.2).deliver(told(url, honours_keys=False))

    assert receipt.outcome == "uncertain"


@pytest.mark.parametrize("begins", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "body"])
def test_a_server_that_sends_a_byte_at_a_time_is_not_waited_for_for_ever(begins):
    """No single wait is long, and the whole exchange has an end all the same."""

    def trickle(server):
        with server.accept()[0] as connection, suppress(OSError):
            connection.recv(65536)
            connection.sendall(begins)
            while True:
                connection.sendall(b"a")
                time.sleep(0.05)

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=trickle, args=(server,), daemon=True).start()
        begun = time.monotonic()

        receipt = channel(url, patience=0.3).deliver(told(url, honours_keys=False))

    assert receipt.outcome == "uncertain"
    assert time.monotonic() - begun < 3  # 0.6 s, and what a busy machine adds


@pytest.mark.parametrize("honours_keys", [True, False])
def test_a_server_that_is_not_there_can_be_tried_again(honours_keys):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(ChannelUnavailable, match="nothing was sent"):
            channel(url).deliver(told(url, honours_keys=honours_keys))


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 301, 307])
def test_a_no_is_for_good_and_a_redirect_is_not_followed(server, code):
    server.desk.refuse = code

    with pytest.raises(ChannelRefused, match=str(code)):
        channel(server).deliver(told(server))
    assert len(server.desk.seen) == 1


@pytest.mark.parametrize("honours_keys", [True, False])
@pytest.mark.parametrize("code", [500, 502, 504])
def test_a_server_in_trouble_may_have_taken_it(server, code, honours_keys):
    server.desk.refuse = code

    assert channel(server).deliver(told(server, honours_keys=honours_keys)).outcome == "uncertain"


@pytest.mark.parametrize("honours_keys", [True, False])
@pytest.mark.parametrize("code", [408, 429, 503])
def test_a_server_that_says_later_took_nothing(server, code, honours_keys):
    server.desk.refuse = code

    with pytest.raises(ChannelUnavailable, match=f"{code} and took nothing"):
        channel(server).deliver(told(server, honours_keys=honours_keys))


def test_a_key_that_is_still_worked_on_is_uncertain_for_now(server):
    server.desk.refuse = 409

    receipt = channel(server).deliver(told(server))

    assert receipt.outcome == "uncertain"
    assert "still busy with this notice" in receipt.said


def test_a_holder_that_compares_bodies_may_have_taken_an_earlier_try(server):
    server.desk.refuse = 422

    assert channel(server).deliver(told(server)).outcome == "uncertain"


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Welcome</html>",
        b"[]",
        b'{"status": "open"}',
        b'{"request_id": "../x", "status": "done"}',
        b'{"request_id": "\\u0000", "status": "open"}',
        b'{"a":' * 50_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"request_id": "' + b"x" * 300_000 + b'", "status": "open"}',
        b"\xff\xfe",
    ],
)
def test_a_yes_that_is_no_answer_of_the_protocol_is_uncertain(server, answer):
    server.desk.answer = answer

    receipt = channel(server).deliver(told(server))

    assert (receipt.outcome, receipt.reference) == ("uncertain", None)


@pytest.mark.parametrize("kind", ["inquiry"])
def test_an_inquiry_has_no_word_in_the_protocol(server, kind):
    with pytest.raises(ChannelRefused, match="takes no inquiry"):
        channel(server).deliver(replace(told(server), kind=kind))
    assert server.desk.seen == []


def test_without_a_contact_there_is_nobody_to_ask(server):
    with pytest.raises(ChannelRefused, match="No API of organization:acme"):
        channel(server).deliver(notice(contact=None))


def test_the_settings_open_it(server):
    environment = {
        "LINEAGE_SIGNING_KEY": SEED,
        "LINEAGE_AGENT_ID": "LINEAGE",
        "LINEAGE_HOLDER_ORIGINS": f"http://127.0.0.1:1, {server.url}",
    }

    opened = find.open("holder_api", from_environment(environment), lambda: NOON)

    assert opened.deliver(told(server)).outcome == "delivered"


def test_without_settings_it_says_which(tmp_path):
    with pytest.raises(BadInput, match="LINEAGE_SIGNING_KEY and LINEAGE_AGENT_ID"):
        find.open("holder_api", Settings(home=tmp_path), lambda: NOON)
