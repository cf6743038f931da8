"""Reminders that were cut off, did not leave, or came too late for somebody who had answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.deletion.due import waiting
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import erase, revoke
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from tests.deletion.making import draft
from tests.jobs.requests.asking import ACME, GULL, World
from tests.jobs.requests.making import ROLE, planned


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "home")


def half(world):
    """The day on which a reminder is due."""
    world.now += timedelta(days=17)


def test_a_reminder_by_mail_that_was_cut_off_is_not_sent_again(world):
    world.send()
    half(world)
    world.killed(after=1)
    told = sum(world.outside.arrived.values())

    result = world.send()

    assert result == [(ACME, "uncertain"), (GULL, "sent")]
    assert sum(world.outside.arrived.values()) == told + 1
    assert world.send() == []


def test_a_reminder_through_an_interface_that_was_cut_off_goes_again_as_it_was(world):
    world.outside.moods[ACME] = "refuses"
    world.send()
    half(world)
    world.killed(after=0)

    assert world.send() == [(GULL, "sent")]
    assert len(world.events(EventKind.SENDING)) == 3
    assert sorted(world.outside.arrived.values()) == [1, 1]


def test_a_reminder_of_somebody_who_answered_since_is_not_sent_again(world):
    world.outside.moods[ACME] = "refuses"
    world.send()
    half(world)
    world.killed(after=0)
    record(world.stores, world.request.id, GULL, Said("acknowledged"))
    record(world.stores, world.request.id, GULL, Said("done"))
    planned(world.stores, world.request, draft("organization:auk"))  # whose letter a person carries
    approve(world.stores, world.request.id, ROLE)

    assert [world.send(), world.send()] == [[("organization:auk", "handed_over")], [(GULL, "uncertain")]]
    assert sum(world.outside.arrived.values()) == 1


def test_a_reminder_that_waits_for_its_turn_does_not_leave_once_its_request_is_over(world):
    world.send()
    half(world)
    ends = [lambda: revoke(world.stores, world.request.id)]

    assert world.send(sleep=lambda seconds: ends and ends.pop()()) == [(ACME, "withdrawn"), (GULL, "withdrawn")]
    assert sum(world.outside.arrived.values()) == 2


def test_a_reminder_that_certainly_did_not_leave_is_tried_again(world):
    world.send()
    half(world)
    world.outside.moods = {ACME: "unreachable"}
    assert world.send() == [(ACME, "not_sent"), (GULL, "sent")]

    world.outside.moods = {}

    assert world.send() == [(ACME, "sent")]
    assert world.send() == []


@pytest.mark.parametrize("end", [revoke, erase])
@pytest.mark.parametrize("days", [17, 60])
def test_nobody_is_reminded_of_a_request_that_is_over(world, end, days):
    world.send()
    end(world.stores, world.request.id)
    world.now += timedelta(days=days)

    assert world.send() == []
    with desk(world.stores) as at:
        assert waiting(world.request, world.events(), at.docket.obligations(), at.now, at.docket.moved_by) == []
