"""When a source asks us to stay away, we do, and so does everybody who shares the limits file."""

from __future__ import annotations

import pytest

from tests.fetch.conftest import PLENTY
from tests.fetch.scripting import START, answer

FOREVER = float("inf")


def leave(hub, bucket, now=START):
    """When another worker on the same limits file would be let go."""
    return hub.limiter.reserve("hub", f"hub/{bucket}", PLENTY, now, FOREVER) - START


@pytest.mark.parametrize(
    "asked",
    [
        answer(429, retry_after="30"),
        answer(429, retry_after="Mon, 16 Nov 2026 12:00:30 GMT"),
        answer(503, retry_after="30"),
        answer(403, retry_after="30"),
        answer(403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(START) + 30)),
        answer(429, x_ratelimit_reset=str(int(START) + 30)),
        answer(429, ratelimit='"api";r=0;t=30'),
    ],
    ids=["seconds", "date", "503", "403", "403 with a reset", "429 with a reset", "429 with RateLimit"],
)
def test_we_come_back_when_the_source_says_and_not_before(door, asked):
    hub = door(asked, answer(body=b"[]"), tries=1)

    assert hub.get().body == b"[]"

    assert hub.hours.passed == 30
    assert len(hub.transport.asked) == 2


@pytest.mark.parametrize(
    "asked",
    [answer(429), answer(429, retry_after="later"), answer(429, x_ratelimit_reset="soon"), answer(429, retry_after="")],
    ids=["nothing", "a word", "a reset in words", "empty"],
)
def test_a_source_that_does_not_say_until_when_is_given_a_moment(door, asked):
    hub = door(asked, answer(), backoff=2.0, tries=1)

    hub.get()

    assert hub.hours.passed == 2


def test_a_pause_that_is_over_already_does_not_turn_time_back(door):
    hub = door(answer(429, retry_after="Mon, 16 Nov 2026 11:00:00 GMT"), answer())

    hub.get()

    assert 0 < hub.hours.passed < 1


def test_retry_after_holds_the_whole_source(door):
    hub = door(answer(429, retry_after="30"), answer())

    hub.get(bucket="api")

    assert leave(hub, "file") == leave(hub, "api") == 30


@pytest.mark.parametrize("status", [200, 304, 404])
def test_a_spent_limit_holds_its_bucket_alone(door, status):
    hub = door(answer(status, ratelimit='"api";r=0;t=55'), answer())

    assert hub.get("/a", bucket="api").status == status

    assert hub.hours.passed == 0
    assert leave(hub, "file") == 0
    assert leave(hub, "api") == 55


def test_a_limit_with_something_left_holds_nothing(door):
    hub = door(answer(ratelimit='"api";r=10;t=55'))

    hub.get()

    assert leave(hub, "api") == 0


def test_a_pause_outlives_the_process(door):
    door(answer(ratelimit='"api";r=0;t=55')).get("/a")

    later = door(answer())
    later.get("/b")

    assert later.hours.passed == 55
