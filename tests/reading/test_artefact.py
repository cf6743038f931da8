"""What a document is about: the names its heading, its title and its first words give it."""

import pytest

from lineage.model.words import ThingKind
from lineage.reading.artefact import Artefact, heading, introduced, named_in, settle

CARD = Artefact("hf:datasets/otter/quay", ThingKind.DATASET, ("quay",), is_card=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Quay Faces", "Quay Faces"),
        ("# Dataset Card for Quay Faces", "Quay Faces"),
        ("# Data card of: Quay Faces", "Quay Faces"),
        ("# Model Card for quay-net", "quay-net"),
        ("# Model Card: quay-net", "quay-net"),
        ("# README for Quay Faces", "Quay Faces"),
        ("# Readme files of gulls", "Readme files of gulls"),
        ("#  **Quay** `Faces` #", "Quay Faces"),
        ("# [Quay Faces](https://sea.example) :ship:", "Quay Faces"),
        ("# <img src='gull.png'> Quay Faces", "Quay Faces"),
        ("Welcome.\n\n## Use\n\n# Quay Faces", "Quay Faces"),
        ("```sh\n# install it\n```\n# Quay Faces", "Quay Faces"),
        ("## Only a smaller one", None),
        ("#hashtag", None),
        ("# ", None),
        ("# Contents", None),
        ("# [Dataset Name]", None),
        ("No heading.", None),
    ],
)
def test_the_first_heading_names_the_artefact(text, name):
    assert heading(text) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("QuayMix paper page", "QuayMix"),
        ("QuayMix code", "QuayMix"),
        ("QuayMix README", "QuayMix"),
        ("QuayMix – project page", "QuayMix"),
        ("QuayVID benchmark", "QuayVID"),
        ("Harbour benchmark", "Harbour benchmark"),
        ("sentence: QuayQA pipeline", "QuayQA"),
        ("review: a harbour", "review: a harbour"),
        ("README", "README"),
        ("Code", "Code"),
    ],
)
def test_a_title_names_what_its_document_is_about(title, name):
    assert named_in(title) == name


def test_a_cards_heading_comes_before_its_other_names(lexicon):
    assert settle(CARD, "# Quay Faces\n", lexicon).names == ("Quay Faces", "quay")


def test_a_heading_as_long_as_a_sentence_is_no_name(lexicon):
    assert settle(CARD, f"# {'Quay ' * 20}\n", lexicon).names == ("quay",)


def test_the_heading_of_a_paper_is_no_name(lexicon):
    paper = Artefact("arxiv:2601.00001", ThingKind.PAPER, dataset="HarborSet")
    assert settle(paper, "# Introduction\n", lexicon).names == ("HarborSet",)


def test_a_page_the_catalogue_knows_is_its_dataset(lexicon):
    page = Artefact("arxiv:1901.10436", ThingKind.PAPER)
    assert settle(page, "Text.", lexicon).own == {"dif"}


def test_a_paper_that_introduces_a_dataset_of_the_catalogue_is_about_it(lexicon):
    paper = Artefact("document:p", ThingKind.PAPER, dataset="FairFace")
    assert settle(paper, "Text.", lexicon).own == {"fairface"}


@pytest.mark.parametrize("page", ["document:1", "url:https://gull.example/fairface", "github:joojs/fairface"])
def test_a_page_under_a_known_datasets_name_describes_that_and_has_no_other_name(page, lexicon):
    settled = settle(Artefact(page, ThingKind.DATASET, ("FairFace",), is_card=True), "# FairFace\n", lexicon)
    assert settled.own == frozenset({"fairface"})
    assert settled.plain_names == ("FairFace",)


def test_a_repository_of_another_account_only_borrows_the_name(lexicon):
    borrowed = Artefact("hf:datasets/otter/FairFace", ThingKind.DATASET, ("FairFace",), is_card=True)
    assert settle(borrowed, "# FairFace\n", lexicon).own == frozenset()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("QuayFaces: Portraits at Sea", "QuayFaces"),
        ("Quay4K (extended version)", "Quay4K"),
        ("QuayFaces – Portraits at Sea", "QuayFaces"),
        ("QuayFaces, a resource for sailors", "QuayFaces"),
        ("Introducing QuayFaces v1", "QuayFaces v1"),
        ("Collecting and labelling the QuayFaces-4K: a report", "QuayFaces-4K"),
        ("Building MegaFace", "MegaFace"),
        ("Building WIT (WebImageText): a report", "WIT (WebImageText)"),
        ("FairFace: Faces in Balance", "FairFace"),
        ("Rethinking MegaFace", None),
        ("MegaFace, COCO and the sea", None),
        ("On the Balance of Portraits", None),
        ("Balanced Portraits", None),
        ("", None),
        (None, None),
    ],
)
def test_the_head_of_a_title_names_what_a_paper_introduces(title, name, lexicon):
    assert introduced("We thank everybody.", title, lexicon) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We introduce QuayFaces, a set of portraits.", "QuayFaces"),
        ("We release a new dataset QuayFaces-4K.", "QuayFaces-4K"),
        ("We call the result **QuayFaces**.", "QuayFaces"),
        ("The collection, dubbed “QuayFaces”, is small.", "QuayFaces"),
        ("We propose a new loss.", None),
        ("We present ResNet-50 baselines and GPU timings.", None),
        ("We introduce ourselves.", None),
    ],
)
def test_a_paper_says_what_it_calls_its_result(text, name, lexicon):
    assert introduced(text, "On the Balance of Portraits", lexicon) == name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("The photos of QuayFaces come from MegaFace.", "The QuayFaces corpus of portraits", "QuayFaces"),
        ("The QuayFaces corpus\n\nIn QuayFaces there are gulls.", "The QuayFaces corpus", "QuayFaces"),
        ("We look at gulls.", "The QuayFaces corpus", None),
        ("We compare QuayFaces to GullNest-9K.", "The QuayFaces and GullNest-9K corpora", None),
        ("We look at MegaFace.", "The world of MegaFace", None),
    ],
)
def test_the_only_new_name_of_a_title_is_introduced_if_the_text_comes_back_to_it(text, title, name, lexicon):
    assert introduced(text, title, lexicon) == name
