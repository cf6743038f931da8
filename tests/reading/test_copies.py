"""Copies and originals: a page that hosts a dataset of the catalogue again is a copy, not the dataset."""

import pytest

from lineage.model.words import Predicate, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.document import read_text
from tests.reading.conftest import DATASET, MODEL, PAPER, REPOSITORY

NAMESAKE = Artefact("hf:datasets/otter/FairFace", ThingKind.DATASET, ("FairFace", "otter/FairFace"), is_card=True)
SOMEBODYS = Artefact("github:otter/FairFace", ThingKind.REPOSITORY, ("FairFace",), None, True, "FairFace")
ORIGINAL = Artefact(
    "github:computationalmedia/tour-cikm16", ThingKind.REPOSITORY, ("tour-cikm16",), None, True, "tour-cikm16"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "A mirror of FairFace.",
        "This is a re-upload of FairFace.",
        "Backup of the FairFace dataset, made before it moved.",
        "FairFace in parquet format.",
        "FairFace, converted to webdataset shards.",
        "We host FairFace here.",
        "A part of FairFace is mirrored below.",
        "All images of FairFace.",
        "The old link is dead, so I put FairFace here.",
        "This repository contains the FairFace dataset.",
    ],
)
@pytest.mark.parametrize("artefact", [DATASET, REPOSITORY], ids=["dataset", "repository"])
def test_what_lies_somewhere_again_is_a_copy(sentence, artefact, sentence_says):
    assert sentence_says(sentence, artefact) == {"COPY_OF FairFace"}


@pytest.mark.parametrize("artefact", [DATASET, REPOSITORY], ids=["dataset", "repository"])
def test_what_a_page_hosts_as_its_own_is_no_copy(artefact, said):
    text = "# Harbor Set\n\nThis repository hosts Harbor Set, our relabelled version of MegaFace."
    assert said(text, artefact) == {"DERIVED_FROM MegaFace"}


@pytest.mark.parametrize("artefact", [PAPER, MODEL], ids=["paper", "model"])
def test_papers_and_models_are_no_copies(artefact, said):
    assert said("A mirror of FairFace.", artefact) == {"MENTIONS FairFace"}


def test_a_copy_that_is_denied_is_negated(said):
    assert said("This is not a copy of FairFace.") == {"COPY_OF FairFace negated"}


@pytest.mark.parametrize(
    "text",
    ["# FairFace\n\nFairFace, packed in parquet format.", "# FairFace\n\nA mirror of FairFace for quick reading."],
)
@pytest.mark.parametrize("artefact", [NAMESAKE, SOMEBODYS], ids=["dataset", "repository"])
def test_a_namesake_that_calls_itself_a_copy_is_one(text, artefact, said):
    assert "COPY_OF FairFace" in said(text, artefact)


@pytest.mark.parametrize("artefact", [NAMESAKE, SOMEBODYS], ids=["dataset", "repository"])
def test_a_namesake_is_not_the_dataset_itself(artefact, lexicon):
    found = list(read_text("# FairFace\n\nA mirror of FairFace for quick reading.", artefact, lexicon))
    assert Predicate.SAME_AS not in {finding.predicate for finding in found}


def test_a_data_repository_of_another_owner_under_the_datasets_own_name_is_a_copy(said):
    assert said("# FairFace\n\nFairFace has faces of seven groups.", NAMESAKE) == {"COPY_OF FairFace"}


def test_a_namesake_that_denies_a_derivation_is_still_a_copy(said):
    told = said("# FairFace\n\nNo labels here were derived from FairFace.", NAMESAKE)
    assert "COPY_OF FairFace" in told


def test_a_namesake_that_says_what_it_made_of_the_dataset_is_no_copy(said):
    told = said("# FairFace\n\nWe provide CLIP embeddings extracted from FairFace.", NAMESAKE)
    assert told == {"DERIVED_FROM FairFace"}


def test_a_page_that_is_in_no_account_may_be_the_original(said):
    page = Artefact("url:https://gull.example/fairface", ThingKind.DATASET, ("FairFace",), is_card=True)
    assert said("# FairFace\n\nFairFace has faces of seven groups.", page) == set()


def test_the_page_that_introduces_a_dataset_is_the_dataset(lexicon):
    found = list(read_text("# tour-cikm16\n\nThe tours of tour-cikm16 were derived from YFCC100M.", ORIGINAL, lexicon))
    assert {(finding.predicate, finding.object) for finding in found} == {
        (Predicate.DERIVED_FROM, "name:YFCC100M"),
        (Predicate.SAME_AS, "name:tour-cikm16"),
    }


@pytest.mark.parametrize(
    "sentence", ["A mirror of tour-cikm16 is kept elsewhere.", "A part of tour-cikm16 is mirrored elsewhere."]
)
def test_the_page_that_introduces_a_dataset_is_no_copy_of_it(sentence, said):
    assert not [line for line in said(sentence, ORIGINAL) if line.startswith("COPY_OF")]
