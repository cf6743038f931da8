"""Names are asked in groups: as few requests as the API's bounds allow, and no name forgotten."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.sources.queries import fewest, or_groups, spellings


def test_as_many_names_as_fit_share_a_query():
    assert list(or_groups(["Gull Faces", "Pier 10k", "Heron"], longest=40)) == ['"Gull Faces" OR "Pier 10k" OR "Heron"']
    assert list(or_groups(["Gull Faces", "Pier 10k", "Heron"], longest=30)) == ['"Gull Faces" OR "Pier 10k"', '"Heron"']


def test_an_api_may_bound_the_number_of_operators():
    assert list(or_groups("abc", longest=99, most=2)) == ['"a" OR "b"', '"c"']


def test_one_name_in_two_cases_is_asked_once():
    assert len(list(or_groups(["Heron", "HERON", "heron"], longest=99))) == 1


def test_a_name_cannot_break_out_of_its_phrase():
    assert list(or_groups(['gull" OR stars:>1 \\'], longest=99)) == ['"gull OR stars:>1"']


@given(st.lists(st.text(min_size=1, max_size=20), max_size=30), st.integers(25, 80), st.integers(1, 6))
def test_every_name_is_in_one_query_and_every_query_within_bounds(names, longest, most):
    queries = list(or_groups(names, longest=longest, most=most))
    asked = [phrase.casefold() for query in queries for phrase in re.findall(r'"([^"]*)"', query)]
    wanted = {" ".join(re.sub(r'["\\]', " ", name).split()).casefold() for name in names} - {""}

    assert all(len(query) <= longest and query.count('"') <= 2 * most for query in queries)
    assert set(asked) == wanted
    assert len(asked) == len(wanted)


def test_a_name_inside_a_longer_one_is_enough_to_find_both():
    assert fewest(["Gull Faces v2", "Gull Faces", "GullFaces", "Heron (Gull-Faces)", "!"]) == [
        "Gull Faces",
        "GullFaces",
    ]


def test_a_part_of_a_word_finds_nothing():
    assert fewest(["Gull", "Gullfoss"]) == ["Gull", "Gullfoss"]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("GullNest-9K", ["GullNest", "Gull Nest"]),
        ("Pier Views v2", ["Pier Views"]),
        ("quay_boxes_full", ["quay_boxes"]),
        ("HarborSetHQ", ["HarborSetHQ", "Harbor SetHQ"]),
        ("Heron256", ["Heron256"]),
    ],
)
def test_others_may_write_a_name_without_its_edition_or_with_its_words_apart(name, ways):
    assert spellings(name) == ways
