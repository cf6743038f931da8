"""Bare `source_datasets` is a derivation, or a copy where the card calls itself one (DESIGN §4)."""

from __future__ import annotations

from lineage.model.claim import BARE_SOURCE, Evidence
from lineage.model.graph import Status
from lineage.model.words import About, DerivationKind, Polarity, Predicate, Strength
from tests.graph.making import aged, graph_of
from tests.making import SNAPSHOT, claim


def declared(rule=BARE_SOURCE):
    """What a card's metadata field says."""
    evidence = Evidence(snapshot=SNAPSHOT, locator="/source_datasets/0", quote="source", rule=rule)
    return claim(
        "hf:datasets/b/made", evidence=evidence, strength=Strength.DECLARED, derivation_kind=DerivationKind.OTHER
    )


def copy(**more):
    """What a sentence of the card says."""
    return claim("hf:datasets/b/made", Predicate.COPY_OF, quote="This is a re-upload of Source.", **more)


def predicates(projection):
    return [edge.predicate for edge in projection.edges]


def test_a_bare_source_alone_is_a_derivation():
    assert predicates(graph_of(declared())) == [Predicate.DERIVED_FROM]


def test_a_bare_source_of_a_card_that_calls_itself_a_copy_is_the_copy():
    projection = graph_of(declared(), copy())

    assert predicates(projection) == [Predicate.COPY_OF]
    assert len(projection.edges[0].claims) == 2


def test_a_copy_has_no_kind_of_derivation():
    (edge,) = graph_of(declared(), copy()).edges

    assert edge.derivation_kind is None


def test_an_extended_source_stays_a_derivation_beside_the_copy():
    projection = graph_of(declared(rule="source-datasets"), copy())

    assert sorted(predicates(projection)) == [Predicate.COPY_OF, Predicate.DERIVED_FROM]


def test_a_card_that_says_it_is_no_copy_stays_a_derivation():
    projection = graph_of(declared(), copy(polarity=Polarity.NEGATED))

    assert sorted(predicates(projection)) == [Predicate.COPY_OF, Predicate.DERIVED_FROM]


def test_another_pages_word_does_not_make_it_a_copy():
    projection = graph_of(declared(), copy(document="a paper", about=About.THIRD_PARTY))

    assert sorted(predicates(projection)) == [Predicate.COPY_OF, Predicate.DERIVED_FROM]


def test_a_card_that_no_longer_calls_itself_a_copy_is_a_derivation_again():
    projection = graph_of(declared(), aged(copy(), status=Status.UNSEEN))

    assert sorted(predicates(projection)) == [Predicate.COPY_OF, Predicate.DERIVED_FROM]


def test_a_copy_whose_whole_card_vanished_is_still_a_copy():
    vanished = [aged(said, status=Status.UNSEEN) for said in (declared(), copy())]

    assert predicates(graph_of(*vanished)) == [Predicate.COPY_OF]
