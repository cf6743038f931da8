"""An organisation that was told as one name, and is another's by now, is not told twice."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.model.obligation import State
from lineage.model.words import DerivationKind, Predicate, ThingKind
from tests.graph.making import edge, projection, said, thing
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import FACES, GULLS, ROOT, asked, obligations, sent

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
ROR = "ror:05abcdef0"


@pytest.fixture
def merged(world):
    """Has Gull University be known by its ROR id, which a judgement joined its name with."""

    def join():
        edges = (edge(FACES, object=ROOT, derivation_kind=DerivationKind.CROP), edge(ROR, Predicate.HOLDS, FACES))
        one = thing(ROR, "Gull University", kind=ThingKind.ORGANIZATION, identifiers=(ROR, GULLS))
        world.graph.load(projection(*edges, things=[one], claims=[said(each) for each in edges]))

    return join


def test_who_was_told_is_not_told_under_another_id(world, merged):
    request = sent(world, asked(world), "folder")
    record(world, request, GULLS, Said("sent"))
    merged()

    assert plan(world, request).planned.added == ()

    assert obligations(world, request, ROR) == []


def test_what_has_not_left_goes_on_under_the_id_that_holds_now(world, merged):
    request = asked(world)
    merged()

    plan(world, request)

    (old,), (new,) = obligations(world, request, GULLS), obligations(world, request, ROR)
    assert (old.state, new.state) == (State.SUPERSEDED, State.PLANNED)
    assert audit(world).whole
