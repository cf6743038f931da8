"""The questions for people, each asked of the demo's graph in a real Neo4j."""

from __future__ import annotations

import re

import pytest

from graph_schema.generate.everything import questions
from lineage.jobs.holders import holder_rows
from lineage.model.words import DATA_FLOWS, Predicate, ThingKind
from tests.graph.neo4j.plans import explained
from tests.graph.neo4j.test_plans import GIVEN, LOOKED_UP, ONE_ROW

ASKED = {question.name[3:].removesuffix(".cypher"): question for question in questions()}
ACTORS = (ThingKind.ORGANIZATION, ThingKind.INDIVIDUAL)
READS_ALL = {"new_since"}
STRUCTURE = {"SUBJECT", "OBJECT", "EVIDENCED_BY", "FOUND_IN"}


@pytest.fixture(scope="module")
def ask(loaded):
    """Ask a question by its name, with the parameters of its file unless others are given."""

    def ask(name, **given):
        return loaded.session.run(ASKED[name].statement, examples(loaded.session, name) | given).data()

    return ask


def examples(session, name):
    """The values of the `:param` lines of a question."""
    return {
        key: session.run(f"RETURN {line.partition(' => ')[2]}").single(strict=True).value()
        for key, line in ASKED[name].parameters.items()
    }


@pytest.fixture(scope="module")
def works(loaded):
    """Everything that is nobody who acts."""
    return [thing for thing in loaded.whole.things if thing.kind not in ACTORS]


def test_names_are_found_the_shortest_first_and_individuals_are_not(ask):
    rows = ask("find_by_name")

    assert rows[0]["id"] == "dataset:megaface"
    assert all("megaface" in re.sub(r"\W", "", str(row).casefold()) for row in rows)
    assert "individual" not in {row["kind"] for row in rows}


def test_a_family_is_met_as_the_product_meets_it(ask, loaded, works):
    for thing in works:
        levels = loaded.sqlite.reach(thing.id, "downstream", DATA_FLOWS).levels

        found = {row["id"]: row["steps"] for row in ask("downstream", thing=thing.id)}

        assert found == {id: steps for id, steps in levels.items() if steps}


def test_a_picture_has_the_whole_family_and_where_each_of_it_came_from(ask, loaded):
    rows = ask("family_picture", thing="dataset:megaface")

    flows = [e for e in loaded.whole.edges if e.predicate in DATA_FLOWS and e.holds]
    family = {row["id"] for row in ask("downstream", thing="dataset:megaface")}
    drawn = {(row["made"]["id"], row["edge"][1], row["source"]["id"]) for row in rows}
    assert len(family) > 5
    assert drawn == {(e.subject, e.predicate.value, e.object) for e in flows if e.subject in family}


def test_holders_are_the_organisations_that_the_product_names(ask, loaded, works):
    kinds = {thing.id: thing.kind for thing in loaded.whole.things}
    seen = 0
    for thing in works:
        named = {row.organization_id for row in holder_rows(loaded.sqlite, thing) if row.organization_id}

        rows = ask("who_holds", thing=thing.id)

        assert {row["id"] for row in rows if kinds[row["id"]] is ThingKind.ORGANIZATION} == named
        seen += len(named)
    assert seen > 100


def test_an_allegation_makes_no_holder(ask):
    assert [row["organization"] for row in ask("who_holds", thing="dataset:dif")] == ["IBM"]


def test_holders_are_counted_by_country(ask, loaded):
    rows = ask("holders_by_country", thing="dataset:yfcc100m")

    kinds = {thing.id: thing.kind for thing in loaded.whole.things}
    holders = {row["id"] for row in ask("who_holds", thing="dataset:yfcc100m")}
    assert rows[0]["country"] == "US"
    assert {"Yahoo", "IBM", "Google"} <= set(rows[0]["organizations"])
    assert sum(row["holders"] for row in rows) == len({h for h in holders if kinds[h] is ThingKind.ORGANIZATION})


def test_what_an_organisation_holds_comes_with_what_it_was_made_from(ask):
    rows = {row["what"]: row for row in ask("held_by")}

    clips = rows["AudioScope YFCC100M clip lists"]
    assert clips["relation"] == "PUBLISHED_BY"
    assert "YFCC100M" in clips["made_from"]


def test_every_claim_between_two_things_has_its_words_and_where_they_stand(ask, loaded):
    rows = ask("evidence")

    [edge] = [e for e in loaded.whole.edges if (e.subject, e.object) == ("dataset:dif", "dataset:yfcc100m")]
    assert len(rows) == len(edge.claims)
    assert any("is drawn from YFCC-100M" in row["quote"] for row in rows)
    assert all(row["sha256"] and row["url"] and row["place"] for row in rows)
    assert rows == ask("evidence", one="dataset:yfcc100m", other="dataset:dif")


def test_evidence_has_denials_and_allegations_marked_as_such(ask, loaded):
    for edge in loaded.whole.edges:
        if not edge.holds:
            said = {(r["polarity"], r["modality"]) for r in ask("evidence", one=edge.subject, other=edge.object)}
            assert (edge.polarity.value, edge.modality.value) in said


def test_words_of_quotes_are_found(ask):
    rows = ask("search_quotes", words='"drawn from" AND creative')

    assert rows
    assert all("drawn from" in row["quote"] and "Creative" in row["quote"] for row in rows)
    assert ask("search_quotes", words="gullharbourfog") == []


def test_what_nobody_is_said_to_publish_is_told(ask, loaded):
    rows = ask("without_publisher", thing="dataset:yfcc100m")

    said = (Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH)
    known = {e.subject for e in loaded.whole.edges if e.predicate in said and e.holds}
    family = loaded.sqlite.reach("dataset:yfcc100m", "downstream", DATA_FLOWS).levels.keys()
    assert {row["id"] for row in rows} == family - known
    assert len(rows) > 5


def test_what_is_new_is_what_was_first_seen_since(ask, loaded):
    rows = ask("new_since", since="2026-11-16")

    assert len(rows) > 100
    assert {row["since"] for row in rows} == {edge.first_seen for edge in loaded.whole.edges}
    assert ask("new_since", since="2026-11-17") == []


@pytest.mark.parametrize("name", ASKED)
def test_a_question_looks_its_rows_up_and_names_only_what_there_is(loaded, name):
    plan = explained(loaded.session, ASKED[name].statement)
    with loaded.driver.session(notifications_min_severity="WARNING") as session:
        explain = session.run(f"EXPLAIN {ASKED[name].statement}", examples(session, name))
        warned = explain.consume().gql_status_objects

    products = [step for step in plan.all() if "Product" in step.name]
    assert name in READS_ALL or {leaf.name for leaf in plan.leaves} - LOOKED_UP - GIVEN == set()
    assert {leaf.name for product in products for leaf in product.leaves} <= ONE_ROW
    assert [status.status_description for status in warned if status.is_notification] == []


@pytest.mark.parametrize("name", ASKED)
def test_a_question_goes_along_all_that_data_flows_along(name):
    lists = [set(part.split("|")) for part in re.findall(r"\[\w*:([A-Z_|]+)", ASKED[name].statement)]

    assert [found for found in lists if not found <= set(Predicate) | STRUCTURE] == []
    assert [found for found in lists if Predicate.DERIVED_FROM in found and not found >= DATA_FLOWS] == []


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_an_example_for_each_parameter(name):
    assert set(re.findall(r"\$(\w+)", ASKED[name].statement)) == ASKED[name].parameters.keys()
