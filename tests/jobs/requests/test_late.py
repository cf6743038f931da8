"""Who is late, with what: each notice's time runs alone, and a complaint is about the one that was not answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests.asking import ACME, GULL, World
from tests.jobs.requests.making import ROLE, planned


@pytest.fixture
def world(tmp_path):
    """Acme and Gull were told of two datasets and one; Tern, whose letter a person carries, of none yet."""
    world = World(tmp_path / "home")
    world.send()
    return world


def on_day(world, days):
    world.now = NOON + timedelta(days=days)


def told_of(world, dataset, holder=GULL):
    """One more dataset of a holder, told of at once; the number of what they owe."""
    (number,) = planned(world.stores, world.request, draft(holder, dataset))
    approve(world.stores, world.request.id, ROLE)
    world.send()
    return number


def complaints(world):
    """The letters to the authority that lie ready."""
    return [path.read_text() for path in world.stores.home.glob("outbox/*/authority/*/letter.txt")]


def notices(world, holder=GULL):
    sent = world.events(EventKind.SENDING)
    return [each.notice for each in sent if each.body["holder"] == holder and each.body["kind"] == "notice"]


def test_who_is_told_of_something_new_each_week_is_late_with_the_first_all_the_same(world):
    for week in range(1, 5):
        on_day(world, 7 * week)
        told_of(world, f"dataset:week{week}")

    on_day(world, 31)
    world.send()

    assert world.states[3] is State.NO_ANSWER
    assert [world.states[number] for number in (4, 5, 6, 7)] == [State.NOTIFIED] * 4
    (letter,) = [text for text in complaints(world) if "Gull" in text]
    assert notices(world)[0] in letter and "due by 2026-12-16" in letter
    assert "3.1 Made" in letter and "3.2" not in letter


def test_more_time_for_the_first_is_neither_lost_nor_given_for_what_comes_after(world):
    on_day(world, 20)
    record(world.stores, world.request.id, GULL, Said("extended", basis="there are many"))
    on_day(world, 25)
    second = told_of(world, "dataset:new")

    on_day(world, 60)
    world.send()

    assert (world.states[3], world.states[second]) == (State.NOTIFIED, State.NO_ANSWER)
    (letter,) = [text for text in complaints(world) if "Gull" in text]
    assert notices(world)[1] in letter and "due by 2027-01-11" in letter
    assert "more time" not in letter
    assert "3.1 New" in letter and "3.2" not in letter


def test_a_notice_that_a_person_carried_is_cited_as_itself(world):
    on_day(world, 1)
    told_of(world, "dataset:one", "organization:auk")
    told_of(world, "dataset:two", "organization:auk")
    on_day(world, 2)
    record(world.stores, world.request.id, "organization:auk", Said("sent"))

    on_day(world, 40)
    world.send()

    texts = [text for text in complaints(world) if "Auk" in text]
    assert [text.count("on 2026-11-18 by folder; delivered") for text in texts] == [1, 1]
    assert all(any(notice in text for text in texts) for notice in notices(world, "organization:auk"))


def test_acme_is_reminded_of_each_notice_for_itself(world):
    on_day(world, 10)
    second = told_of(world, "dataset:new", ACME)

    on_day(world, 17)

    assert world.send() == [(ACME, "sent"), (GULL, "sent")]
    (one, _) = [event for event in world.events(EventKind.SENDING) if event.body["kind"] == "reminder"]
    assert one.body["reminds"] == notices(world, ACME)[0]
    assert world.states[second] is State.NOTIFIED
