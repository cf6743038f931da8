"""Every form of a word, with what it may be."""

import pytest

from lineage.reading.syntax.lexemes import NOTHING, lexeme
from lineage.reading.words.table import forms, plurals


@pytest.mark.parametrize(
    ("word", "kind", "name"),
    [
        ("sampled", "ed", "take"),
        ("drew", "past", "take"),
        ("drawn", "ed", "take"),
        ("cropping", "ing", "rework"),
        ("trains", "s", "learn"),
        ("derive", "base", "take"),
        ("re-annotated", "ed", "rework"),
        ("fine-tuned", "ed", "learn"),
    ],
)
def test_a_form_of_a_verb_is_in_its_class(word, kind, name):
    assert kind in lexeme(word).forms
    assert name in lexeme(word).verb


@pytest.mark.parametrize(
    ("word", "name"), [("subsets", "part"), ("corpora", "data"), ("face-crops", "crop"), ("embeddings", "features")]
)
def test_a_noun_is_in_its_class_in_the_plural_and_in_compounds(word, name):
    assert name in lexeme(word).noun


@pytest.mark.parametrize("word", ["read", "relic", "prelude"])
def test_a_prefix_is_taken_off_only_what_is_left_a_word(word):
    assert lexeme(word).verb == lexeme(word).verb - {"take", "rework"}


def test_an_unknown_word_is_nothing():
    assert lexeme("gullwing") is NOTHING


def test_english_spelling_gives_the_forms_that_are_not_given():
    assert dict(forms("tidy"))["tidied"] == "ed"
    assert dict(forms("crop"))["cropped"] == "ed"
    assert dict(forms("take/took/taken/taking"))["took"] == "past"
    assert plurals("story/stories") == [("story", False), ("stories", True)]
