"""What the limiter keeps to, whoever asks and whenever: the published limit, and every pause."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.fetch.limiter import Limiter, Rate
from tests.fetch.scripting import START

RATES = st.builds(Rate, st.integers(1, 12), st.floats(0.5, 3600))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["one", "other", "reopen"]),
        st.floats(0, 0.5) | st.just(0.0),
        st.none() | st.floats(0, 2),
    ),
    min_size=1,
    max_size=40,
)
ROUNDING = 1e-5


@pytest.fixture
def play(databases):
    """Plays a history on buckets of its own: who asks, how much of the window has passed, how long a pause was told."""
    engines = {"one": databases(), "other": databases()}

    def departures(rate, steps, hold):
        now, left, pauses, source = START, [], [0.0], secrets.token_hex(8)
        for who, gap, pause in steps:
            now += gap * rate.seconds
            if who == "reopen":
                engines["one"].dispose()
            limiter = Limiter(engines.get(who, engines["one"]))
            if hold and pause is not None:
                pauses.append(max(pauses[-1], now + pause * rate.seconds))
                limiter.hold(source, pauses[-1])
            leave = limiter.reserve(source, f"{source}/api", rate, now, float("inf"))
            left.append((leave, now, pauses[-1]))
        return left

    return departures


def examples(number):
    """A fixture's database serves all examples: each plays on buckets of its own."""
    healthy = [HealthCheck.function_scoped_fixture]
    return settings(deadline=None, max_examples=number, suppress_health_check=healthy)


@examples(30)
@given(rate=RATES, steps=STEPS, hold=st.booleans())
def test_no_window_ever_holds_more_than_its_number_of_requests(play, rate, steps, hold):
    left = play(rate, steps, hold)

    moments = sorted(leave for leave, _, _ in left)
    for first, next_after in zip(moments, moments[int(rate.requests) :], strict=False):
        assert next_after - first >= rate.seconds - ROUNDING


@examples(20)
@given(rate=RATES, steps=STEPS)
def test_nothing_leaves_before_it_asked_or_during_a_pause(play, rate, steps):
    for leave, asked, paused_until in play(rate, steps, hold=True):
        assert leave >= asked
        assert leave >= paused_until


@examples(15)
@given(rate=RATES, count=st.integers(1, 30))
def test_who_keeps_asking_gets_four_fifths_of_what_is_allowed_or_all_but_one(play, rate, count):
    steps = [("one", 0.0, None)] * count

    left = play(rate, steps, hold=False)

    least = max(1, min(rate.requests - 1, rate.requests * 0.8))
    assert left[-1][0] - START <= count * rate.seconds / least + ROUNDING
