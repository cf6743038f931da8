"""The audit looks at what events speak of, too: obligations, moves, reasons, and what is sealed in the archive."""

from __future__ import annotations

import gzip
import json

import pytest

from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.model.docket import EventKind
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import small_world, touched
from tests.jobs.requests.touched import CHANGED, DELETED, found, numbers

_first_home, home = small_world._first_home, small_world.home
_worked_home, worked, did = touched._worked_home, touched.worked, touched.did


@pytest.mark.parametrize(
    "change",
    [
        "owed = 'entries'", "answer = 'listed'", "place = 'https://elsewhere.example/'", "plan = 7", "request = 99",
        "holder = dataset", "why = why + 1", "event = event - 1",
    ],
)  # fmt: skip
def test_an_obligation_that_was_changed_is_found_at_its_plan(worked, did, change):
    number = numbers(worked, EventKind.PLANNED)[1]

    did(
        f"UPDATE docket_obligations SET {change} WHERE number = "
        "(SELECT max(number) FROM docket_obligations WHERE owed = 'items')"
    )

    assert (CHANGED, number) in found(worked)


def test_an_obligation_that_was_deleted_is_found_at_its_plan(worked, did):
    number = numbers(worked, EventKind.PLANNED)[0]

    did("DELETE FROM docket_obligations WHERE number = (SELECT min(number) FROM docket_obligations)")

    assert found(worked) == [(CHANGED, number)]


def test_a_move_that_was_deleted_is_found_at_its_event(worked, did):
    number = numbers(worked, EventKind.APPROVED)[0]

    did("DELETE FROM docket_moves WHERE event = :n AND obligation = 1", n=number)

    assert found(worked) == [(CHANGED, number)]


def test_a_state_that_was_changed_is_found_at_the_last_event_that_moved_it(worked, did):
    number = numbers(worked, EventKind.ANSWERED)[0]

    did("UPDATE docket_obligations SET state = 'verified' WHERE moved = :n", n=number)

    assert found(worked) == [(CHANGED, number)]


def test_a_reason_that_was_changed_is_found_at_the_first_plan_that_rests_on_it(worked, did):
    number = numbers(worked, EventKind.PLANNED)[0]

    did("UPDATE docket_whys SET why = replace(why, 'Made', 'Faked') WHERE number = 1")

    assert found(worked) == [(CHANGED, number)]


def test_a_request_that_was_deleted_is_found_where_it_was_opened(worked, did):
    number = numbers(worked, EventKind.OPENED)[1]

    did("DELETE FROM docket_requests WHERE number = 2")

    assert (DELETED, number) in found(worked)


def sealed(worked, kind, what):
    """The number of an event and the file with what it speaks of."""
    with desk(worked) as at:
        event = at.docket.events(kinds=[kind])[0]
    digest = event.body[what]
    return event.number, worked.home / "archive" / digest[:2] / f"{digest}.gz"


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (EventKind.OPENED, "requester"), (EventKind.PLANNED, "document"), (EventKind.SENDING, "letter"),
        (EventKind.HANDED_OVER, "receipt"), (EventKind.ANSWERED, "evidence"),
    ],
)  # fmt: skip
def test_what_was_taken_out_of_the_archive_or_exchanged_there_is_found(worked, kind, what):
    number, file = sealed(worked, kind, what)

    file.write_bytes(gzip.compress(b"something else"))
    assert found(worked) == [(CHANGED, number)]

    file.unlink()
    assert found(worked) == [(DELETED, number)]


def test_findings_say_nothing_of_what_stands_in_the_docket(worked, did):
    did("UPDATE docket_events SET body = :body WHERE number = 3", body=json.dumps({"who": collection.GULL}))

    assert [one for one in audit(worked).findings if collection.GULL in one.says] == []
