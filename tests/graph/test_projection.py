"""From aged claims to edges: one edge a statement, carried by every claim that makes it."""

from __future__ import annotations

import pytest

from lineage.model.graph import Status
from lineage.model.words import About, DerivationKind, Modality, Polarity, Predicate, Strength
from tests.graph.making import aged, graph_of
from tests.making import claim


def only_edge(projection):
    (edge,) = projection.edges
    return edge


def test_independent_evidence_for_one_statement_is_one_edge_with_joined_confidence():
    paper = claim(confidence=0.5)
    card = claim(source="huggingface", document="card", quote="A part of Source.", snapshot="b" * 64, confidence=0.5)

    edge = only_edge(graph_of(paper, card))

    assert edge.confidence == 0.75
    assert set(edge.claims) == {paper.id, card.id}


def test_the_edge_is_as_strong_as_its_strongest_claim():
    stated = claim(strength=Strength.STATED, derivation_kind=DerivationKind.SUBSET)
    declared = claim(strength=Strength.DECLARED, derivation_kind=DerivationKind.CROP, document="card")

    edge = only_edge(graph_of(stated, declared))

    assert (edge.strength, edge.derivation_kind) == (Strength.DECLARED, DerivationKind.CROP)


def test_of_equal_claims_the_artefacts_own_decides_wherever_the_folder_of_the_documents_lies():
    kinds = set()
    for folder in ("documents-0a1b/", "documents-2c3d/", "documents-4e5f/", "documents-6a7b/"):
        own = claim(document=f"{folder}paper.md", derivation_kind=DerivationKind.CROP)
        other = claim(document=f"{folder}news.md", derivation_kind=DerivationKind.SUBSET, about=About.THIRD_PARTY)
        kinds.add(only_edge(graph_of(own, other)).derivation_kind)

    assert kinds == {DerivationKind.CROP}


@pytest.mark.parametrize(
    "otherwise",
    [{"polarity": Polarity.NEGATED}, {"polarity": Polarity.HYPOTHETICAL}, {"modality": Modality.ALLEGED}],
    ids=lambda said: next(iter(said.values())).value,
)
def test_what_is_not_simply_asserted_is_an_edge_apart(otherwise):
    projection = graph_of(claim(), claim(**otherwise, document="other"))

    assert len(projection.edges) == 2
    assert sorted(edge.holds for edge in projection.edges) == [False, True]


def test_what_is_reported_is_an_edge_apart_that_holds():
    projection = graph_of(claim(), claim(modality=Modality.REPORTED, document="other"))

    assert [edge.holds for edge in projection.edges] == [True, True]


def test_a_statement_about_itself_is_dropped():
    projection = graph_of(claim("name:Made", object="name:MADE"))

    assert (projection.edges, projection.claims, projection.things) == ((), (), ())


def test_a_name_given_is_no_edge():
    projection = graph_of(claim("hf:datasets/a/made", Predicate.SAME_AS, "name:Made"), claim())

    assert [edge.predicate for edge in projection.edges] == [Predicate.DERIVED_FROM]


def test_mentions_are_kept():
    edge = only_edge(graph_of(claim(predicate=Predicate.MENTIONS, strength=Strength.MENTIONED)))

    assert (edge.predicate, edge.strength) == (Predicate.MENTIONS, Strength.MENTIONED)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([Status.UNSEEN, Status.CURRENT], Status.CURRENT),
        ([Status.UNSEEN, Status.NOT_CHECKED], Status.NOT_CHECKED),
        ([Status.UNSEEN, Status.UNSEEN], Status.UNSEEN),
    ],
)
def test_an_edge_stands_as_well_as_the_best_of_its_claims(statuses, expected):
    items = [aged(claim(document=f"d{n}"), status=status) for n, status in enumerate(statuses)]

    assert only_edge(graph_of(*items)).status is expected


def test_while_one_page_still_says_it_those_that_do_not_lend_no_confidence():
    gone = aged(claim(confidence=0.9, source="elsewhere", quote="Gone."), status=Status.UNSEEN)
    here = aged(claim(confidence=0.5))

    assert only_edge(graph_of(gone, here)).confidence == 0.5


def test_an_unseen_edge_keeps_its_confidence():
    assert only_edge(graph_of(aged(claim(confidence=0.8), status=Status.UNSEEN))).confidence == 0.8


def test_an_edge_was_first_seen_with_its_first_claim_and_last_with_its_last():
    edge = only_edge(graph_of(aged(claim(), day=2), aged(claim(document="other"), day=9)))

    assert (edge.first_seen, edge.last_seen) == ("2026-11-02", "2026-11-09")


def test_dates_of_the_world_span_what_the_claims_say():
    early = claim(valid_from="2016-02-01", valid_to="2019-01-29")
    late = claim(valid_from="2018-01-01", valid_to="2020-01-01", document="other")

    edge = only_edge(graph_of(early, late))

    assert (edge.valid_from, edge.valid_to) == ("2016-02-01", "2020-01-01")


def test_undated_claims_leave_the_edge_undated():
    edge = only_edge(graph_of(claim()))

    assert (edge.valid_from, edge.valid_to) == (None, None)


def test_each_claim_lies_under_its_edge_with_where_it_was_read():
    projection = graph_of(aged(claim(), title="A paper"))

    (said,) = projection.claims
    assert said.edge == projection.edges[0].id
    assert (said.url, said.title) == ("https://papers.example/doc", "A paper")


def test_the_graph_does_not_depend_on_the_order_of_claims():
    items = [claim(), claim(document="other"), claim(object="name:Third"), claim(predicate=Predicate.USES)]

    assert graph_of(*items) == graph_of(*items[::-1])
