"""Abstracts that come as an inverted index, and quotes out of them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.reading.inverted import unfold
from lineage.reading.view import View

HARBOR = {"from": [3], "Harbor": [0], "Set": [1], "comes": [2], "YFCC100M.": [4]}
WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1), min_size=1)


def test_words_stand_at_their_places():
    assert unfold(HARBOR) == "Harbor Set comes from YFCC100M."


def test_a_word_may_stand_at_several_places():
    assert unfold({"gulls": [1, 3], "of": [2], "Gulls": [0]}) == "Gulls gulls of gulls"


def test_places_may_have_gaps():
    assert unfold({"Quay": [7], "Masks": [1_000_000_000_000]}) == "Quay Masks"


@given(words=WORDS)
def test_what_was_taken_apart_is_put_together_again(words):
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    assert unfold(index) == " ".join(words)


@pytest.mark.parametrize("other", [None, {}, [], "text", 7, {"a": 1}, {"a": ["0"]}, {"a": [True]}, {"a": [0], "b": {}}])
def test_anything_else_is_no_index(other):
    assert unfold(other) is None


def test_a_locator_counts_characters_of_the_text_that_the_index_stands_for():
    view = View(json.dumps({"abstract_inverted_index": HARBOR}).encode(), "application/json")
    assert view.quoted("/abstract_inverted_index#char=0,10") == "Harbor Set"
    assert view.at("/abstract_inverted_index") == "Harbor Set comes from YFCC100M."


def test_an_object_that_is_no_index_is_shown_as_it_is():
    view = View(b'{"places": {"quay": 7}}', "application/json")
    assert view.at("/places") == '{"quay": 7}'
