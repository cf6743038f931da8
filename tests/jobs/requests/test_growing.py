"""What somebody owes grows while a request goes on: a new row says so, and letters name what is known then."""

from __future__ import annotations

import csv

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.replan import replan
from lineage.jobs.requests.send import send
from lineage.jobs.requests.verify import verify
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import ROLE, asked, events, later, of, state, told

GULL, TERN, MEGAFACE = collection.GULL, collection.TERN, "dataset:megaface"
MINE, OTHERS = collection.of(GULL), collection.of(TERN)


@pytest.fixture
def released(written):
    """Adds a complete list of MegaFace."""

    def release(stores, name, photos):
        path = written(f"{name}-{len(photos)}.txt", photos)
        add(stores, "megaface", [path], AddOptions(release=name, complete=True, format="names:photo"))

    return release


@pytest.fixture
def request_(built, released):
    """A request of somebody of whom the first list of MegaFace names three photos; all of its holders were told."""
    released(built, "1", MINE[:3])
    return told(built, asked(built, GULL))


@pytest.fixture
def publisher(built, request_):
    """What the one who publishes MegaFace owes."""
    return next(each for each in of(built, request_, MEGAFACE) if each.owed == "items")


def named(stores, request, approved=()):
    """The photos of MegaFace that the letters name which leave after an approval."""
    before = set(stores.home.glob("outbox/*/*/*/photos.csv"))
    approve(stores, request.id, ROLE, only=approved)
    send(stores, request.id, really=True, always="folder", sleep=lambda seconds: None)
    new = set(stores.home.glob("outbox/*/*/*/photos.csv")) - before
    rows = [row for path in new for row in csv.DictReader(path.read_text().splitlines())]
    return [int(row["photo_id"]) for row in rows if row["dataset"] == MEGAFACE]


def test_after_a_re_upload_the_letter_names_the_photos_that_are_there_now(built, released, request_, publisher):
    record(later(built, 1), request_.id, publisher.holder, Said("done"))
    released(later(built, 2), "2", OTHERS)
    verify(later(built, 3), request_.id)
    assert state(built, request_, publisher.number) is State.VERIFIED
    released(later(built, 4), "3", MINE[5:8])

    (again,) = replan(later(built, 5))

    assert again.resurfaced == (publisher.number,)
    assert len(of(built, request_, MEGAFACE, publisher.holder)) == 1
    assert sorted(named(later(built, 5), request_)) == sorted(MINE[5:8])


def test_further_photos_in_a_list_are_asked_for_by_a_row_of_their_own(built, released, request_, publisher):
    released(later(built, 2), "2", MINE[:8])

    replan(later(built, 3))

    first, second = of(built, request_, MEGAFACE, publisher.holder)
    assert (first.state, second.state) == (State.NOTIFIED, State.PLANNED)
    assert (first.plan, second.plan, second.owed) == (1, 2, "items")
    assert sorted(named(later(built, 3), request_, [second.number])) == sorted(MINE[:8])


def test_what_bounced_is_told_again_as_a_whole_and_once(built, released, request_, publisher):
    record(later(built, 1), request_.id, publisher.holder, Said("bounced"), [publisher.number])
    released(later(built, 2), "2", MINE[:8])

    replan(later(built, 3))

    first, second = of(built, request_, MEGAFACE, publisher.holder)
    assert (first.state, second.state) == (State.SUPERSEDED, State.PLANNED)
    assert sorted(named(later(built, 3), request_, [second.number])) == sorted(MINE[:8])


def test_two_rows_for_one_dataset_name_each_photo_once_in_one_letter(built, released, request_, publisher):
    record(later(built, 1), request_.id, publisher.holder, Said("refused", "Art. 17(3)"), [publisher.number])
    released(later(built, 2), "2", MINE[:8])
    replan(later(built, 3))

    both = [each.number for each in of(built, request_, MEGAFACE, publisher.holder)]

    assert sorted(named(later(built, 3), request_, both)) == sorted(MINE[:8])


def test_who_is_told_again_when_no_list_says_so_any_more_is_told_of_what_was_planned(
    built, released, request_, publisher
):
    record(later(built, 1), request_.id, publisher.holder, Said("refused", "Art. 17(3)"), [publisher.number])
    released(later(built, 2), "2", OTHERS)
    replan(later(built, 3))

    assert sorted(named(later(built, 3), request_, [publisher.number])) == sorted(MINE[:3])


def test_a_plan_whose_photos_or_answers_are_others_is_an_event_that_may_add_nothing(built, released, request_):
    released(later(built, 2), "2", MINE[:2])

    again = plan(later(built, 3), request_.id)

    newest = events(built, request_, EventKind.PLANNED)[-1]
    assert (again.planned.version, again.planned.added, newest.body["added"]) == (2, (), 0)
    assert audit(built).whole


def test_a_plan_from_the_same_photos_and_answers_is_no_event(built, released, request_):
    released(later(built, 2), "2", MINE[:8])
    plan(later(built, 3), request_.id)
    before = events(built, request_)

    assert plan(later(built, 4), request_.id).planned.added == ()
    assert replan(later(built, 5))[0].added == ()
    assert events(built, request_) == before


def test_what_was_planned_anew_does_not_surface_a_second_time(built, released, request_, publisher):
    record(later(built, 1), request_.id, publisher.holder, Said("done"))
    released(later(built, 2), "2", OTHERS)
    verify(later(built, 3), request_.id)
    released(later(built, 4), "3", MINE[5:8])
    plan(later(built, 5), request_.id)

    (again,) = replan(later(built, 6))

    assert again.resurfaced == ()
    first, second = of(built, request_, MEGAFACE, publisher.holder)
    assert (first.state, second.state) == (State.VERIFIED, State.PLANNED)
