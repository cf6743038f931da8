"""How a sentence stands to the dataset it names: asserted, negated, hypothetical, set apart."""

import pytest

from tests.reading.conftest import MODEL, PAPER, REPOSITORY


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("We have not used MegaFace.", "USES MegaFace negated"),
        ("We do not use MegaFace.", "USES MegaFace negated"),
        ("None of the pictures come from MegaFace.", "DERIVED_FROM MegaFace negated"),
        ("The pictures were never sampled from MegaFace.", "DERIVED_FROM MegaFace negated"),
        ("No picture of MegaFace was kept.", "DERIVED_FROM MegaFace negated"),
        ("The pictures don't come from MegaFace.", "DERIVED_FROM MegaFace negated"),
        ("Nothing here comes from MegaFace.", "DERIVED_FROM MegaFace negated"),
    ],
)
def test_what_is_denied_is_negated(sentence, statement, said):
    assert said(sentence) == {statement}


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("We trained not only on MegaFace.", {"TRAINED_ON MegaFace"}),
        ("We trained not only on MegaFace but also on FairFace.", {"TRAINED_ON MegaFace", "TRAINED_ON FairFace"}),
        ("We trained the network on MegaFace without any crop.", {"TRAINED_ON MegaFace"}),
        ("We trained the network on MegaFace, which is not small.", {"TRAINED_ON MegaFace"}),
    ],
)
def test_a_word_of_denial_for_something_else_denies_nothing(sentence, statements, sentence_says):
    assert sentence_says(sentence, PAPER) == statements


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        (
            "We sampled faces from MegaFace, but the captions do not come from FairFace.",
            {"DERIVED_FROM MegaFace", "DERIVED_FROM FairFace negated"},
        ),
        (
            "The faces do not come from FairFace; they come from MegaFace.",
            {"DERIVED_FROM FairFace negated", "DERIVED_FROM MegaFace"},
        ),
        (
            "While FairFace was not used, the faces come from MegaFace.",
            {"USES FairFace negated", "DERIVED_FROM MegaFace"},
        ),
        (
            "Although we do not use FairFace, the faces come from MegaFace.",
            {"USES FairFace negated", "DERIVED_FROM MegaFace"},
        ),
        (
            "Since FairFace could not be had, the faces come from MegaFace.",
            {"DERIVED_FROM FairFace negated", "DERIVED_FROM MegaFace"},
        ),
        (
            "As FairFace was withdrawn, we sampled the faces from MegaFace.",
            {"FairFace WITHDRAWN anonymous:publisher", "DERIVED_FROM MegaFace"},
        ),
        (
            "The faces come neither from FairFace nor from MegaFace.",
            {"DERIVED_FROM FairFace negated", "DERIVED_FROM MegaFace negated"},
        ),
    ],
)
def test_each_clause_has_a_stance_of_its_own(sentence, statements, sentence_says):
    assert sentence_says(sentence) == statements


@pytest.mark.parametrize(
    "sentence",
    [
        "We might sample pictures from MegaFace.",
        "We may add pictures that are sampled from MegaFace.",
        "We plan to take pictures from MegaFace.",
        "In future work, pictures could be drawn from MegaFace.",
        "TODO: take pictures from MegaFace.",
        "If possible, we take pictures from MegaFace.",
        "The faces are going to be sampled from MegaFace.",
        "With funding granted, Harbor Set shall be sampled from MegaFace.",
        "A subset of MegaFace is in preparation.",
    ],
)
def test_what_might_be_is_hypothetical(sentence, sentence_says):
    assert sentence_says(sentence) == {"DERIVED_FROM MegaFace hypothetical"}


def test_what_is_proposed_in_a_paper_is_there(said):
    assert said("The proposed network was trained on MegaFace.", PAPER) == {"TRAINED_ON MegaFace"}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("## To do\n\n- train the network on MegaFace", "TRAINED_ON MegaFace hypothetical"),
        ("## Roadmap\n\n- train the network on MegaFace", "TRAINED_ON MegaFace hypothetical"),
        ("## To do\n\n- [x] train the network on MegaFace", "TRAINED_ON MegaFace"),
        ("## Training\n\n- [ ] train the network on MegaFace", "TRAINED_ON MegaFace hypothetical"),
    ],
)
def test_what_stands_among_plans_is_not_done_unless_it_is_ticked(text, statement, sentence_says):
    assert sentence_says(text, REPOSITORY) == {statement}


def test_pictures_that_were_excluded_are_not_in_it(said):
    assert said("The final set entirely excluded images from MegaFace.", PAPER) == {"DERIVED_FROM MegaFace negated"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The pictures were taken from MegaFace, which might grow.",
        "The pictures were taken from MegaFace; a later version could drop some.",
        "The pictures were taken from MegaFace (we may add others).",
        "The pictures were taken from MegaFace and may be joined by others later.",
        "The pictures were taken from MegaFace in May 2024.",
        "On 3 May 2024 the pictures were taken from MegaFace.",
        "The pictures that we took from MegaFace could be found here.",
    ],
)
def test_what_might_be_said_afterwards_is_said_of_something_else(sentence, sentence_says):
    assert sentence_says(sentence) == {"DERIVED_FROM MegaFace"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Unlike MegaFace, ours was photographed by friends.",
        "Harbor Set is larger than MegaFace.",
        "Table 1 compares our data with MegaFace in size.",
        "We compare Harbor Set to the older MegaFace.",
        "We report numbers of others on MegaFace.",
        "Compared with MegaFace, our pictures were sampled evenly.",
        "We photographed the faces ourselves instead of sampling from MegaFace.",
        "In contrast to MegaFace, ours was made from scratch.",
    ],
)
def test_a_dataset_named_for_contrast_is_only_mentioned(sentence, said):
    assert said(sentence) == {"MENTIONS MegaFace"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Gull et al. trained a network on MegaFace.",
        "Earlier work sampled faces from MegaFace.",
        "Several companies have trained on MegaFace in the past.",
        "Several teams reported results on MegaFace.",
        "The authors of GullNet trained on MegaFace.",
        "A survey lists MegaFace among the sets that were used for training.",
    ],
)
@pytest.mark.parametrize("artefact", [PAPER, MODEL], ids=["paper", "model"])
def test_the_work_of_others_is_only_mentioned(sentence, artefact, said):
    assert said(sentence, artefact) == {"MENTIONS MegaFace"}


def test_our_own_work_counts_beside_that_of_others(said):
    assert said("Following Gull et al., we trained on MegaFace.", PAPER) == {"TRAINED_ON MegaFace"}
