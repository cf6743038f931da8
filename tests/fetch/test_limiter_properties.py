"""What the limiter keeps to, whoever asks and whenever: the published limit, and every pause."""

from __future__ import annotations

from contextlib import ExitStack

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.fetch.limiter import Limiter, Rate, open_limits
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


def departures(folder, rate, steps, hold):
    """Play a history: who asks, how much of the window has passed since the last one, and how long a pause was told."""
    now, left, pauses = START, [], [0.0]
    url = f"sqlite:///{folder / 'limits.sqlite'}"
    with ExitStack() as stack:

        def opened():
            engine = open_limits(url)
            stack.callback(engine.dispose)
            return Limiter(engine)

        limiters = {"one": opened(), "other": opened()}
        for who, gap, pause in steps:
            now += gap * rate.seconds
            if who == "reopen":
                limiters["one"] = opened()
            limiter = limiters.get(who, limiters["one"])
            if hold and pause is not None:
                pauses.append(max(pauses[-1], now + pause * rate.seconds))
                limiter.hold("hub", pauses[-1])
            leave = limiter.reserve("hub", "hub/api", rate, now, float("inf"))
            left.append((leave, now, pauses[-1]))
    return left


@settings(deadline=None, max_examples=30)
@given(RATES, STEPS, st.booleans())
def test_no_window_ever_holds_more_than_its_number_of_requests(tmp_path_factory, rate, steps, hold):
    left = departures(tmp_path_factory.mktemp("limits"), rate, steps, hold)

    moments = sorted(leave for leave, _, _ in left)
    for first, next_after in zip(moments, moments[int(rate.requests) :], strict=False):
        assert next_after - first >= rate.seconds - ROUNDING


@settings(deadline=None, max_examples=20)
@given(RATES, STEPS)
def test_nothing_leaves_before_it_asked_or_during_a_pause(tmp_path_factory, rate, steps):
    for leave, asked, paused_until in departures(tmp_path_factory.mktemp("limits"), rate, steps, hold=True):
        assert leave >= asked
        assert leave >= paused_until


@settings(deadline=None, max_examples=15)
@given(RATES, st.integers(1, 30))
def test_who_keeps_asking_gets_four_fifths_of_what_is_allowed_or_all_but_one(tmp_path_factory, rate, count):
    steps = [("one", 0.0, None)] * count

    left = departures(tmp_path_factory.mktemp("limits"), rate, steps, hold=False)

    least = max(1, min(rate.requests - 1, rate.requests * 0.8))
    assert left[-1][0] - START <= count * rate.seconds / least + ROUNDING
