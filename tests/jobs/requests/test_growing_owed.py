"""Who was only asked whether they hold anything gets a notice once it is known that they do."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.model.obligation import State
from lineage.model.words import Predicate
from tests.graph.making import edge, projection, said
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import FACES, ROLE, TERN, asked, obligations, sent

_first_home, home, world = small_world._first_home, small_world.home, small_world.world


def learnt(stores, *more):
    """The graph knows further edges."""
    before = stores.graph.whole()
    claims = [*before.claims, *(said(each) for each in more)]
    stores.graph.load(projection(*before.edges, *more, things=before.things, claims=claims))


@pytest.fixture
def told(world):
    """A request whose holders were told, Tern Institute by an inquiry."""
    request = sent(world, asked(world), "folder")
    record(world, request, TERN, Said("sent"))
    return request


def test_who_turns_out_to_hold_it_is_planned_for_anew_and_the_inquiry_makes_way(world, told):
    learnt(world, edge(TERN, Predicate.HOLDS, FACES))

    again = plan(world, told)

    first, second = obligations(world, told, TERN)
    assert again.planned.added == (second.number,)
    assert (first.owed, first.state) == ("possible", State.SUPERSEDED)
    assert (second.owed, second.state, second.plan) == ("items", State.PLANNED, 2)
    assert audit(world).whole


def test_the_notice_names_the_items_that_the_inquiry_did_not(world, told, home):
    learnt(world, edge(TERN, Predicate.HOLDS, FACES))
    plan(world, told)
    before = set(home.glob("outbox/*/*/*/photos.csv"))

    approve(world, told, ROLE)
    (leaves,) = send(world, told, really=True, always="folder", sleep=lambda seconds: None)

    assert (leaves.holder, leaves.kind) == (TERN, "notice")
    assert len(set(home.glob("outbox/*/*/*/photos.csv")) - before) == 1
