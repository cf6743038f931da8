"""Moments: what a date and a timestamp mean, and where "now" comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.clock import end_of, parse_moment, stamp, system_clock
from lineage.errors import BadInput


def test_a_date_is_its_midnight_in_utc():
    assert parse_moment("2026-11-23") == datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2026-11-23T10:30:00Z", "2026-11-23T10:30:00", "2026-11-23T12:30:00+02:00", " 2026-11-23T10:30Z\n"],
)
def test_a_timestamp_is_understood_in_any_zone_and_utc_when_it_names_none(text):
    moment = parse_moment(text)

    assert moment == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "23.11.2026", "2026-02-30"])
def test_what_is_no_moment_is_refused_with_an_example(text):
    with pytest.raises(BadInput, match="write 2026-11-23 or 2026-11-23T10:30:00Z"):
        parse_moment(text)


def test_a_date_ends_with_its_last_moment():
    assert end_of("2026-11-23") == datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_timestamp_ends_with_itself():
    assert end_of("2026-11-23T10:30:00Z") == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def test_the_end_of_what_is_no_moment_is_refused():
    with pytest.raises(BadInput):
        end_of("soon")


def test_the_last_date_of_all_has_an_end():
    assert end_of("9999-12-31") == datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_beyond_the_calendar_is_refused(text):
    with pytest.raises(BadInput):
        parse_moment(text)


def test_a_moment_is_stamped_in_utc_without_empty_fractions():
    moment = datetime(2026, 11, 23, 12, 30, tzinfo=timezone(timedelta(hours=2)))

    assert stamp(moment) == "2026-11-23T10:30:00Z"
    assert stamp(moment.replace(microsecond=250000)) == "2026-11-23T10:30:00.250000Z"


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_stamp_reads_back_as_the_same_moment(moment):
    assert parse_moment(stamp(moment)) == moment


def test_the_clock_stands_still_at_lineage_now():
    clock = system_clock({"LINEAGE_NOW": "2026-11-23T10:30:00Z"})

    assert clock() == clock() == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def test_lineage_now_may_be_a_date():
    assert system_clock({"LINEAGE_NOW": "2026-11-23"})() == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_wrong_lineage_now_is_told_when_the_clock_is_made():
    with pytest.raises(BadInput, match="'tomorrow' is not a date"):
        system_clock({"LINEAGE_NOW": "tomorrow"})


@pytest.mark.parametrize("environment", [{}, {"LINEAGE_NOW": ""}])
def test_without_lineage_now_the_clock_is_the_machine_s(environment):
    clock = system_clock(environment)

    before = datetime.now(UTC)
    now = clock()

    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)
