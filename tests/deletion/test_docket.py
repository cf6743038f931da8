"""The docket: frozen plans that only grow, events that move obligations, all of it or nothing. Over every database."""

from __future__ import annotations

import threading

import pytest

from lineage.deletion.audit import count
from lineage.deletion.pen import Planned
from lineage.errors import BadInput, IllegalTransition
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.deletion.making import AT, WHY, WHYS, docket, draft, request

LATER = "2026-11-24T12:00:00Z"
ACME, GULL = "organization:acme", "organization:gull"


@pytest.fixture
def book(database):
    return docket(database)


def opened(book, *requests):
    with book.writing(AT) as pen:
        for each in requests or (request(),):
            pen.open(each, {})
    return (requests or (request(),))[0].id


def planned(book, who, *drafts):
    with book.writing(AT) as pen:
        return pen.plan(who, drafts, WHYS, dict)


def moved(book, who, moves, kind=EventKind.APPROVED, at=LATER):
    with book.writing(at) as pen:
        pen.append(kind, who, {}, moves=moves)


def test_a_request_is_found_by_the_beginning_of_its_id(book):
    opened(book, request(1 << 120), request(2 << 120))

    assert book.request("02") == request(2 << 120)
    with pytest.raises(BadInput, match="several"):
        book.request("0")
    with pytest.raises(BadInput, match="no request"):
        book.request("ff")


def test_the_newest_request_is_the_latest(book):
    with pytest.raises(BadInput, match="no request"):
        book.request("latest")

    opened(book, request(2), request(1))

    assert book.request("latest") == request(1)


def test_a_plan_gives_each_holder_and_dataset_one_obligation_with_its_reason(book):
    who = opened(book)

    plan = planned(book, who, draft(ACME), draft(GULL))

    found = list(book.obligations([who]))
    assert (plan.version, plan.added) == (1, (1, 2))
    assert [(o.holder, o.state, o.since, o.plan) for o in found] == [
        (ACME, State.PLANNED, AT, 1), (GULL, State.PLANNED, AT, 1),
    ]  # fmt: skip
    assert book.whys(o.why for o in found) == {found[0].why: WHY}


def test_planning_again_only_adds(book):
    who = opened(book)
    planned(book, who, draft(ACME, owed="items"))
    for state in (State.APPROVED, State.SENDING, State.NOTIFIED):
        moved(book, who, {1: state})
    before = list(book.obligations([who]))

    again = planned(book, who, draft(ACME, owed="entries", holder_name="Renamed"), draft(GULL))

    assert (again.version, again.added) == (2, (2,))
    assert list(book.obligations([who]))[:1] == before


def test_a_plan_that_adds_nothing_is_no_event(book):
    who = opened(book)
    planned(book, who, draft())
    head = book.head()

    assert planned(book, who, draft()) == Planned(1, ())
    assert book.head() == head


def test_what_was_not_sent_and_no_plan_asks_for_any_more_is_set_aside_and_counted(book):
    who = opened(book)
    planned(book, who, draft(ACME), draft(GULL))
    moved(book, who, {1: State.APPROVED})

    assert planned(book, who, draft(GULL)) == Planned(2, ())

    event = book.events(who, kinds=[EventKind.PLANNED])[-1]
    assert [o.state for o in book.obligations()] == [State.NOT_APPLICABLE, State.PLANNED]
    assert (event.body["added"], event.body["not_applicable"]) == (0, 1)


def test_what_was_set_aside_and_is_asked_for_again_is_a_row_with_the_reason_of_now(book):
    who = opened(book)
    planned(book, who, draft(ACME), draft(GULL))
    planned(book, who, draft(GULL))

    again = planned(book, who, draft(ACME), draft(GULL))

    assert again == Planned(3, (3,))
    assert [o.state for o in book.obligations()] == [State.SUPERSEDED, State.PLANNED, State.PLANNED]


def test_an_empty_first_plan_is_a_plan(book):
    who = opened(book)

    assert planned(book, who).version == 1
    assert planned(book, who).version == 1
    assert planned(book, who, draft()).version == 2


def test_an_event_moves_obligations_and_says_where_in_its_digest(book):
    who = opened(book)
    planned(book, who, draft(ACME), draft(GULL))

    moved(book, who, {1: State.APPROVED})

    assert [(o.number, o.state, o.since) for o in book.obligations()] == [
        (1, State.APPROVED, LATER), (2, State.PLANNED, AT),
    ]  # fmt: skip
    assert len(book.events(who, kinds=[EventKind.APPROVED])[0].body["moves"]) == 64


def test_an_illegal_move_changes_nothing(book):
    who = opened(book)
    planned(book, who, draft(ACME), draft(GULL))
    head = book.head()

    with pytest.raises(IllegalTransition, match="Obligation 2 is planned and cannot become verified"):
        moved(book, who, {1: State.APPROVED, 2: State.VERIFIED})

    assert book.head() == head
    assert {o.state for o in book.obligations()} == {State.PLANNED}


def test_an_obligation_of_another_request_is_not_moved(book):
    opened(book, request(1), request(2))
    planned(book, request(1).id, draft())

    with pytest.raises(BadInput, match="no obligation 1 of this request"):
        moved(book, request(2).id, {1: State.APPROVED})


def test_events_are_chained_over_all_requests(book):
    opened(book, request(1), request(2))
    planned(book, request(2).id, draft())

    events = book.events()

    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events[1:]] == [event.mac for event in events[:-1]]


def test_it_counts_by_request_and_state(book):
    opened(book, request(1), request(2))
    planned(book, request(1).id, draft(ACME), draft(GULL))
    planned(book, request(2).id, draft(ACME))
    moved(book, request(1).id, {2: State.APPROVED})

    assert book.counts()[request(1).id] == {State.PLANNED: 1, State.APPROVED: 1}
    assert book.requests_with([State.APPROVED]) == [request(1).id]
    assert [o.number for o in book.obligations(states=[State.PLANNED])] == [1, 3]


def test_odd_names_are_kept_as_they_are(book):
    who = opened(book)

    planned(book, who, draft("name:\x00 'quoted' \u202e", dataset="name:" + "x" * 5000))

    (found,) = book.obligations([who])
    assert (found.holder, len(found.dataset)) == ("name:\x00 'quoted' \u202e", 5005)


def test_what_others_write_while_everything_is_looked_at_is_not_seen(book, databases):
    opened(book)
    others = threading.Thread(target=lambda: opened(docket(databases()), request(2)))

    def twice(connection):
        first = count(connection)
        others.start()
        others.join(timeout=1)  # SQLite lets them write when we have looked
        return first, count(connection)

    assert book.read(twice) == (1, 1)
    others.join()
    assert book.read(count) == 2
