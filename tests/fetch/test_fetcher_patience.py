"""How long we wait for a turn, and how we stop when it would be longer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lineage.errors import RateLimited
from lineage.fetch.limiter import Rate
from tests.fetch.scripting import START, Hours, answer


def when(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_pause_longer_than_our_patience_stops_and_says_until_when(door):
    hub = door(answer(429, retry_after="3600"), patience=60)

    with pytest.raises(RateLimited) as caught:
        hub.get()

    assert caught.value.until == when("2026-11-16 13:00:00")
    assert str(caught.value).startswith("hub asks us not to come back before 2026-11-16 13:00:00 UTC;")
    assert len(hub.transport.asked) == 1
    assert hub.hours.slept == []


@pytest.mark.parametrize("seconds", ["99999999999", "9" * 30, "9" * 400])
def test_a_pause_beyond_all_measure_is_a_pause(door, seconds):
    hub = door(answer(429, retry_after=seconds))

    with pytest.raises(RateLimited):
        hub.get()


def test_when_patience_ends_no_turn_is_booked(door):
    slow = {"api": Rate(1, 100)}
    door(answer(), rates=slow).get("/a")
    impatient = door(answer(), rates=slow, patience=50)

    for _ in range(3):
        with pytest.raises(RateLimited) as caught:
            impatient.get("/b")

    assert caught.value.until == when("2026-11-16 12:01:40")
    assert impatient.transport.asked == []
    later = door(answer(), rates=slow, hours=Hours(START + 100))
    later.get("/b")
    assert later.hours.slept == []


def test_while_waiting_for_a_turn_another_worker_s_pause_is_obeyed(door):
    slow = {"api": Rate(1, 10)}
    hub = door(answer(), rates=slow)
    hub.get("/a")
    sleep = hub.hours.sleep

    def told_meanwhile(seconds):
        sleep(seconds)
        hub.limiter.hold("hub", START + 40)

    hub.fetcher._sleep = told_meanwhile
    hub.get("/b")

    assert hub.hours.passed == 40
