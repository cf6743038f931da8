"""Requests that go on are planned again many in one transaction: what comes of it is what came of them one by one."""

from __future__ import annotations

import shutil

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import NotApproved
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import revoke
from lineage.jobs.requests.places import looking
from lineage.jobs.requests.plan import Planning, compute, write
from lineage.jobs.requests.replan import replan, replanned
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.words import Predicate
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import edge, projection, said
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import FACES, ROOT, asked

_first_home, home, world = small_world._first_home, small_world.home, small_world.world

PEOPLE = (collection.GULL, collection.TERN, collection.AUK)
PUFFIN, SKUA = "organization:puffin", "organization:skua"


@pytest.fixture
def grown(world, home):
    """Three people have a plan, and since then the graph has two more holders; and the ids of the requests."""
    requests = [asked(world, who, number) for number, who in enumerate(PEOPLE, 1)]
    before = world.graph.whole()
    more = edge(PUFFIN, Predicate.HOLDS, FACES), edge(SKUA, Predicate.USES, ROOT)
    claims = [*before.claims, *(said(each) for each in more)]
    world.graph.load(projection(*before.edges, *more, things=before.things, claims=claims))
    world.database.dispose()
    return requests


def again(stores, requests, at_once):
    """Plan requests again, so many in one transaction; what came of it."""
    with desk(stores) as at, looking(stores) as places:
        planning, every = Planning(stores), list(at.docket.requests(requests))
        parts = [every[begin : begin + at_once] for begin in range(0, len(every), at_once)]
        return [one for part in parts for one in replanned(at, part, planning, places)]


def book(stores):
    """What the docket says, but for what is sealed, which is different each time it is sealed."""
    with desk(stores) as at:
        events = [
            (event.number, event.kind, event.request, {**event.body, "document": "", "requester": ""})
            for event in at.docket.events()
        ]
        obligations = list(at.docket.obligations())
        return events, obligations, at.docket.whys(each.why for each in obligations)


def test_the_docket_is_the_same_as_when_each_is_planned_alone(world, grown, home, tmp_path):
    other = Stores(Settings(home=shutil.copytree(home, tmp_path / "other")), lambda: NOON)

    together, alone = again(world, grown, at_once=3), again(other, grown, at_once=1)

    assert together == alone
    assert [len(each.added) for each in together] == [2, 2, 2]
    assert book(world) == book(other)
    assert audit(world).whole


def test_one_that_was_revoked_keeps_no_other_back(world, grown):
    revoke(world, grown[1])

    first, second, third = again(world, grown, at_once=3)

    assert len(first.added) == len(third.added) == 2
    assert second.added == ()
    assert "revoked" in second.problem


def test_one_that_is_revoked_while_others_are_computed_is_not_planned(world, grown):
    with desk(world) as at:
        request = at.docket.request(grown[0])
        computed = compute(at, request, Planning(world))
        revoke(world, request.id)

        with at.writing() as pen, pytest.raises(NotApproved, match="revoked"):
            write(at, pen, request, computed)

        assert len(at.docket.events(request.id, kinds=[EventKind.PLANNED])) == 1


def test_what_a_crash_kept_from_being_committed_is_planned_the_next_time(world, grown):
    before = book(world)
    with desk(world) as at:
        request = at.docket.request(grown[0])
        computed = compute(at, request, Planning(world))
        with pytest.raises(KeyboardInterrupt), at.writing() as pen:
            write(at, pen, request, computed)
            raise KeyboardInterrupt
    assert book(world) == before

    assert [len(each.added) for each in replan(world)] == [2, 2, 2]
    assert [each.added for each in replan(world)] == [(), (), ()]
