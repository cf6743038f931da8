"""The limiter: a short burst, then even spacing; and pauses that everybody keeps."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from lineage.fetch.limiter import Rate
from tests.fetch.scripting import START
from tests.odd import ODD

FOREVER = float("inf")


def reserve(limiter, bucket="hub/api", *, rate=Rate(10, 60), now=START, deadline=FOREVER):  # noqa: B008
    return limiter.reserve("hub", bucket, rate, now, deadline) - START


def test_the_first_request_leaves_at_once(limits):
    assert reserve(limits()) == 0


def test_after_a_short_burst_requests_are_spaced_evenly(limits):
    limiter = limits()

    assert [reserve(limiter) for _ in range(5)] == pytest.approx([0, 0, 7.5, 15, 22.5])


def test_a_limit_of_one_is_one_at_a_time(limits):
    limiter = limits()

    assert [reserve(limiter, rate=Rate(1, 3)) for _ in range(3)] == pytest.approx([0, 3, 6])


def test_buckets_do_not_share_a_limit(limits):
    limiter = limits()
    for _ in range(5):
        reserve(limiter)

    assert reserve(limiter, "hub/file") == 0


def test_two_limiters_on_one_file_share_a_limit(limits):
    one, other = limits(), limits()

    found = [reserve(limiter, rate=Rate(1, 3)) for limiter in (one, other, one, other)]

    assert found == pytest.approx([0, 3, 6, 9])


def test_after_a_rest_the_burst_is_there_again_and_not_more(limits):
    limiter = limits()
    for _ in range(4):
        reserve(limiter)

    later = [reserve(limiter, now=START + 10_000) for _ in range(3)]

    assert later == pytest.approx([10_000, 10_000, 10_007.5])


def test_a_turn_after_the_deadline_is_told_but_not_booked(limits):
    limiter = limits()
    reserve(limiter, rate=Rate(1, 3))

    told = [reserve(limiter, rate=Rate(1, 3), deadline=START + 2) for _ in range(3)]

    assert told == pytest.approx([3, 3, 3])
    assert reserve(limiter, rate=Rate(1, 3)) == pytest.approx(3)


def test_a_turn_at_the_deadline_is_booked(limits):
    limiter = limits()

    assert reserve(limiter, rate=Rate(1, 3), deadline=START) == 0
    assert reserve(limiter, rate=Rate(1, 3)) == pytest.approx(3)


@pytest.mark.parametrize("held", ["hub", "hub/api"])
def test_nothing_leaves_a_held_source_or_bucket(limits, held):
    limiter = limits()
    limiter.hold(held, START + 50)

    assert reserve(limiter) == 50
    assert reserve(limiter, "hub/file") == (50 if held == "hub" else 0)


def test_after_a_pause_requests_are_spaced_again(limits):
    limiter = limits()
    limiter.hold("hub", START + 50)

    assert [reserve(limiter, rate=Rate(1, 3)) for _ in range(3)] == pytest.approx([50, 53, 56])


def test_a_shorter_pause_does_not_shorten_a_longer_one(limits):
    limiter = limits()
    limiter.hold("hub", START + 50)
    limiter.hold("hub", START + 10)

    assert limiter.held_until("hub") == START + 50


def test_the_latest_pause_of_source_and_bucket_counts(limits):
    limiter = limits()
    limiter.hold("hub", START + 10)
    limiter.hold("hub/api", START + 20)

    assert limiter.held_until("hub", "hub/api") == START + 20
    assert limiter.held_until("other") == 0


def test_a_pause_and_a_count_outlive_the_process(limits):
    for expected in ([0, 3], [6, 9]):
        limiter = limits()
        assert [reserve(limiter, rate=Rate(1, 3)) for _ in range(2)] == pytest.approx(expected)
        limiter.hold("other", START + 99)

    assert limits().held_until("other") == START + 99


def at_once(limiters, work):
    """Let every worker begin at the same moment; what went wrong in any of them is raised."""
    start = threading.Barrier(len(limiters))

    def begin(limiter):
        start.wait()
        return work(limiter)

    with ThreadPoolExecutor(len(limiters)) as pool:
        return list(pool.map(begin, limiters))


def test_workers_at_the_same_time_never_get_the_same_turn(limits):
    limiters = [limits() for _ in range(4)]

    turns = at_once(limiters, lambda limiter: [reserve(limiter, rate=Rate(1, 3)) for _ in range(10)])

    assert sorted(turn for one in turns for turn in one) == pytest.approx([3 * n for n in range(40)])


def test_workers_that_are_the_first_at_the_same_time_never_get_the_same_turn(limits):
    limiters = [limits() for _ in range(6)]

    for number in range(10):
        turns = at_once(limiters, lambda limiter, n=number: reserve(limiter, f"hub/{n}", rate=Rate(1, 3)))
        assert sorted(turns) == pytest.approx([0, 3, 6, 9, 12, 15])


def test_of_pauses_told_at_the_same_time_the_longest_counts(limits):
    limiters = {limits(): n for n in range(6)}

    for number in range(10):
        at_once(list(limiters), lambda limiter, n=number: limiter.hold(f"hub/{n}", START + limiters[limiter]))
        assert limits().held_until(f"hub/{number}") == START + 5


@pytest.mark.parametrize("bucket", [*ODD.values(), "", "\ud800"], ids=[*ODD, "empty", "half a character"])
def test_a_bucket_may_have_any_name(limits, bucket):
    limiter = limits()
    limiter.hold(bucket, START + 50)

    assert reserve(limiter, bucket, rate=Rate(1, 3)) == 50
    assert reserve(limiter, bucket, rate=Rate(1, 3)) == pytest.approx(53)
    assert reserve(limiter, bucket + "x") == 0


def test_a_rate_is_scaled_by_shortening_its_window():
    assert Rate(500, 300).scaled(10) == Rate(500, 30)
