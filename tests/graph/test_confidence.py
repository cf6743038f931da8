"""Joined confidence: independent evidence adds up, repetition does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.graph.confidence import joined
from lineage.model.words import About
from tests.graph.making import aged
from tests.making import claim


def evidence(subject="name:Made", text="Made comes from Source.", confidence=0.5, **more):
    return aged(claim(subject, quote=text, confidence=confidence, **more))


def test_one_piece_of_evidence_stands_for_itself():
    assert joined([evidence(confidence=0.7)]) == 0.7


def test_two_independent_sources_support_each_other():
    hub = evidence("hf:datasets/a/made", "A subset of Source.", source="huggingface", snapshot="b" * 64)
    paper = evidence("name:Made", "Made was cut out of Source.")

    assert joined([hub, paper]) == 0.75


def test_no_amount_of_evidence_makes_it_certain():
    crowd = [evidence(f"name:Made {n}", f"Words {n}.", document=f"d{n}", snapshot=f"{n:064x}") for n in range(50)]

    assert joined(crowd) == 0.99


def test_two_mirrors_of_one_text_are_one_piece_of_evidence():
    original = evidence(text="Made comes  from SOURCE.")
    mirror = evidence("hf:datasets/b/made", source="huggingface", document="b", snapshot="b" * 64)

    assert joined([original, mirror]) == 0.5


def test_two_pages_of_one_artefact_in_one_source_are_one_piece_of_evidence():
    card = evidence("hf:datasets/a/made", "From Source.", document="card", snapshot="b" * 64)
    metadata = evidence("hf:datasets/a/made", "source", document="info", snapshot="c" * 64)

    assert joined([card, metadata]) == 0.5


def test_two_indexes_that_show_one_record_are_one_piece_of_evidence():
    declared = evidence("doi:10.5281/zenodo.7", "10.1145/2812802", source="datacite")
    stated = evidence("doi:10.5281/Zenodo.7", "Cut out of Source.", source="zenodo", snapshot="b" * 64)

    assert joined([declared, stated]) == 0.5


def test_a_version_and_the_concept_of_all_versions_are_one_piece_of_evidence():
    version = evidence("doi:10.5281/zenodo.7", "10.1145/2812802", document="7")
    concept = evidence("doi:10.5281/zenodo.6", "Cut out of Source.", document="6", snapshot="b" * 64)
    elsewhere = evidence("doi:10.6084/m9.figshare.1", "A part of Source.", document="1", snapshot="c" * 64)

    assert joined([version, concept]) == 0.5
    assert joined([version, elsewhere]) == 0.75


def test_two_sentences_of_one_snapshot_are_one_piece_of_evidence():
    by_address = evidence("hf:datasets/a/made", "We cut it out of Source.")
    by_name = evidence("name:Made", "Made is a part of Source.")

    assert joined([by_address, by_name]) == 0.5


def test_two_papers_that_speak_of_somebody_elses_dataset_are_independent():
    papers = [
        evidence(text=f"Paper {n} says so.", document=f"paper{n}", snapshot=f"{n:064x}", about=About.THIRD_PARTY)
        for n in range(2)
    ]

    assert joined(papers) == 0.75


def test_the_best_of_a_group_counts():
    assert joined([evidence(confidence=0.4), evidence(confidence=0.8, document="other")]) == 0.8


_ITEM = st.builds(
    evidence,
    st.sampled_from(["name:A", "name:B"]),
    st.sampled_from(["One.", "Two.", "Three."]),
    st.sampled_from([0.5, 0.9]),
    document=st.sampled_from(["d1", "d2", "d3", "d4", "d5", "d6"]),
    snapshot=st.sampled_from(["a" * 64, "b" * 64, "c" * 64]),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(_ITEM, max_size=4), _ITEM)
def test_more_evidence_never_lowers_confidence(items, more):
    assert joined(items) <= joined([*items, more]) <= 0.99


@settings(deadline=None)
@given(st.lists(_ITEM, min_size=1, max_size=6), st.integers(1, 4))
def test_a_new_page_that_repeats_a_text_adds_nothing(items, pages):
    first = items[0].claim
    repeated = [
        evidence(
            f"name:Mirror {n}", first.evidence.quote, first.confidence, document=f"mirror{n}", snapshot=f"{n:064x}"
        )
        for n in range(pages)
    ]

    assert joined([items[0], *repeated]) == pytest.approx(joined([items[0]]))


@settings(deadline=None)
@given(st.lists(_ITEM, max_size=6).flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))))
def test_the_order_of_evidence_is_irrelevant(case):
    items, shuffled = case

    assert joined(items) == joined(shuffled)
