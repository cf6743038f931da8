"""Who was only asked whether they hold anything gets a notice once it is known that they do."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.model.docket import EventKind
from lineage.model.graph import Status
from lineage.model.obligation import State
from lineage.model.words import Predicate
from tests.graph.making import edge, projection, said
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import FACES, HERON, ROLE, TERN, asked, obligations, sent

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


def test_what_a_human_judged_wrong_before_it_left_is_set_aside_by_the_next_plan(world):
    request = asked(world)
    before = world.graph.whole()
    wrong = {"status": Status.REJECTED}
    edges = [each.model_copy(update=wrong) if each.subject == HERON else each for each in before.edges]
    world.graph.load(projection(*edges, things=before.things, claims=before.claims))

    plan(world, request)

    (heron,) = obligations(world, request, HERON)
    assert heron.state is State.NOT_APPLICABLE
    with desk(world) as at:
        newest = at.docket.events(request, kinds=[EventKind.PLANNED])[-1]
    assert (newest.body["added"], newest.body["not_applicable"]) == (0, 1)
    assert audit(world).whole
