"""A human's word on a pair of names is laid over what is declared and guessed."""

from __future__ import annotations

from lineage.resolve.identities import resolve
from tests.graph.making import same
from tests.making import claim
from tests.resolve.making import declared_same, named, subjects

FIRST, SECOND = "hf:datasets/acme/prettyfaces", "hf:datasets/other/prettyfaces"
NAME = "name:dataset/prettyfaces"
APART = [claim(FIRST), claim(SECOND)]
TOGETHER = [declared_same(FIRST, SECOND), claim(SECOND)]


def test_yes_joins_two_things(no_catalogue):
    assert subjects(APART, no_catalogue, [same("yes", FIRST, SECOND)]) == [FIRST, FIRST]


def test_no_parts_what_a_page_declared_the_same(no_catalogue):
    assert subjects(TOGETHER, no_catalogue) == [FIRST, FIRST]
    assert subjects(TOGETHER, no_catalogue, [same("no", FIRST, SECOND)]) == [FIRST, SECOND]


def test_no_holds_whichever_way_round_the_pair_is_given(no_catalogue):
    assert subjects(TOGETHER, no_catalogue, [same("no", SECOND, FIRST)]) == [FIRST, SECOND]


def test_no_keeps_a_name_from_its_unique_bearer(no_catalogue):
    claims = [named(FIRST, "Pretty Faces"), claim("name:Pretty Faces")]

    assert subjects(claims, no_catalogue, [same("no", NAME, FIRST)]) == [FIRST, NAME]


def test_yes_chooses_among_the_candidates_of_a_name(no_catalogue):
    claims = [*APART, claim("name:Pretty Faces")]

    assert subjects(claims, no_catalogue, [same("yes", NAME, SECOND)]) == [FIRST, SECOND, SECOND]


def test_unsure_changes_nothing(no_catalogue):
    assert subjects(TOGETHER, no_catalogue, [same("unsure", FIRST, SECOND)]) == [FIRST, FIRST]


def test_the_newest_word_on_a_pair_counts(no_catalogue):
    changed_mind = [same("no", FIRST, SECOND), same("yes", FIRST, SECOND)]

    assert subjects(APART, no_catalogue, changed_mind) == [FIRST, FIRST]
    assert subjects(APART, no_catalogue, changed_mind[::-1]) == [FIRST, SECOND]


def test_the_newest_word_counts_even_when_it_names_the_pair_the_other_way_round(no_catalogue):
    back_and_forth = [same("no", FIRST, SECOND), same("yes", SECOND, FIRST), same("no", FIRST, SECOND)]

    assert subjects(APART, no_catalogue, back_and_forth) == [FIRST, SECOND]


def test_references_may_be_written_in_any_case(no_catalogue):
    shouted = same("yes", FIRST.upper().replace("HF:DATASETS", "hf:datasets"), SECOND)

    assert subjects(APART, no_catalogue, [shouted]) == [FIRST, FIRST]


def test_a_judgement_on_things_that_nobody_names_any_more_is_no_error(no_catalogue):
    found = resolve(APART, no_catalogue, [same("no", "hf:datasets/gone/away", FIRST)])

    assert found.members[FIRST] == [FIRST]
