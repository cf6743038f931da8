"""How a plan is shown at a terminal: in short, as a table, as it was, and what became of it."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.end import erase, settle
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.planversions import changed, frozen
from lineage.jobs.requests.status import status
from lineage.model.obligation import State
from lineage.model.words import Predicate
from tests.graph.making import edge, projection, said, thing
from tests.jobs.requests import small_world
from tests.jobs.requests.commands import WRONG_USE, done, run
from tests.jobs.requests.small_world import ACME, FACES, NSID, PHOTOS, ROLE, asked, home, left, obligations, world

__all__ = ["home", "run", "world"]
_first_home = small_world._first_home
PETREL = "organization:petrel"


def holds(*more):
    """The small world's graph, and what a later crawl found."""
    edges = [*small_world._EDGES, *more]
    copy = thing(small_world.COPY, "Quay Copy", identifiers=("github:somebody/quay-copy",))
    return projection(*edges, things=[copy], claims=[said(each) for each in edges])


@pytest.fixture
def twice(world):
    """A request with two plans: one obligation was settled after the first, then Petrel turned up."""
    request = asked(world)
    (acme,) = obligations(world, request, ACME)
    settle(world, request, [acme.number], "not_applicable", "never published", ROLE)
    world.graph.load(holds(edge(PETREL, Predicate.HOLDS, FACES)))
    plan(world, request)
    return request


def test_the_table_has_a_row_for_every_point_with_its_number(run, world):
    request = asked(world)

    came = run("request", "plan", request, "--table")

    head, *rows = [line.split("\t") for line in came.out.splitlines()]
    assert head == ["number", "holder", "dataset", "what is asked", "contained", "strength", "state"]
    assert {row[0] for row in rows} == {str(each.number) for each in obligations(world, request)}


def test_a_frozen_plan_is_shown_as_it_was(world, twice):
    first, second = frozen(world, twice, 1), frozen(world, twice, 2)

    assert PETREL not in {entry.draft.holder for entry in first.entries}
    assert {entry.state for entry in first.entries} == {State.PLANNED}
    assert [entry.draft.holder for entry in second.added] == [PETREL]
    assert {entry.state for entry in second.entries if entry.draft.holder == ACME} == {State.NOT_APPLICABLE}


def test_to_look_at_a_plan_freezes_nothing(run, home, world, twice):
    before = left(home)

    done(run("request", "plan", twice, "--version", 1))
    done(run("request", "plan", twice, "--diff"))

    assert left(home) == before


def test_what_became_of_a_plan_is_told(run, world, twice):
    changes = changed(world, twice)

    assert [entry.draft.holder for entry in changes.added] == [PETREL]
    assert [entry.draft.holder for entry in changes.ended] == [ACME]
    out = run("request", "plan", twice, "--diff", "--version", 1).out
    assert [line.split("\t")[0] for line in out.splitlines()[2:]] == ["added", "ended"]


def test_a_plan_that_is_not_there_is_told_with_those_that_are(run, twice):
    came = run("request", "plan", twice, "--version", 7)

    assert came.code == WRONG_USE
    assert "has plans 1 to 2, and no plan 7" in came.err


def test_a_plan_of_somebody_who_was_forgotten_shows_what_is_left(world, twice):
    erase(world, twice)

    view = frozen(world, twice, 1)

    assert len(view.entries) == len(obligations(world, twice)) - 1
    assert (view.gaps, view.doubtful, view.pruned) == ((), (), ())


def test_a_plan_is_shown_in_one_way_at_a_time(run, world):
    came = run("request", "plan", asked(world), "--table", "--why")

    assert came.code == WRONG_USE
    assert "ask for one of them" in came.err


def test_a_simulated_plan_can_be_for_some_photos_and_a_page_and_stores_nothing(run, home, tmp_path):
    before = left(home)

    came = run("request", "simulate", NSID, "--photo", PHOTOS[0], "--output", tmp_path / "page.html")

    done(came)
    assert "<b>acme</b>" in (tmp_path / "page.html").read_text()
    assert left(home) == before


def test_somebody_else_s_photo_is_not_simulated(run):
    came = run("request", "simulate", NSID, "--photo", "1")

    assert came.code == WRONG_USE
    assert "not known as this person's" in came.err


def test_holders_stand_by_the_names_that_are_shown(run, world):
    request = asked(world)

    (seen,) = status(world, request)

    names = [holder.name for holder in seen.holders]
    assert names == sorted(names, key=str.casefold)
    assert names != [holder.name for holder in sorted(seen.holders, key=lambda one: one.holder)]
