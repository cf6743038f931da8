"""What the database does for each statement: it looks rows up, and never reads all of them to find a few.

`plans.txt` keeps the plans, a statement a paragraph. Where one is planned otherwise than before, look whether the new
plan is as good; if it is, write it there.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from benchmarks.graphs import made
from lineage.graph.neo4j.statements import statement
from lineage.model.words import Predicate, ThingKind
from tests.conftest import missing
from tests.graph.conftest import open_neo4j
from tests.graph.neo4j.conftest import connected, emptied
from tests.graph.neo4j.plans import explained, lines

NAMES = sorted(path.name.removesuffix(".cypher") for path in (files("graph_schema") / "queries").iterdir())
PAGES = [name for name in NAMES if name.startswith(("list_", "page_")) and name != "list_migrations"]
KEPT = Path(__file__).parent / "plans.txt"
KEPT_FOR = "5.26."

WHOLE = {"delete_some": "deletes everything in the end, so it has to meet everything"}
"""Statements that read all rows of a label, and why they may."""
SORTED = {"find_things": "the closest name comes first, and only the index knows which names are near"}
"""Statements that put rows in order themselves, and why they may."""

ONE_ROW = {"NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)"}
LOOKED_UP = ONE_ROW | {
    "NodeUniqueIndexSeekByRange", "NodeIndexSeek", "DirectedRelationshipUniqueIndexSeek(Locking)", "ProcedureCall",
    "NodeCountFromCountStore", "RelationshipCountFromCountStore",
}  # fmt: skip
GIVEN = {"Unwind", "Argument"}
"""Rows that come with the question."""


@pytest.fixture(scope="module")
def session(neo4j_server):
    """A database with one made-up graph alone, which it has just counted: it plans by the counts."""
    with connected(neo4j_server) as driver, driver.session() as session:
        emptied(driver)
        open_neo4j(neo4j_server).load(made(300, 900, 300))
        session.run("CALL db.prepareForReplanning()").consume()
        yield session


@pytest.fixture(scope="module")
def plans(session):
    """The plan of every statement on a migrated database."""
    return {name: explained(session, statement(name)) for name in NAMES}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WHOLE])
def test_a_statement_looks_its_rows_up(plans, name):
    assert {leaf.name for leaf in plans[name].leaves} - LOOKED_UP - GIVEN == set()


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_combined_only_where_each_side_is_one_row(plans, name):
    products = [step for step in plans[name].all() if step.name.endswith("Product") or "Join" in step.name]

    assert {leaf.name for product in products for leaf in product.leaves} <= ONE_ROW | {"Argument"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SORTED])
def test_nothing_is_sorted(plans, name):
    assert [step.name for step in plans[name].all() if "Sort" in step.name or "Top" in step.name] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_cut_off_the_index_before_anything_else_is_read(plans, name):
    first, second, *_ = lines(plans[name])

    assert first.startswith("NodeUniqueIndexSeekByRange")
    assert second == "Limit"


@pytest.mark.parametrize("way", ["downstream", "upstream"])
def test_a_walk_looks_its_things_up_and_goes_along_their_edges(plans, way):
    _, start, step, *_ = lines(plans[f"walk_{way}"])

    assert start == "NodeUniqueIndexSeek Thing(id)"
    assert step == "Expand(All) of every predicate"


def test_edges_by_id_alone_are_looked_up_in_the_index_of_each_predicate(plans):
    leaves = plans["delete_edges"].leaves
    seeks = [leaf for leaf in leaves if leaf.name.startswith("DirectedRelationshipUniqueIndexSeek")]

    assert len(seeks) == len(Predicate)


def test_edges_between_known_ends_are_looked_up_there(plans):
    assert [step for step in lines(plans["update_edges"]) if step.startswith("Expand")] == ["Expand(Into)"]


def test_nothing_is_counted_that_the_database_counts_already(plans):
    leaves = [leaf.name for leaf in plans["count_everything"].leaves]

    assert leaves.count("NodeCountFromCountStore") == len(ThingKind) + 1
    assert leaves.count("RelationshipCountFromCountStore") == len(Predicate)
    assert len(leaves) == len(ThingKind) + len(Predicate) + 1


def test_names_are_found_by_the_full_text_index_and_the_nearest_kept(plans):
    assert lines(plans["find_things"]) == ["ProcedureCall db.index.fulltext.queryNodes", "Filter", "Top"]


def test_plans_are_as_they_were_when_somebody_looked(session, plans):
    version = session.run("CALL dbms.components() YIELD versions").single(strict=True)["versions"][0]
    if not version.startswith(KEPT_FOR):
        missing(f"plans are kept for Neo4j {KEPT_FOR}x, and this is {version}")

    now = [line for name in NAMES for line in (name, *(f"  {step}" for step in lines(plans[name])))]

    assert now == KEPT.read_text(encoding="utf-8").splitlines()


def test_an_exception_names_a_statement_that_there_is():
    assert (WHOLE | SORTED).keys() <= set(NAMES)
