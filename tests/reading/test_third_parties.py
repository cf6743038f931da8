"""A document that tells where somebody else's dataset comes from says nothing of its own."""

from dataclasses import replace

import pytest

from lineage.model.words import About, DerivationKind
from tests.reading.conftest import DATASET, MODEL, PAPER, REPOSITORY

ANYWHERE = pytest.mark.parametrize(
    "artefact", [DATASET, PAPER, REPOSITORY, MODEL], ids=["dataset", "paper", "repository", "model"]
)


@ANYWHERE
@pytest.mark.parametrize(
    "sentence",
    [
        "KonIQ-10k is sampled from YFCC100M.",
        "KonIQ-10k is a subset of YFCC100M.",
        "The pictures of KonIQ-10k come from YFCC100M.",
        "KonIQ-10k consists of pictures drawn from YFCC100M.",
    ],
)
def test_another_dataset_is_the_subject_where_the_sentence_has_it_so(sentence, artefact, said):
    assert said(sentence, artefact) == {"KonIQ-10k DERIVED_FROM YFCC100M", "MENTIONS KonIQ-10k"}


@ANYWHERE
def test_sources_in_a_list_have_the_same_subject(artefact, said):
    assert said("Visual Genome consists of images from YFCC100M and MS COCO.", artefact) == {
        "Visual Genome DERIVED_FROM YFCC100M",
        "Visual Genome DERIVED_FROM MS COCO",
        "MENTIONS Visual Genome",
    }


@pytest.mark.parametrize("artefact", [DATASET, PAPER, REPOSITORY], ids=["dataset", "paper", "repository"])
def test_a_relative_clause_belongs_to_the_dataset_before_it(artefact, said):
    text = "Unlike KonIQ-10k, which was sampled from YFCC100M, our pictures are our own."
    assert said(text, artefact) == {"MENTIONS KonIQ-10k", "KonIQ-10k DERIVED_FROM YFCC100M"}


@pytest.mark.parametrize("artefact", [DATASET, PAPER, REPOSITORY], ids=["dataset", "paper", "repository"])
def test_the_source_of_our_source_is_not_ours(artefact, sentence_says):
    text = "We label the pictures of KonIQ-10k, which was sampled from YFCC100M."
    assert sentence_says(text, artefact) == {"DERIVED_FROM KonIQ-10k", "KonIQ-10k DERIVED_FROM YFCC100M"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Like KonIQ-10k, our pictures were sampled from YFCC100M.",
        "We sampled the pictures from KonIQ-10k and YFCC100M.",
    ],
)
def test_what_we_do_ourselves_is_ours_although_another_is_named(sentence, said):
    assert "DERIVED_FROM YFCC100M" in said(sentence)


def test_an_unknown_dataset_is_what_a_paper_introduces(findings):
    paper = replace(PAPER, dataset="GullNest-9K")
    (finding,) = findings("GullNest-9K was cropped from YFCC100M.", paper)
    assert (finding.subject, finding.about) == ("name:GullNest-9K", About.SELF)


def test_an_unknown_dataset_is_a_third_party_on_anothers_card(said):
    assert "GullNest-9K DERIVED_FROM YFCC100M" in said("GullNest-9K was cropped from YFCC100M.", DATASET)


def test_a_third_partys_denial_is_its_own(said):
    assert "KonIQ-10k DERIVED_FROM MegaFace negated" in said("KonIQ-10k is not derived from MegaFace.", PAPER)


def test_what_another_dataset_derives_from_does_not_hide_what_we_do_with_it(said):
    text = "KonIQ-10k is a subset of YFCC100M. We tested our index on YFCC100M."
    assert said(text, PAPER) == {"KonIQ-10k DERIVED_FROM YFCC100M", "USES YFCC100M", "MENTIONS KonIQ-10k"}


@pytest.mark.parametrize("sentence", ["Gulls were sampled from YFCC100M.", "Experiments are conducted on YFCC100M."])
def test_what_a_review_tells_is_a_third_partys(sentence, findings):
    (finding,) = findings(sentence, replace(PAPER, title="Review: gulls in the harbour", dataset=None))
    assert finding.about is About.THIRD_PARTY


def test_a_class_that_loads_a_known_dataset_speaks_of_it(findings):
    repository = replace(REPOSITORY, title="FairFaceDataset docstring")
    (finding,) = findings("It contains images collected from the YFCC-100M dataset.", repository)
    assert (finding.subject, finding.derivation_kind) == ("name:FairFace", DerivationKind.CROP)


def test_what_is_compared_first_is_not_what_is_spoken_of(said):
    assert "DERIVED_FROM YFCC100M" in said("Unlike MegaFace, our pictures were sampled from YFCC100M.")
