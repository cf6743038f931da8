"""An answer, or a letter that a person carried, is recorded as of the day on which it happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lineage.clock import stamp
from lineage.errors import BadInput
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.history import History
from lineage.jobs.requests.late import late
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests.asking import GULL, World
from tests.jobs.requests.making import ROLE, planned

AUK = "organization:auk"


@pytest.fixture
def world(tmp_path):
    """Opened on 23 November; a letter to Auk lies ready since then, and it is 2 December."""
    world = World(tmp_path / "home")
    world.now = NOON + timedelta(days=7)
    world.send()
    planned(world.stores, world.request, draft(AUK))
    approve(world.stores, world.request.id, ROLE)
    world.send()
    world.now = NOON + timedelta(days=16)
    return world


def recorded(world, holder, answer, day, **more):
    return record(world.stores, world.request.id, holder, Said(answer, on=date.fromisoformat(day), **more))


def test_a_letter_runs_from_the_day_on_which_it_was_posted(world):
    recorded(world, AUK, "sent", "2026-11-25")

    with desk(world.stores) as at:
        (one,) = (each for each in late(at) if each.holder == AUK)
    assert (stamp(one.told), stamp(one.until)) == ("2026-11-25T00:00:00Z", "2026-12-25T23:59:59Z")
    event = world.events(EventKind.SENT)[-1]
    assert (event.at, event.body["on"]) == (stamp(world.now), "2026-11-25")


def test_an_answer_stands_in_letters_with_the_day_on_which_it_was_given(world):
    recorded(world, GULL, "acknowledged", "2026-11-27")

    with desk(world.stores) as at:
        assert History(at, world.request).answers(GULL) == ((date(2026, 11, 27), "acknowledged"),)


def test_more_time_that_was_asked_for_before_a_notice_is_none_for_that(world):
    planned(world.stores, world.request, draft(GULL, "dataset:new"))
    approve(world.stores, world.request.id, ROLE)
    world.send()
    recorded(world, GULL, "extended", "2026-11-27", basis="there are many")

    with desk(world.stores) as at:
        assert [bool(one.extended) for one in late(at) if one.holder == GULL] == [True, False]


@pytest.mark.parametrize(
    ("holder", "answer", "day", "says"),
    [
        (AUK, "sent", "2026-12-03", "2026-12-03 is not over: today is 2026-12-02"),
        (AUK, "sent", "2026-11-22", "there was no such request: it was opened on 2026-11-23"),
        (GULL, "done", "2026-11-24", "On 2026-11-24 Gull had no letter: it is of 2026-11-25"),
    ],
)
def test_nothing_happens_before_its_cause_or_after_today(tmp_path, holder, answer, day, says):
    world = World(tmp_path / "home")
    world.now = NOON + timedelta(days=9)
    world.send()
    planned(world.stores, world.request, draft(AUK))
    approve(world.stores, world.request.id, ROLE)
    world.send()
    world.now = NOON + timedelta(days=16)

    with pytest.raises(BadInput, match=says):
        recorded(world, holder, answer, day)
