"""The limiter: a short burst, then even spacing; and pauses that everybody keeps."""

from __future__ import annotations

import threading

import pytest

from lineage.errors import ArchiveUnavailable
from lineage.fetch.limiter import Limiter, Rate, open_limits
from tests.fetch.scripting import START

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


def test_a_pause_and_a_count_outlive_the_process(tmp_path):
    for expected in ([0, 3], [6, 9]):
        engine = open_limits(f"sqlite:///{tmp_path / 'limits.sqlite'}")
        assert [reserve(Limiter(engine), rate=Rate(1, 3)) for _ in range(2)] == pytest.approx(expected)
        Limiter(engine).hold("other", START + 99)
        engine.dispose()

    engine = open_limits(f"sqlite:///{tmp_path / 'limits.sqlite'}")
    assert Limiter(engine).held_until("other") == START + 99
    engine.dispose()


def test_workers_at_the_same_time_never_get_the_same_turn(limits):
    limiters, turns = [limits() for _ in range(4)], []

    def work(limiter):
        turns.extend(reserve(limiter, rate=Rate(1, 3)) for _ in range(10))

    workers = [threading.Thread(target=work, args=(limiter,)) for limiter in limiters]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(turns) == pytest.approx([3 * n for n in range(40)])


def test_a_rate_is_scaled_by_shortening_its_window():
    assert Rate(500, 300).scaled(10) == Rate(500, 30)


def test_a_limits_file_that_is_damaged_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "limits.sqlite"
    path.write_bytes(b"this is no database at all, whatever its name says" * 100)

    with pytest.raises(ArchiveUnavailable, match=r"limits\.sqlite cannot be used: .*run the same command again"):
        open_limits(f"sqlite:///{path}")
