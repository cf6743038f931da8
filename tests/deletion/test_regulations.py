"""By when an answer is due: months as Regulation 1182/71 counts them, days as California does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.deletion.regulations import confirm_by, due, reminders, rule
from lineage.errors import BadInput
from lineage.model.request import Regulation

STARTS = st.datetimes(datetime(2018, 5, 25), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
BINDING = st.sampled_from([Regulation.GDPR, Regulation.CCPA])


def at(year, month, day, hour=10):
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (at(2026, 3, 5), date(2026, 4, 6)),  # 5 April 2026 is a Sunday
        (at(2026, 11, 16), date(2026, 12, 16)),
        (at(2027, 1, 31), date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (at(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (at(2026, 8, 31), date(2026, 9, 30)),
        (at(2026, 12, 31), date(2027, 2, 1)),  # 31 January 2027 is a Sunday
    ],
)
def test_a_month_ends_with_the_same_date_or_the_last_day_of_a_shorter_month_or_the_next_working_day(start, last):
    assert due("gdpr", start) == datetime.combine(last, time(23, 59, 59), UTC)


def test_an_extension_counts_three_months_from_the_start():
    assert due("gdpr", at(2026, 11, 30), extended=True) == datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC)


def test_a_holiday_that_the_caller_knows_moves_the_end_on():
    assert due("gdpr", at(2026, 11, 25)).date() == date(2026, 12, 25)
    assert due("gdpr", at(2026, 11, 25), holidays={date(2026, 12, 25)}).date() == date(2026, 12, 28)


def test_california_gives_45_days_and_90_with_notice():
    assert due("ccpa", at(2026, 11, 16)).date() == date(2026, 12, 31)
    assert due("ccpa", at(2026, 11, 16), extended=True).date() == date(2027, 2, 14)


def test_california_wants_the_receipt_confirmed_in_ten_business_days():
    assert confirm_by("ccpa", at(2026, 11, 16)).date() == date(2026, 11, 30)
    assert confirm_by("ccpa", at(2026, 11, 16), holidays=[date(2026, 11, 26)]).date() == date(2026, 12, 1)
    assert confirm_by("gdpr", at(2026, 11, 16)) is None


def test_a_request_that_rests_on_no_law_has_no_dates():
    start = at(2026, 11, 16)

    assert (due("voluntary", start), confirm_by("voluntary", start), reminders("voluntary", start)) == (None, None, ())


def test_a_holder_is_reminded_at_half_time_and_a_week_before():
    half, week = reminders("gdpr", at(2026, 11, 16))

    assert half == datetime(2026, 12, 1, 16, 59, 59, tzinfo=UTC)
    assert week == datetime(2026, 12, 9, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("ask", [due, reminders, confirm_by])
def test_an_unknown_regulation_names_those_there_are(ask):
    with pytest.raises(BadInput, match="no regulation 'lgpd'; use one of: ccpa, gdpr, voluntary"):
        ask("lgpd", at(2026, 11, 16))


@pytest.mark.parametrize("ask", [due, reminders, confirm_by])
def test_a_start_without_time_zone_is_refused(ask):
    with pytest.raises(BadInput, match="without a time zone"):
        ask("gdpr", datetime(2026, 11, 16))  # noqa: DTZ001


@pytest.mark.parametrize("regulation", Regulation)
def test_every_regulation_has_its_rule(regulation):
    assert rule(regulation).name
    assert rule(regulation).authority


@given(start=STARTS, regulation=BINDING)
def test_the_end_is_the_end_of_a_day_after_the_start_and_an_extension_only_adds(start, regulation):
    end, later = due(regulation, start), due(regulation, start, extended=True)

    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    assert start + timedelta(27) < end < later


@given(start=STARTS)
def test_a_month_is_never_shorter_than_the_calendar_says_and_never_ends_on_a_weekend(start):
    end = due("gdpr", start)
    months = (end.year - start.year) * 12 + end.month - start.month

    assert end.weekday() < 5
    assert (months == 1 and end.day >= min(start.day, 28)) or (months == 2 and end.day <= 2)


@given(start=STARTS, more=st.timedeltas(timedelta(0), timedelta(400)))
def test_who_is_told_later_never_has_to_answer_earlier(start, more):
    for regulation in ("gdpr", "ccpa"):
        assert due(regulation, start) <= due(regulation, start + more)


@given(start=STARTS, regulation=BINDING, extended=st.booleans())
def test_reminders_lie_in_order_between_start_and_end(start, regulation, extended):
    moments = reminders(regulation, start, extended)

    assert len(moments) == 2
    assert list(moments) == sorted(moments)
    assert start - timedelta(seconds=1) < moments[0]
    assert moments[-1] < due(regulation, start, extended)


@given(start=STARTS, hours=st.integers(-12, 14))
def test_days_are_those_of_the_starts_own_time_zone(start, hours):
    there = start.astimezone(timezone(timedelta(hours=hours)))

    assert due("ccpa", there).date() == there.date() + timedelta(45)
