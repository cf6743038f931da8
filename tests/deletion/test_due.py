"""Who is late and who is to be reminded, from what the docket has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.clock import parse_moment, stamp
from lineage.deletion.due import most_pressing, waiting
from lineage.deletion.transitions import WAITING
from lineage.model.docket import EventKind
from lineage.model.obligation import Obligation, State
from tests.deletion.making import AT, draft, request, signed

ACME = "organization:acme"
TOLD = parse_moment(AT)  # 2026-11-23, a Monday; a month later is a Wednesday


def event(what, days=0, number=2, notice="n", **body):
    at = stamp(TOLD + timedelta(days=days))
    said = {"holder": ACME, "kind": "notice", **body}
    return signed(number=number, at=at, request=request().id, kind=what, notice=notice, body=said, previous="0" * 64)


def told(days=0, number=1, notice="n"):
    """A notice that left, and arrived."""
    return [event(EventKind.SENDING, days, number, notice), event(EventKind.SENT, days, number + 1, notice)]


def reminded(days=0, number=3, notice="n"):
    """The intent of a reminder of a notice."""
    return event(EventKind.SENDING, days, number, "another id", kind="reminder", reminds=notice)


def owed(state=State.NOTIFIED, number=1):
    said = {"number": number, "request": request().id, "plan": 1, "state": state, "since": AT}
    return Obligation.model_validate(draft().model_dump() | said)


def found(days, *events, obligations=None, moved=None, **more):
    moves = {1: [1], 2: [1]} | (moved or {})
    now = TOLD + timedelta(days=days)
    return waiting(request(**more), [*told(), *events], obligations or [owed()], now, lambda numbers: moves)


@pytest.mark.parametrize("state", State)
def test_only_who_was_told_and_has_not_answered_is_waited_for(state):
    assert bool(found(1, obligations=[owed(state)])) == (state in WAITING)


def test_a_month_is_given_by_the_gdpr():
    (one,) = found(1)

    assert stamp(one.until) == "2026-12-23T23:59:59Z"
    assert not one.overdue
    assert found(31)[0].overdue


def test_an_extension_gives_two_more():
    extended = event(EventKind.EXTENDED, 20, 3)

    assert not found(31, extended)[0].overdue
    assert found(93, extended)[0].overdue


def test_a_reminder_is_due_once_each_time():
    assert found(16)[0].to_remind
    assert not found(17, reminded(16))[0].to_remind
    assert found(25, reminded(16))[0].to_remind


def test_a_reminder_that_stayed_here_is_due_still():
    stayed = event(EventKind.NOT_SENT, 16, 4, "another id", kind="reminder")

    assert found(17, reminded(16), stayed)[0].to_remind


def test_who_is_late_is_not_reminded_any_more():
    assert not found(31)[0].to_remind


def test_being_told_of_the_same_again_starts_its_time_again():
    again = told(20, 3, "n2")

    (one,) = found(31, *again, moved={3: [1], 4: [1]})

    assert (one.notice, one.overdue) == ("n2", False)


def test_being_told_of_something_else_gives_no_more_time_for_the_first():
    """Whoever is told of a new dataset each week is late with the first all the same."""
    weeks = [each for week in range(1, 5) for each in told(7 * week, 2 * week + 1, f"n{week}")]
    moved = {number: [(number + 1) // 2] for number in range(1, 11)}

    waits = found(31, *weeks, obligations=[owed(number=number) for number in range(1, 6)], moved=moved)

    assert [(one.notice, one.overdue) for one in waits] == [("n", True)] + [(f"n{week}", False) for week in range(1, 5)]
    assert [each.number for one in waits for each in one.obligations] == [1, 2, 3, 4, 5]


def test_an_extension_holds_for_what_they_had_been_told_of():
    extended, second = event(EventKind.EXTENDED, 20, 3), told(25, 4, "n2")

    one, two = found(60, extended, *second, obligations=[owed(), owed(number=2)], moved={4: [2], 5: [2]})

    assert (stamp(one.until), one.extended, one.overdue) == ("2027-02-23T23:59:59Z", extended, False)
    assert (stamp(two.until), two.extended, two.overdue) == ("2027-01-18T23:59:59Z", None, True)


def test_an_extension_for_some_of_it_holds_for_no_more():
    extended = event(EventKind.EXTENDED, 20, 5, about=[2])

    one, two = found(40, *told(1, 3, "n2"), extended, obligations=[owed(), owed(number=2)], moved={3: [2], 4: [2]})

    assert (one.overdue, two.overdue) == (True, False)


def test_each_notice_has_its_own_reminders():
    second = told(1, 3, "n2")

    one, two = found(
        18, *second, reminded(17, 5, "n2"), obligations=[owed(), owed(number=2)], moved={3: [2], 4: [2]}
    )  # fmt: skip

    assert (one.to_remind, one.reminded) == (True, ())
    assert (two.to_remind, two.reminded) == (False, ("another id",))


def test_a_reminder_that_arrived_gives_no_time():
    arrived = event(EventKind.SENT, 20, 4, "another id", kind="reminder")

    assert found(31, reminded(20), arrived)[0].overdue


def test_who_answers_a_letter_of_which_nobody_knew_whether_it_arrived_has_got_it():
    answered = event(EventKind.ANSWERED, 3, 3, None, answer="acknowledged")
    moves = {1: [1], 3: [1]}

    (one,) = waiting(request(), [told()[0], answered], [owed(State.ACKNOWLEDGED)], TOLD, lambda numbers: moves)

    assert stamp(one.told) == "2026-11-26T12:00:00Z"


def test_of_a_holders_notices_the_one_that_is_late_is_seen_to_first():
    second = told(10, 3, "n2")

    found_ = found(31, *second, obligations=[owed(), owed(number=2)], moved={3: [2], 4: [2]})

    assert most_pressing(reversed(found_))[ACME].notice == "n"


def test_where_no_law_gives_a_time_nobody_is_late():
    (one,) = found(1000, regulation="voluntary")

    assert (one.until, one.overdue) == (None, False)
