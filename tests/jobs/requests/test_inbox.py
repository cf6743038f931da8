"""Mail that came back: it moves what its own letter told of last, and nothing that a later letter told of."""

from __future__ import annotations

import pytest

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.inbox import inbox
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.channels.test_bounces import report
from tests.jobs.requests.asking import ACME, World
from tests.jobs.requests.making import ROLE


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path / "home")
    world.send()
    return world


@pytest.fixture
def bounced(world, tmp_path):
    """Takes in that one of Acme's letters came back."""

    def take_in(number):
        letters = [event for event in world.events(EventKind.SENDING) if event.body["holder"] == ACME]
        file = tmp_path / "bounced.eml"
        file.write_bytes(report(returned=f"Message-ID: <{letters[number].notice}@lineage.example>\r\n\r\n".encode()))
        (received,) = inbox(world.stores, [file])
        return received

    return take_in


def test_a_bounce_says_that_nobody_was_reached(world, bounced):
    assert bounced(0).obligations == (1, 2)
    assert world.states[1] is world.states[2] is State.UNREACHABLE


def test_a_late_bounce_of_an_earlier_letter_moves_only_what_no_later_one_told_of(world, bounced):
    record(world.stores, world.request.id, ACME, Said("refused", basis="research"), only=[1])
    approve(world.stores, world.request.id, ROLE, only=[1])
    world.send()

    assert bounced(0).obligations == (2,)
    assert (world.states[1], world.states[2]) == (State.NOTIFIED, State.UNREACHABLE)
