"""The invented family that planning is measured by: as large as it says, and always the same."""

from __future__ import annotations

import re
from statistics import median

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from benchmarks.planning import committed
from benchmarks.planning.family import ROOT, family, people
from benchmarks.planning.table import line
from benchmarks.planning.world import Answers, load, texts
from lineage.deletion.planner import Planner
from lineage.deletion.policy import load as load_policy

MADE = family()


def test_the_family_is_as_large_as_it_says_and_always_the_same():
    assert len(MADE.edges) == 10_000
    assert sum(name.startswith("dataset:") for name in MADE.things) == 2_000
    assert {end for edge in MADE.edges for end in (edge.subject, edge.object)} <= MADE.things.keys()
    assert family() == MADE


def test_a_person_has_about_a_hundred_obligations():
    planner = Planner(MADE.edges, MADE.things, load_policy(), MADE.complete)

    owed = [len(planner.plan(names).owings) for names in people(MADE, 200)]

    assert 80 < median(owed) < 150


def test_hardly_anybody_is_listed_like_somebody_else():
    everybody = people(MADE, 200)

    assert all(ROOT in names for names in everybody)
    assert len(set(everybody)) == 200


def test_many_requests_are_planned_and_committed():
    told = "\n".join(committed.many(requests=6, documents=3, datasets=60, fresh=2))

    assert "6 requests, 60 holders, 60 datasets, 300 edges" in told
    assert re.search(r"obligations in the docket +[1-9]", told)
    assert "all planned again, which adds 0" in told
    assert "sealed (from 3)" in told


def test_a_large_request_is_planned_with_its_photos():
    told = "\n".join(committed.one(photos=20, datasets=60, holders=90, repeats=2))

    assert re.search(r"obligations +[1-9]", told)
    assert re.search(r"its document before it is sealed +\S+ MB", told)


def test_a_bound_is_told_with_whether_it_is_kept():
    assert line("x", 3, "s", most=4).endswith("3 s  at most 4 s: ok")
    assert line("x", 5, "s", most=4).endswith("at most 4 s: MISSED")
    assert line("x", 20, "", least=20).endswith("20  at least 20: ok")
    assert line("x", 19.9, "", least=20).endswith("at least 20: MISSED")
    assert line("x", 1234567, "").endswith("1,234,567")


def test_people_are_answered_as_an_index_would_answer_them(stores):
    made = family(60, 300, 60)
    load(stores, made)
    listed = texts(people(made, 1))

    (found,) = Answers(stores, made, listed, photos=20).one("person 0")

    assert len(list(found.photos())) == 20
    answers = {f"dataset:{name}": answer.answer for name, answer in found.answers.items()}
    assert {name for name, answer in answers.items() if answer == "listed"} == listed["person 0"]
