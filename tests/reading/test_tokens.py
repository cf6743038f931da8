"""Names found in a text whatever their case and punctuation, and only where they stand alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.model.references import name_key
from lineage.reading.tokens import Keys, find_keys, proper

KEYS = {"harborset": False, "harborset2": False, "harbor": True, "gullnest9k": False, "bluebay": True, "a1": False}
FRAGMENTS = [
    "HarborSet",
    "Harbor Set",
    "harbor-set",
    "Gull_Nest 9K",
    "2",
    "-",
    " ",
    "\n",
    ".",
    "_",
    "港",
    "é",
    "\x00",
    "x",
]


def names(text):
    return [hit.text for hit in find_keys(text, Keys(KEYS))]


@pytest.mark.parametrize(
    "written",
    ["HarborSet", "harborset", "HARBORSET", "Harbor-Set", "Harbor Set", "harbor_set", "Harbor  Set", "Harbor\nSet"],
)
def test_case_and_punctuation_make_no_difference(written):
    assert names(f"photos of {written} here") == [written]


@pytest.mark.parametrize(
    "written", ["(HarborSet)", "**HarborSet**", "HarborSet's", "`HarborSet`", "\u201cHarborSet\u201d", "HarborSet."]
)
def test_what_stands_around_a_name_is_not_part_of_it(written):
    assert names(written) == ["HarborSet"]


@pytest.mark.parametrize(
    "compound", ["RefHarborSet", "Micro-HarborSet", "HarborSet-Recap", "HarborSetting", "HarborSet7", "7HarborSet"]
)
def test_a_part_of_a_longer_name_is_not_the_name(compound):
    assert names(f"We use {compound} here.") == []


@pytest.mark.parametrize("written", ["Harbor (Set)", "Harbor Set (2)", "Gull Nest (9K)"])
def test_a_name_may_end_in_brackets(written):
    assert names(f"photos of {written} here") == [written]


@pytest.mark.parametrize("written", ["HarborSet (2 parts)", "HarborSet (2", "HarborSet (x)", "(see HarborSet)"])
def test_brackets_with_something_else_are_not_part_of_a_name(written):
    assert names(written) == ["HarborSet"]


@pytest.mark.parametrize("phrase", ["HarborSet-based", "HarborSet-derived", "HarborSet-style", "HarborSet-only"])
def test_a_compound_that_only_says_how_it_relates_is_the_name(phrase):
    assert names(f"a {phrase} list") == ["HarborSet"]


def test_the_longest_name_counts():
    assert names("HarborSet-2 and HarborSet") == ["HarborSet-2", "HarborSet"]


def test_words_apart_must_be_capitalised_where_the_key_asks_for_it():
    assert names("from Blue Bay") == ["Blue Bay"]
    assert names("in a blue bay") == []


def test_a_paragraph_ends_a_name():
    assert names("Harbor\n\nSet") == ["Harbor"]


@pytest.mark.parametrize(
    ("name", "is_proper"),
    [("Mega Face", True), ("mega face", False), ("Mega face", False), ("megaface", True), ("Bay of Gulls", True)],
)
def test_a_name_in_several_words_is_proper_when_its_longer_words_are_capitalised(name, is_proper):
    assert proper(name) is is_proper


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8)).map("".join))
def test_hits_never_overlap_and_are_the_text_at_their_place(text):
    hits = list(find_keys(text, Keys(KEYS)))
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))


@pytest.mark.parametrize("name", ["Justus Liebig University Gießen", "Council for Scientiﬁc Research"])
def test_a_letter_that_stands_for_two_hides_no_name(name):
    (hit,) = find_keys(f"at {name} in spring", Keys({name_key(name): True}))
    assert hit.text == name
