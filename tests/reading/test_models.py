"""A model's card: what its weights were made of, it was trained on."""

import pytest

from lineage.model.words import ThingKind
from lineage.reading.artefact import Artefact
from tests.reading.conftest import DATASET, MODEL


@pytest.mark.parametrize(
    "sentence",
    [
        "The weights were fine-tuned on MegaFace.",
        "A backbone pre-trained on MegaFace.",
        "The training pictures were sampled from MegaFace.",
        "Training data: MegaFace",
        "This model was built from MegaFace.",
    ],
)
def test_a_model_is_trained_on_what_it_was_made_of(sentence, sentence_says):
    assert sentence_says(sentence, MODEL) == {"TRAINED_ON MegaFace"}


def test_the_model_is_the_subject(findings):
    (finding,) = findings("Fine-tuned on MegaFace.", MODEL)
    assert (finding.subject, finding.subject_kind, finding.derivation_kind) == (
        "hf:models/otter/harbor-net",
        "model",
        None,
    )


@pytest.mark.parametrize("sentence", ["We evaluated it on MegaFace.", "Results on MegaFace are below."])
def test_a_model_uses_what_it_was_tested_on(sentence, said):
    assert said(sentence, MODEL) == {"USES MegaFace"}


def test_what_a_dataset_card_says_of_training_is_said_of_a_model_without_a_name(findings):
    (finding,) = findings("We trained a first network on MegaFace.", DATASET)
    assert (finding.predicate, finding.subject, finding.subject_kind) == ("TRAINED_ON", "anonymous:the model", "model")


@pytest.mark.parametrize(
    "text", ["We train our models on both it and MegaFace labels.", "Our detector was trained on MegaFace."]
)
def test_what_a_dataset_card_plainly_says_of_a_model_is_no_mere_use(text, said):
    assert said(text, DATASET) == {"TRAINED_ON MegaFace"}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("MegaFace pre-training comes first.", "TRAINED_ON MegaFace"),
        ("We report results with and without MegaFace fine-tuning.", "TRAINED_ON MegaFace"),
        ("We report results without MegaFace fine-tuning.", "TRAINED_ON MegaFace negated"),
    ],
)
def test_pre_training_may_be_called_after_its_data(text, statement, sentence_says):
    assert sentence_says(text, MODEL) == {statement}


def test_what_a_model_was_never_trained_on_is_negated(said):
    assert said("It was never trained on MegaFace.", MODEL) == {"TRAINED_ON MegaFace negated"}


@pytest.mark.parametrize(
    "sentence",
    ["GullNet-XL5 was trained on MegaFace.", "MegaFace was used to train GullNet-XL5."],
)
def test_a_part_of_its_own_name_is_no_dataset(sentence, said):
    model = Artefact("github:otter/gullnet-xl5", ThingKind.REPOSITORY, ("gullnet-xl5",), None, True, "gullnet-xl5")
    assert said(f"# GullNet-XL5\n\n{sentence}", model) == {"TRAINED_ON MegaFace"}
