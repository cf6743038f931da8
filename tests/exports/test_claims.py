"""`lineage export claims` (DESIGN §6): current, asserted statements that a crawled source evidences, one a line."""

from __future__ import annotations

import json

import pytest

from lineage.deletion.policy import load
from lineage.exports import claims
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind
from tests.graph.making import aged, edge, graph_of, projection, said, thing
from tests.making import claim

MADE, SOURCE, ACME = "dataset:made", "dataset:source", "organization:acme"
PLAIN = edge()
BY_ACME = edge(MADE, Predicate.PUBLISHED_BY, ACME)


def exported(graph, **more):
    return [json.loads(line) for line in claims.export(graph, load().role, **more)]


def crawled(*edges, things=(), source="documents"):
    """A graph in which each edge has one claim of a source."""
    return projection(*edges, things=things, claims=[said(e, source=source) for e in edges])


def test_a_row_says_who_what_and_in_which_names():
    things = [
        thing(MADE, "Made", names=("Made", "MADE-1"), identifiers=("dataset:made", "hf:datasets/acme/made")),
        thing(SOURCE, "Source", names=("Source",), identifiers=("dataset:source",)),
        thing(ACME, "Acme Labs"),
    ]

    (row,) = exported(crawled(PLAIN, BY_ACME, things=things))

    assert (row["subject"], row["predicate"], row["object"]) == ("Made", "DERIVED_FROM", "Source")
    assert (row["organization"], row["holder"]) == ("Acme Labs", "yes")
    assert {"Made", "MADE-1", "hf:datasets/acme/made", "acme/made", "made"} <= set(row["subject_names"])
    assert {"Source", "dataset:source", "source"} <= set(row["object_names"])


def test_a_paper_of_which_no_dataset_is_known_is_exported_as_a_source_only_with_all():
    things = [thing(MADE), thing(SOURCE, kind=ThingKind.PAPER), thing(ACME)]
    graph = crawled(PLAIN, BY_ACME, things=things)

    assert exported(graph) == []
    assert {row["predicate"] for row in exported(graph, everything=True)} == {"DERIVED_FROM", "PUBLISHED_BY"}


@pytest.mark.parametrize("predicate", Predicate)
def test_only_statements_about_where_data_went_are_exported(predicate):
    shown = {
        Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.VERSION_OF, Predicate.TRAINED_ON, Predicate.USES,
    }  # fmt: skip

    assert len(exported(crawled(edge(predicate=predicate)))) == (predicate in shown)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"polarity": Polarity.NEGATED},
        {"polarity": Polarity.HYPOTHETICAL},
        {"modality": Modality.ALLEGED},
        {"status": Status.UNSEEN},
        {"status": Status.NOT_CHECKED},
        {"status": Status.REJECTED},
    ],
    ids=lambda said: next(iter(said.values())).value,
)
def test_what_is_not_current_and_asserted_is_exported_only_with_all(otherwise):
    graph = crawled(edge(**otherwise))

    assert exported(graph) == []
    assert len(exported(graph, everything=True)) == 1


def test_what_is_reported_is_exported():
    assert [row["modality"] for row in exported(crawled(edge(modality=Modality.REPORTED)))] == ["reported"]


def test_what_only_the_catalogue_says_is_exported_only_with_all():
    graph = crawled(PLAIN, source="catalogue")

    assert exported(graph) == []
    assert len(exported(graph, everything=True)) == 1


def test_what_a_page_says_beside_the_catalogue_is_exported():
    graph = projection(PLAIN, claims=[said(PLAIN, source="catalogue"), said(PLAIN, source="documents")])

    assert len(exported(graph)) == 1


def test_a_page_that_no_longer_says_it_is_no_evidence_beside_the_catalogue():
    graph = projection(
        PLAIN, claims=[said(PLAIN, source="catalogue"), said(PLAIN, source="documents", status=Status.UNSEEN)]
    )

    assert exported(graph) == []


@pytest.mark.parametrize(
    ("said_so", "holder"),
    [
        ({"predicate": Predicate.COPY_OF}, "yes"),
        ({"derivation_kind": DerivationKind.FEATURES}, "yes"),
        ({"predicate": Predicate.TRAINED_ON}, "yes"),
        ({"predicate": Predicate.USES}, "possible"),
        ({"derivation_kind": DerivationKind.SYNTHETIC}, "no"),
        ({"strength": Strength.IMPLIED}, "no"),
    ],
)
def test_the_holder_is_yes_possible_or_no(said_so, holder):
    assert [row["holder"] for row in exported(crawled(edge(**said_so)))] == [holder]


def test_an_organisation_that_is_the_subject_is_its_own_organisation():
    (row,) = exported(crawled(edge(ACME, Predicate.USES)))

    assert (row["subject"], row["organization"], row["holder"]) == ("acme", "acme", "possible")


def test_of_several_organisations_each_has_its_line_the_best_evidenced_first():
    doubtful = edge(MADE, Predicate.PUBLISHED_BY, "organization:aaa", confidence=0.4)

    assert [row["organization"] for row in exported(crawled(PLAIN, doubtful, BY_ACME))] == ["acme", "aaa"]


def test_nobody_is_named_where_a_private_person_published():
    person = thing("document:hf/x#publisher", "an individual", kind=ThingKind.INDIVIDUAL, names=())
    by_person = edge(MADE, Predicate.PUBLISHED_BY, person.id)

    assert [row["organization"] for row in exported(crawled(PLAIN, by_person, things=[person]))] == [None]


@pytest.mark.parametrize(("title", "shown"), [("On faces", "On faces"), (None, "acme/faces")])
def test_an_anonymous_subject_is_exported_as_its_document(title, shown):
    nameless = aged(claim("anonymous:our training data", document="acme/faces"), title=title)

    (row,) = exported(graph_of(nameless))

    assert shown in {row["subject"], *row["subject_names"]}
    assert row["subject"] != "our training data"


def test_any_name_stays_on_one_line():
    graph = crawled(PLAIN, things=[thing(MADE, 'a "name"\nof two lines 名前')])

    (line,) = claims.export(graph, load().role)

    assert "\n" not in line
    assert json.loads(line)["subject"] == 'a "name"\nof two lines 名前'
