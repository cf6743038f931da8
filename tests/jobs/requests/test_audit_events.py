"""The audit over a docket that was worked with: every way of touching its events is found, at the right number."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import CHAIN, desk
from lineage.jobs.requests.record import Said, record
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.settings import Settings
from tests.conftest import NOON
from tests.jobs.requests import small_world, touched
from tests.jobs.requests.touched import CHANGED, DELETED, INSERTED, REORDERED, TRUNCATED, found, last, numbers

_first_home, home = small_world._first_home, small_world.home
_worked_home, worked, did = touched._worked_home, touched.worked, touched.did


def test_what_nobody_touched_is_whole(worked):
    result = audit(worked)

    assert result.whole
    assert result.events == last(worked)
    assert result.anchors > 10


def test_a_deleted_event_is_found(worked, did):
    (number, _, _, _) = numbers(worked, EventKind.ANSWERED)

    did("DELETE FROM docket_moves WHERE event = :n", "DELETE FROM docket_events WHERE number = :n", n=number)

    assert (DELETED, number) in found(worked)


_COPY = (
    "INSERT INTO docket_events SELECT :to, at, request, 'answered', notice, '{}', :key, mac, :mac "
    "FROM docket_events WHERE number = :n"
)


@pytest.mark.parametrize("key", [CHAIN, "audit:2"])
def test_an_event_that_was_written_after_the_last_is_found(worked, did, key):
    end = last(worked)

    did(_COPY, n=end, to=end + 1, key=key, mac="f" * 64)

    assert found(worked) == [(CHANGED if key == CHAIN else INSERTED, end + 1)]


def test_an_event_that_was_written_in_between_is_found(worked, did):
    number, end = numbers(worked, EventKind.ANSWERED)[1], last(worked)
    for later in range(end, number - 1, -1):
        did("UPDATE docket_events SET number = number + 1 WHERE number = :n", n=later)

    did(_COPY, n=number - 1, to=number, key=CHAIN, mac="f" * 64)

    assert (INSERTED, number) in found(worked)


def test_an_event_whose_content_was_changed_is_found(worked, did):
    number = numbers(worked, EventKind.ANSWERED)[0]

    did("UPDATE docket_events SET body = replace(body, 'claimed_done', 'refused') WHERE number = :n", n=number)
    did("UPDATE docket_events SET body = replace(body, 'done', 'refused') WHERE number = :n", n=number)

    assert found(worked) == [(CHANGED, number)]


@pytest.mark.parametrize("body", ["", "[1]", "null", '{"first": "x", "obligations": 7, "moves": []}', "{" * 9999])
def test_an_event_whose_content_is_no_event_any_more_is_found(worked, did, body):
    number = numbers(worked, EventKind.PLANNED)[1]

    did("UPDATE docket_events SET body = :body WHERE number = :n", n=number, body=body)

    assert (CHANGED, number) in found(worked)
    assert {at for _, at in found(worked)} == {number}


@pytest.mark.parametrize("column", ["kind", "request", "notice", "at", "mac", "key_id"])
def test_an_event_of_which_anything_was_changed_is_found(worked, did, column):
    number = numbers(worked, EventKind.SENDING)[2]

    did(f"UPDATE docket_events SET {column} = 'other' WHERE number = :n", n=number)

    assert (CHANGED, number) in found(worked)
    assert {at for _, at in found(worked)} == {number}


def test_an_event_that_was_dated_back_is_found(worked, did):
    number = numbers(worked, EventKind.SENT)[1]

    did("UPDATE docket_events SET at = '2026-10-01T12:00:00Z' WHERE number = :n", n=number)

    assert found(worked) == [(CHANGED, number)]


def test_two_events_that_changed_places_are_found(worked, did):
    first, second = numbers(worked, EventKind.APPROVED)

    did(
        "UPDATE docket_events SET number = -1 WHERE number = :a",
        "UPDATE docket_events SET number = :a WHERE number = :b",
        "UPDATE docket_events SET number = :b WHERE number = -1",
        a=first, b=second,
    )  # fmt: skip

    assert {(REORDERED, first), (REORDERED, second)} <= set(found(worked))


def test_an_event_that_was_cut_out_is_found_although_all_later_ones_were_given_its_number(worked, did):
    number, end = numbers(worked, EventKind.ANSWERED)[1], last(worked)

    did("DELETE FROM docket_moves WHERE event = :n", "DELETE FROM docket_events WHERE number = :n", n=number)
    for later in range(number + 1, end + 1):
        did("UPDATE docket_events SET number = number - 1 WHERE number = :n", n=later)

    told = found(worked)
    assert (DELETED, number) in told or (REORDERED, number) in told
    assert min(at for kind, at in told if kind in (DELETED, REORDERED)) == number


def _cut(worked, did):
    """The last event is an answer; it and what it moved are taken back without a trace in the tables."""
    end = last(worked)
    with desk(worked) as at:
        ((_, moved),) = at.docket.moved_by([end]).items()
    before = "(SELECT max(event) FROM docket_moves WHERE obligation = :o)"
    did("DELETE FROM docket_events WHERE number = :n", "DELETE FROM docket_moves WHERE event = :n", n=end)
    for one in moved:
        did(
            f"UPDATE docket_obligations SET moved = {before}, state = (SELECT state FROM docket_moves "
            f"WHERE obligation = :o AND event = {before}) WHERE number = :o", o=one,
        )  # fmt: skip
    return end


def test_an_end_that_was_cut_off_is_found_by_the_anchors_and_by_the_head_that_is_noted_with_the_keys(worked, did):
    end = _cut(worked, did)

    assert found(worked) == [(TRUNCATED, end)]


def test_either_of_them_is_enough(worked, did):
    end = _cut(worked, did)

    worked.home.joinpath("audit").rename(worked.home / "elsewhere")
    assert found(worked) == [(TRUNCATED, end)]

    worked.home.joinpath("elsewhere").rename(worked.home / "audit")
    noted = worked.keys._engine
    with noted.begin() as connection:
        connection.execute(text("DELETE FROM heads WHERE name = :name"), {"name": CHAIN})
    assert found(worked) == [(TRUNCATED, end)]


def test_an_end_that_was_cut_off_and_written_on_is_found(worked, did):
    end = _cut(worked, did)

    record(worked, str(UUID(int=2)), small_world.GULLS, Said("not_found"))

    assert (TRUNCATED, end) in found(worked)


def test_a_home_where_nobody_asked_is_whole_and_stays_as_it_is(tmp_path):
    stores = Stores(Settings(home=tmp_path / "home"), lambda: NOON)

    assert audit(stores).whole
    assert not (tmp_path / "home").exists()


def test_a_docket_that_is_gone_is_found_by_what_was_noted_outside(home):
    stores = Stores(Settings(home=home), lambda: NOON)
    small_world.asked(stores)
    (home / "lineage.sqlite").unlink()

    assert found(Stores(Settings(home=home), lambda: NOON)) == [(TRUNCATED, 1)]
    assert not (home / "lineage.sqlite").exists()
