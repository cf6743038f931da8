"""Real lists and the catalogue's family: for forty people the plan is what the simplest loop over all edges says."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.requests.planning import listed, planner
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON
from tests.deletion.brute import owed, spread
from tests.jobs.photos.test_published_lists import LISTS, SAMPLE

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "membership"


@pytest.fixture(scope="module")
def stores(folder, tmp_path_factory):
    stores = Stores(Settings(home=tmp_path_factory.mktemp("home")), lambda: NOON)
    build(stores, [folder / SAMPLE], BuildOptions())
    crawl(stores, CrawlOptions(sources=("catalogue",)))
    for dataset, files in LISTS.items():
        whole = dataset in ("didemo", "diveface") or dataset.startswith("tour-")
        add(stores, dataset, [folder / name for name in files], AddOptions(complete=whole))
    return stores


@pytest.fixture(scope="module")
def people(stores, folder):
    """What a look-up finds of each, by user ID."""
    lookup = open_lookup(stores)
    names = [json.loads(line)["nsid"] for line in (folder / "expected_users.jsonl").read_text().splitlines()]
    return {name: found for name in names for found in lookup.one(name)}


def family(edges, begin):
    """What leads on from datasets that list people, or from what these were cut out of; other pictures' is left out."""
    firm = [e for e in edges if e.holds and e.predicate.value in ("DERIVED_FROM", "COPY_OF", "VERSION_OF", "PART_OF")]
    up = [(e.subject, e.object, 0) for e in firm]
    cut = [(e.subject, e.object, 0) for e in firm if e.derivation_kind in ("subset", "crop")]
    below = spread(spread(dict.fromkeys(begin, 0), cut), [(end, start, 0) for start, end, _ in up])
    above = spread(dict.fromkeys(begin, 0), up)
    naming = [e for e in edges if e.predicate.value in ("PUBLISHED_BY", "AFFILIATED_WITH")]
    return naming + [e for e in edges if e not in naming and (e.object in below or e.subject in above)]


def test_forty_plans_are_what_the_simplest_loop_says(stores, people):
    plans, whole = planner(stores), stores.graph.whole()
    things = {thing.id: thing for thing in whole.things}
    edges = family(whole.edges, {"dataset:yfcc100m", *(f"dataset:{name}" for name in LISTS)})

    for found in people.values():
        names = listed(found)
        rows = {(one.holder, one.dataset, one.owed) for one in plans.plan(names).owings}
        assert rows
        assert rows == owed(edges, things, plans.complete, names)
    assert len(people) == 40


def test_whatever_a_look_up_does_not_exclude_is_asked_for_or_is_said_to_be_a_gap(stores, people):
    plans = planner(stores)

    for found in people.values():
        plan = plans.plan(listed(found))
        told = {one.dataset: one.answer for one in plan.owings}
        told |= {gap.thing: "gap" for gap in plan.gaps}
        for name, answer in found.answers.items():
            if answer.answer == "not_listed":
                assert f"dataset:{name}" not in told
            else:
                assert told[f"dataset:{name}"] in (answer.answer, "gap")


def test_plans_differ_as_lists_do(stores, people):
    plans = planner(stores)

    by_lists = {listed(found): plans.plan(listed(found)) for found in people.values()}

    assert len(by_lists) > 5
    assert len(set(by_lists.values())) == len(by_lists)
    pruned = {names: plan.pruned for names, plan in by_lists.items()}
    assert all(set(names) <= plans.complete - lists for lists, names in pruned.items())
    assert any(pruned.values())
