"""Who is late, with what: each notice's time runs alone, and a complaint is about the one that was not answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.errors import Erased
from lineage.jobs.requests import late, report
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.end import erase
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.words import ThingKind
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.graph.making import projection, thing
from tests.jobs.requests.asking import ACME, GULL, World
from tests.jobs.requests.making import ROLE, planned, reachable


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
    assert [text.count("Told on 2026-11-18 by a letter that a person carried") for text in texts] == [1, 1]
    assert all(any(notice in text for text in texts) for notice in notices(world, "organization:auk"))


def test_acme_is_reminded_of_each_notice_for_itself(world):
    on_day(world, 10)
    second = told_of(world, "dataset:new", ACME)

    on_day(world, 17)

    assert world.send() == [(ACME, "sent"), (GULL, "sent")]
    (one, _) = [event for event in world.events(EventKind.SENDING) if event.body["kind"] == "reminder"]
    assert one.body["reminds"] == notices(world, ACME)[0]
    assert world.states[second] is State.NOTIFIED


def test_of_one_notice_there_is_a_complaint_for_what_runs_out_later_too(world):
    """The first is about one dataset, for they said that the other is done; later they take that back."""
    record(world.stores, world.request.id, ACME, Said("done"), only=[2])
    on_day(world, 31)
    world.send()
    record(world.stores, world.request.id, ACME, Said("acknowledged"), only=[2])

    on_day(world, 32)
    world.send()

    assert [world.states[number] for number in (1, 2)] == [State.NO_ANSWER] * 2
    assert sorted(("3.1 Made" in text, "3.1 Mix" in text) for text in complaints(world) if "Acme" in text) == [
        (False, True), (True, False),
    ]  # fmt: skip


def test_a_complaint_names_the_address_that_the_letter_went_to(world):
    """Contacts may be known by the holder's name in the graph alone."""
    auk = thing("organization:auk", "auk", kind=ThingKind.ORGANIZATION)
    world.stores.graph.load(projection(things=[auk], claims=[]))
    reachable(world.stores.home, {"auk": ("person", "https://auk.example/privacy-form", {})})
    told_of(world, "dataset:one", "organization:auk")

    on_day(world, 40)
    world.send()

    (letter,) = [text for text in complaints(world) if "To:" in text and "Auk" in text]
    assert "Address that we wrote to: https://auk.example/privacy-form" in letter


@pytest.mark.parametrize("when", ["before it is sealed", "before it lies there"])
def test_nothing_of_a_complaint_stays_of_somebody_who_is_forgotten_meanwhile(world, monkeypatch, when):
    place, name = (late.authority, "write") if when == "before it is sealed" else (late, "create_folder_once")
    real = getattr(place, name)

    def forgotten(*given, **more):
        erase(world.stores, world.request.id)
        return real(*given, **more)

    monkeypatch.setattr(place, name, forgotten)
    on_day(world, 60)

    assert world.send()[0] == (ACME, "erased")
    assert [path for path in (world.stores.home / "outbox").rglob("*") if path.is_file()] == []


def test_nothing_of_the_letter_to_the_person_stays_either(world, monkeypatch):
    real = report.person.page

    def forgotten(letter):
        erase(world.stores, world.request.id)
        return real(letter)

    monkeypatch.setattr(report.person, "page", forgotten)

    with pytest.raises(Erased):
        report.report(world.stores, world.request.id)
    assert [path for path in (world.stores.home / "outbox").rglob("*") if path.is_file()] == []
