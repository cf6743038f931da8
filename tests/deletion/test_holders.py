"""Which organisations hold something of a family, with the evidence for what they hold and that it is theirs."""

from __future__ import annotations

import pytest

from lineage.deletion.holders import holders
from lineage.deletion.policy import load
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength
from tests.graph.making import edge, projection

ROOT, MADE, ACME = "dataset:root", "dataset:made", "organization:acme"
FROM_ROOT = edge(MADE, object=ROOT)
BY_ACME = edge(MADE, Predicate.PUBLISHED_BY, ACME)


def found(*edges, root=ROOT):
    return holders(edges, root, {t.id: t for t in projection(*edges).things}, load())


def rows(*edges):
    return [(holder.organization, holder.thing, holder.role) for holder in found(*edges)]


def test_the_publisher_of_what_was_derived_is_a_holder_with_both_pieces_of_evidence():
    (holder,) = found(FROM_ROOT, BY_ACME)

    assert (holder.organization, holder.thing, holder.role) == (ACME, MADE, "items")
    assert (holder.edge, holder.published) == (FROM_ROOT, BY_ACME)


def test_the_publisher_of_the_root_itself_is_a_holder():
    (holder,) = found(edge(ROOT, Predicate.PUBLISHED_BY, ACME))

    assert (holder.organization, holder.thing, holder.role, holder.edge) == (ACME, ROOT, "items", None)


def test_items_below_features_are_entries():
    features = edge("dataset:features", object=ROOT, derivation_kind=DerivationKind.FEATURES)
    subset = edge(MADE, object="dataset:features", derivation_kind=DerivationKind.SUBSET)

    assert (ACME, MADE, "entries") in rows(features, subset, BY_ACME)


def test_of_several_paths_the_one_by_which_most_is_held_decides():
    features = edge(MADE, Predicate.DERIVED_FROM, ROOT, derivation_kind=DerivationKind.FEATURES)
    copy = edge(MADE, Predicate.COPY_OF, ROOT)

    assert rows(features, copy, BY_ACME) == [(ACME, MADE, "items")]


def test_below_a_synthetic_edge_nobody_is_a_holder():
    synthetic = edge(MADE, object=ROOT, derivation_kind=DerivationKind.SYNTHETIC)

    assert rows(synthetic, BY_ACME, edge("dataset:more", Predicate.COPY_OF, MADE)) == []


def test_who_trained_a_model_is_apart():
    trained = edge("hf:models/acme/net", Predicate.TRAINED_ON, ROOT)

    assert rows(trained, edge("hf:models/acme/net", Predicate.PUBLISHED_BY, ACME)) == [
        (ACME, "hf:models/acme/net", "model")
    ]


def test_an_organisation_that_uses_a_dataset_is_a_possible_holder_of_that_dataset():
    uses = edge(ACME, Predicate.USES, ROOT)

    (holder,) = found(uses)

    assert (holder.organization, holder.thing, holder.role, holder.published) == (ACME, ROOT, "possible", None)


def test_an_organisation_that_holds_a_dataset_is_a_holder_of_that_dataset():
    assert rows(edge(ACME, Predicate.HOLDS, ROOT)) == [(ACME, ROOT, "items")]


def test_the_authors_organisation_of_a_paper_that_used_it_is_a_possible_holder():
    paper = edge("arxiv:2001.00001", Predicate.USES, ROOT)

    assert rows(paper, edge("arxiv:2001.00001", Predicate.AFFILIATED_WITH, ACME)) == [
        (ACME, "arxiv:2001.00001", "possible")
    ]


def test_what_nobody_published_is_held_by_somebody_not_named():
    assert rows(FROM_ROOT) == [(None, MADE, "items")]


def test_each_publisher_is_a_holder():
    other = edge(MADE, Predicate.PUBLISHED_BY, "organization:other")

    assert rows(FROM_ROOT, BY_ACME, other) == [(ACME, MADE, "items"), ("organization:other", MADE, "items")]


@pytest.mark.parametrize(
    "untrue",
    [
        {"polarity": Polarity.NEGATED},
        {"modality": Modality.ALLEGED},
        {"status": Status.REJECTED},
        {"strength": Strength.IMPLIED},
    ],
    ids=lambda said: next(iter(said.values())).value,
)
def test_who_is_not_plainly_its_publisher_is_not_named(untrue):
    doubtful = edge(MADE, Predicate.PUBLISHED_BY, ACME, **untrue)

    assert rows(FROM_ROOT, doubtful) == [(None, MADE, "items")]


def test_an_alleged_use_makes_no_holder():
    assert rows(edge(ACME, Predicate.USES, ROOT, modality=Modality.ALLEGED)) == []


def test_a_vanished_page_still_names_its_holder():
    gone = {"status": Status.UNSEEN}

    assert rows(edge(MADE, object=ROOT, **gone), edge(MADE, Predicate.PUBLISHED_BY, ACME, **gone)) == [
        (ACME, MADE, "items")
    ]


def test_those_who_hold_most_come_first():
    edges = [
        edge("organization:b", Predicate.USES, ROOT),
        edge("dataset:features", object=ROOT, derivation_kind=DerivationKind.FEATURES),
        FROM_ROOT,
        BY_ACME,
    ]

    assert [role for _, _, role in rows(*edges)] == ["items", "entries", "possible"]


def test_a_cycle_back_to_the_root_makes_no_holder_of_it():
    assert rows(FROM_ROOT, BY_ACME, edge(ROOT, object=MADE)) == [(ACME, MADE, "items")]
