"""The invented family that planning is measured by: as large as it says, and always the same."""

from __future__ import annotations

from statistics import median

from benchmarks.planning.family import ROOT, family, people
from lineage.deletion.planner import Planner
from lineage.deletion.policy import load

MADE = family()


def test_the_family_is_as_large_as_it_says_and_always_the_same():
    assert len(MADE.edges) == 10_000
    assert sum(name.startswith("dataset:") for name in MADE.things) == 2_000
    assert {end for edge in MADE.edges for end in (edge.subject, edge.object)} <= MADE.things.keys()
    assert family() == MADE


def test_a_person_has_about_a_hundred_obligations():
    planner = Planner(MADE.edges, MADE.things, load(), MADE.complete)

    owed = [len(planner.plan(names).owings) for names in people(MADE, 200)]

    assert 80 < median(owed) < 150


def test_hardly_anybody_is_listed_like_somebody_else():
    everybody = people(MADE, 200)

    assert all(ROOT in names for names in everybody)
    assert len(set(everybody)) == 200
