"""Who is late and who is to be reminded, from what the docket has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.clock import parse_moment, stamp
from lineage.deletion.due import waiting
from lineage.deletion.transitions import WAITING
from lineage.model.docket import EventKind
from lineage.model.obligation import Obligation, State
from tests.deletion.making import AT, draft, request, signed

ACME = "organization:acme"
TOLD = parse_moment(AT)  # 2026-11-23, a Monday; a month later is a Wednesday


def event(what, days=0, number=1, **body):
    at = stamp(TOLD + timedelta(days=days))
    said = {"holder": ACME, "kind": "notice", **body}
    return signed(number=number, at=at, request=request().id, kind=what, notice="n", body=said, previous="0" * 64)


def owed(state=State.NOTIFIED):
    said = {"number": 1, "request": request().id, "plan": 1, "state": state, "since": AT}
    return Obligation.model_validate(draft().model_dump() | said)


def found(days, *events, obligations=None, **more):
    told = [event(EventKind.SENT), *events]
    return waiting(request(**more), told, obligations or [owed()], TOLD + timedelta(days=days))


@pytest.mark.parametrize("state", State)
def test_only_who_was_told_and_has_not_answered_is_waited_for(state):
    assert bool(found(1, obligations=[owed(state)])) == (state in WAITING)


def test_a_month_is_given_by_the_gdpr():
    (one,) = found(1)

    assert stamp(one.until) == "2026-12-23T23:59:59Z"
    assert not one.overdue
    assert found(31)[0].overdue


def test_an_extension_gives_two_more():
    extended = event(EventKind.EXTENDED, 20, 2)

    assert not found(31, extended)[0].overdue
    assert found(93, extended)[0].overdue


def test_a_reminder_is_due_once_each_time():
    first = found(16)[0]
    reminded = event(EventKind.SENDING, 16, 2, kind="reminder")

    assert first.to_remind
    assert not found(17, reminded)[0].to_remind
    assert found(25, reminded)[0].to_remind


def test_who_is_late_is_not_reminded_any_more():
    assert not found(31)[0].to_remind


def test_being_told_again_starts_the_time_again():
    again = event(EventKind.SENT, 20, 3)

    assert not found(31, again)[0].overdue


def test_a_reminder_that_arrived_does_not():
    reminder = event(EventKind.SENT, 20, 3, kind="reminder")

    assert found(31, reminder)[0].overdue


def test_where_no_law_gives_a_time_nobody_is_late():
    (one,) = found(1000, regulation="voluntary")

    assert (one.until, one.overdue) == (None, False)
