"""From a sentence to a statement: what its words say the document does with a dataset."""

from dataclasses import replace

import pytest

from lineage.model.words import About, Strength, ThingKind
from tests.reading.conftest import DATASET, PAPER, REPOSITORY


@pytest.mark.parametrize(
    "sentence",
    [
        "The pictures were sampled from YFCC100M.",
        "We picked the ships out of YFCC100M by hand.",
        "Harbor Set is a small subset of YFCC100M.",
        "All pictures originate from the YFCC100M collection.",
        "Out of YFCC100M, we kept the pictures taken at sea.",
        "With the metadata of YFCC100M we downloaded the pictures of ships.",
        "Using the links of YFCC100M, 9,000 pictures were retrieved.",
        "Harbor Set was built on top of YFCC100M.",
        "Starting from YFCC100M, volunteers removed the duplicates.",
        "Ship pictures extracted by querying YFCC100M.",
    ],
)
def test_what_is_made_out_of_a_dataset_derives_from_it(sentence, said):
    assert said(sentence) == {"DERIVED_FROM YFCC100M"}


@pytest.mark.parametrize(
    "sentence",
    [
        "YFCC100M served as the source of our pictures.",
        "YFCC100M provided the pictures.",
        "The images of YFCC100M were filtered by two librarians.",
        "The raw material was YFCC100M.",
        "Source: YFCC100M",
        "We took YFCC100M as the pool of candidates.",
        "YFCC100M was filtered by language to obtain the list.",
    ],
)
def test_a_dataset_can_be_the_subject_of_what_was_made_of_it(sentence, sentence_says):
    assert sentence_says(sentence) == {"DERIVED_FROM YFCC100M"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We trained the encoder on MegaFace.",
        "The encoder was pre-trained on MegaFace for nine days.",
        "MegaFace was used to train the encoder.",
        "Training data: MegaFace",
        "The weights were learned from MegaFace.",
        "We fine-tune the network with MegaFace.",
        "The encoder learns scoring from MegaFace.",
    ],
)
@pytest.mark.parametrize("artefact", [PAPER, REPOSITORY], ids=["paper", "repository"])
def test_learning_from_a_dataset_is_training_on_it(sentence, artefact, said):
    assert said(sentence, artefact) == {"TRAINED_ON MegaFace"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We evaluated the encoder on MegaFace.",
        "MegaFace is used to test the encoder.",
        "Our results on MegaFace are poor.",
        "The script downloads MegaFace.",
        "We report the accuracy on MegaFace.",
        "Using the metadata of MegaFace, we evaluated the encoder.",
        "We ran our experiments with MegaFace.",
    ],
)
@pytest.mark.parametrize("artefact", [DATASET, PAPER, REPOSITORY], ids=["dataset", "paper", "repository"])
def test_evaluation_and_tools_use_a_dataset(sentence, artefact, said):
    assert said(sentence, artefact) == {"USES MegaFace"}


@pytest.mark.parametrize("sentence", ["See MegaFace.", "MegaFace is discussed in the appendix.", "## MegaFace"])
def test_a_dataset_that_is_only_named_is_mentioned(sentence, said, findings):
    assert said(sentence) == {"MENTIONS MegaFace"}
    assert {finding.strength for finding in findings(sentence)} == {Strength.MENTIONED}


def test_code_works_with_what_it_names_and_says_no_more(said):
    assert said("```\n# sampled from FairFace\nload('FairFace')\n```", REPOSITORY) == {"USES FairFace"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The network was trained on MegaFace and tested on FairFace.",
        "After training on MegaFace, we evaluated it on FairFace.",
        "We trained on MegaFace; the tests ran on FairFace.",
    ],
)
def test_what_is_tested_on_a_second_dataset_was_not_trained_on_it(sentence, said):
    assert said(sentence, PAPER) == {"TRAINED_ON MegaFace", "USES FairFace"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The pictures come from FairFace and MegaFace.",
        "The pictures come from FairFace, Visual Genome, and MegaFace.",
        "We combined FairFace and MegaFace into one list.",
        "We merged FairFace with MegaFace into one list.",
    ],
)
def test_each_source_in_a_list_is_a_source(sentence, said):
    assert {"DERIVED_FROM FairFace", "DERIVED_FROM MegaFace"} <= said(sentence)


def test_the_strongest_statement_about_a_dataset_counts(said):
    text = "YFCC100M is old.\n\nWe studied YFCC100M. The pictures come from YFCC100M.\n"
    assert said(text) == {"DERIVED_FROM YFCC100M"}


def test_the_strongest_statement_counts_under_every_spelling(said):
    assert said("YFCC-100M is old.\n\nThe pictures come from YFCC100M.") == {"DERIVED_FROM YFCC100M"}


@pytest.mark.parametrize(
    ("artefact", "subject", "kind"),
    [
        (DATASET, "hf:datasets/otter/harbor-set", ThingKind.DATASET),
        (PAPER, "name:HarborSet", ThingKind.DATASET),
        (REPOSITORY, "name:harbor-set", ThingKind.DATASET),
    ],
    ids=["dataset", "paper", "repository"],
)
def test_what_derives_is_the_dataset_that_a_document_introduces(artefact, subject, kind, findings):
    (finding,) = findings("The pictures come from YFCC100M.", artefact)
    assert (finding.subject, finding.subject_kind, finding.about) == (subject, kind, About.SELF)


def test_an_unknown_name_counts_only_as_the_source_or_teacher_of_something(said):
    assert said("The pictures were cropped from GullNest-9K. We compared it with HarborPairs.") == {
        "DERIVED_FROM GullNest-9K"
    }


def test_an_unknown_name_that_a_paper_works_with_is_not_its_own(said):
    paper = replace(PAPER, dataset=None, title="Fair matching (GullNet-7)")
    text = "Fair matching (GullNet-7)\n\nTo measure it, we evaluate three commercial systems on QuayCrops-5k."
    assert said(text, paper) == {"USES QuayCrops-5k"}


@pytest.mark.parametrize("artefact", [PAPER, REPOSITORY])
@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("A GULLv8 detector, trained on COCO and then on half of ours, has a mAP of .44.", "coco"),
        ("The recognition net is the pretrained GullFace IR-50 (MegaFace), I did not train it further.", "megaface"),
    ],
)
def test_a_part_of_the_name_of_what_was_trained_is_no_dataset(artefact, sentence, known, findings, lexicon):
    found = {lexicon.identify(finding.object.removeprefix("name:")) for finding in findings(sentence, artefact)}
    assert found == {known}


def test_what_is_named_after_its_source_is_made_of_it(findings):
    found = findings("GullNest-9K was sampled from GullNest, which was sampled from YFCC100M.", PAPER)
    assert {finding.object for finding in found} == {"name:GullNest", "name:YFCC100M"}


def test_what_a_dataset_was_made_for_is_made_of_the_other(said):
    text = "For TinyFace, we picked 5,000 pictures out of MegaFace."
    assert said(text, REPOSITORY) == {"MENTIONS TinyFace", "DERIVED_FROM MegaFace"}


def test_an_address_of_a_dataset_names_it(said):
    text = "The captions were made from https://huggingface.co/datasets/gull/nests."
    assert said(text) == {"DERIVED_FROM hf:datasets/gull/nests"}


def test_a_quote_of_a_very_long_sentence_is_the_stretch_around_the_name(findings):
    text = "We saw gulls, " * 60 + "and sampled YFCC100M, " + "and more gulls, " * 60
    (finding,) = findings(text)
    assert len(finding.quote) == 480
    assert "YFCC100M" in finding.quote
