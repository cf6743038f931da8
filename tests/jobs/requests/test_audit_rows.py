"""The audit looks at what events speak of, too: obligations, moves, reasons, and what is sealed in the archive."""

from __future__ import annotations

import gzip
import json

import pytest
from sqlalchemy import text

from lineage.deletion.pen import Pen
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.words import Predicate
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import edge, projection, said
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import small_world, touched
from tests.jobs.requests.small_world import ACME, FACES, asked
from tests.jobs.requests.touched import CHANGED, DELETED, INSERTED, found, numbers

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


@pytest.mark.parametrize("change", ["name = 'Quay Partners'", "number = 99"])
def test_what_a_holder_is_called_is_found_where_it_was_changed_at_the_plan_that_named_it_first(worked, did, change):
    number = numbers(worked, EventKind.PLANNED)[0]

    did(f"UPDATE docket_names SET {change} WHERE id = '{ACME}'")

    assert (CHANGED, number) in found(worked)


def test_a_second_name_for_a_holder_is_found_as_one_that_no_plan_wrote_down(worked, did):
    did(
        f"INSERT INTO docket_names (number, key, id, name) VALUES (99, 'other', '{ACME}', 'Quay Partners')",
        f"UPDATE docket_obligations SET holder = 99 WHERE holder = "
        f"(SELECT number FROM docket_names WHERE id = '{ACME}' AND number < 99)",
    )

    assert found(worked) == [(INSERTED, 0)]


def test_plans_of_older_versions_which_have_no_digest_of_names_are_whole(home, monkeypatch):
    named = Pen._named
    world = Stores(Settings(home=home), lambda: NOON)
    with monkeypatch.context() as older:
        older.setattr(Pen, "_named", lambda pen, drafts: (named(pen, drafts)[0], []))
        asked(world, collection.GULL)
    assert "names" not in _first_plan(world).body
    assert audit(world).whole

    puffin = edge("organization:puffin", Predicate.HOLDS, FACES)
    before = world.graph.whole()
    world.graph.load(projection(*before.edges, puffin, things=before.things, claims=[*before.claims, said(puffin)]))
    asked(world, collection.TERN, 2)

    assert audit(world).whole
    with world.database.begin() as connection:
        connection.execute(text("UPDATE docket_names SET name = 'Quay' WHERE id = 'organization:puffin'"))
    assert not audit(world).whole


def _first_plan(stores):
    with desk(stores) as at:
        return at.docket.events(kinds=[EventKind.PLANNED])[0]


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
