"""What is tried again, for how long, and what is handed back as it came."""

from __future__ import annotations

import pytest

from lineage.errors import AnswerUnusable, HostNotAllowed, SourceUnreachable
from tests.fetch.scripting import HUB, answer, page

LOST = SourceUnreachable("the line was cut")


def test_an_answer_comes_back_with_the_moment_and_the_hash_of_its_body(door):
    hub = door(answer(body=b'{"id": 1}'))

    found = hub.get("/a")

    assert found.json() == {"id": 1}
    assert found.fetched_at == "2026-11-16T12:00:00Z"
    assert hub.archive.get(found.snapshot) == b'{"id": 1}'
    assert hub.hours.slept == []


@pytest.mark.parametrize(
    "trouble", [LOST, AnswerUnusable("a bomb"), page(), answer(body=b'{"cut'), answer(500), answer(503), answer(408)]
)
def test_what_may_pass_is_tried_again(door, trouble):
    hub = door(trouble, trouble, answer(body=b"[]"))

    assert hub.get().body == b"[]"

    assert len(hub.transport.asked) == 3


def test_each_try_waits_twice_as_long_as_the_one_before(door):
    hub = door(LOST, tries=5, backoff=1.0)

    with pytest.raises(SourceUnreachable):
        hub.get()

    assert hub.hours.slept == [1.0, 2.0, 4.0, 8.0]


def test_no_try_waits_longer_than_a_minute(door):
    hub = door(LOST, tries=10, backoff=1.0)

    with pytest.raises(SourceUnreachable):
        hub.get()

    assert max(hub.hours.slept) == 60.0


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (LOST, SourceUnreachable, r"^the line was cut \(3 tries\)$"),
        (answer(502), SourceUnreachable, rf"^{HUB}/a answered 502\. \(3 tries\)$"),
        (page(), AnswerUnusable, rf"^{HUB}/a answered a web page where JSON was expected\. \(3 tries\)$"),
    ],
    ids=["unreachable", "5xx", "unusable"],
)
def test_after_the_last_try_the_error_says_what_was_seen(door, trouble, error, words):
    hub = door(trouble, tries=3)

    with pytest.raises(error, match=words):
        hub.get()

    assert len(hub.transport.asked) == 3


def test_the_last_problem_is_the_one_that_is_told(door):
    hub = door(LOST, page(), tries=2)

    with pytest.raises(AnswerUnusable):
        hub.get()


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410, 451])
def test_other_statuses_come_back_for_the_source_to_judge(door, status):
    hub = door(answer(status, b""))

    found = hub.get()

    assert (found.status, found.snapshot) == (status, None)
    assert len(hub.transport.asked) == 1


def test_a_page_in_place_of_an_error_s_body_is_no_reason_to_ask_again(door):
    hub = door(answer(404, b"<html>", content_type="text/html"))

    assert hub.get().status == 404


def test_what_failed_is_not_in_the_journal_and_asked_again_by_the_next_process(door):
    first = door(LOST, tries=2)
    with pytest.raises(SourceUnreachable):
        first.get()

    second = door(answer(body=b"[]"))

    assert second.get().body == b"[]"


@pytest.mark.parametrize("address", ["https://evil.example/a", "http://hub.example/a", "https://[hub.example/a"])
def test_an_address_that_is_not_allowed_is_never_asked_nor_waited_for(door, address):
    hub = door(answer())

    with pytest.raises(HostNotAllowed, match="nothing was sent"):
        hub.get(address)

    assert hub.transport.asked == []
    assert hub.hours.slept == []


@pytest.mark.parametrize(("expect", "type_"), [("json", "application/json"), ("text", "text/plain")])
def test_each_request_says_what_it_expects(door, expect, type_):
    hub = door(answer(body=b"[]", content_type=type_))

    assert hub.get(expect=expect).body == b"[]"


def test_json_where_text_was_expected_is_not_taken(door):
    hub = door(answer(), tries=2)

    with pytest.raises(AnswerUnusable, match="where plain text was expected"):
        hub.get(expect="text")
