"""The closed lists, and the order in two of them."""

from __future__ import annotations

import pytest

from lineage.model.graph import Edge, Status, graph_hash
from lineage.model.judgement import Judgement
from lineage.model.words import DATA_FLOWS, ENDS, Modality, Outcome, Polarity, Predicate, Strength


def edge(**more):
    values = {
        "subject": "dataset:dif", "predicate": Predicate.DERIVED_FROM, "object": "dataset:yfcc100m",
        "polarity": Polarity.ASSERTED, "modality": Modality.ASSERTED, "derivation_kind": None,
        "strength": Strength.STATED, "confidence": 0.9, "status": Status.CURRENT, "claims": ("c",),
        "first_seen": "2026-11-16T00:00:00Z", "last_seen": "2026-11-16T00:00:00Z",
    }  # fmt: skip
    return Edge.model_validate(values | more)


def judgement(**more):
    values = {"kind": "statement", "answer": "yes", "by": "me", "at": "2026-11-16T00:00:00Z", "subject": "dataset:dif"}
    return Judgement.model_validate(values | more)


def test_strengths_are_ordered_from_mentioned_to_identical():
    assert sorted(Strength, key=lambda strength: strength.rank) == [
        Strength.MENTIONED,
        Strength.IMPLIED,
        Strength.STATED,
        Strength.DECLARED,
        Strength.IDENTICAL,
    ]


def test_only_a_document_that_was_seen_validates_its_claims():
    assert {outcome for outcome in Outcome if outcome.validates} == {Outcome.FETCHED, Outcome.UNCHANGED}


def test_nothing_flows_on_from_an_end():
    assert not DATA_FLOWS & ENDS


def test_an_edge_is_what_it_says_whatever_carries_it():
    more = {"strength": Strength.DECLARED, "confidence": 0.1, "status": Status.UNSEEN, "claims": ("a", "b")}

    assert edge().id == edge(**more).id
    assert edge().id != edge(modality=Modality.ALLEGED).id
    assert edge().id != edge(object="dataset:other").id


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"modality": Modality.REPORTED}, True),
        ({"status": Status.UNSEEN}, True),
        ({"modality": Modality.ALLEGED}, False),
        ({"polarity": Polarity.NEGATED}, False),
        ({"polarity": Polarity.HYPOTHETICAL}, False),
        ({"status": Status.REJECTED}, False),
    ],
)
def test_an_edge_holds_unless_it_is_denied_alleged_or_judged_wrong(more, holds):
    assert edge(**more).holds is holds


def test_an_edge_s_line_has_nothing_of_the_ledger_s_clock():
    later = edge(first_seen="2027-01-01T00:00:00Z", last_seen="2027-01-01T00:00:00Z")

    assert later.line == edge().line
    assert later.times != edge().times


def test_a_graph_s_hash_does_not_depend_on_the_order_of_its_lines():
    assert graph_hash([b"b", b"a"]) == graph_hash([b"a", b"b"]) != graph_hash([b"a"])


def test_two_answers_to_one_question_are_about_one_matter():
    assert judgement().matter == judgement(answer="no", by="you", at="2027-01-01T00:00:00Z", note="really").matter


@pytest.mark.parametrize(
    "more",
    [{"kind": "same"}, {"subject": "x"}, {"object": "x"}, {"document": "x"}, {"quote": "x"}, {"predicate": "USES"}],
)
def test_another_question_is_another_matter(more):
    assert judgement().matter != judgement(**more).matter


def test_a_word_is_read_as_one_of_its_list_and_written_as_text():
    made = edge()

    assert type(made.model_dump(mode="json")["predicate"]) is str
    assert '"predicate":"DERIVED_FROM"' in made.model_dump_json()
    assert Edge.model_validate_json(made.model_dump_json()).predicate is Predicate.DERIVED_FROM
    with pytest.raises(ValueError, match="predicate"):
        edge(predicate="FLEW_TO")
