"""Alternatives are asked in as few questions as an address can hold."""

from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from lineage.sources.openalex.listing import questions

NAMES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), max_size=300)


def asked(alternatives, bucket="search"):
    return list(questions("field", alternatives, bucket, 1))


@given(NAMES)
def test_every_alternative_is_asked_once_in_an_address_that_openalex_takes(names):
    found = asked(names)
    assert [name for question in found for name in question.alternatives] == list(dict.fromkeys(names))
    for question in found:
        assert len(urlencode({"filter": question.joint.join(question.alternatives)})) < 3_900
        assert len(question.alternatives) <= 100


def test_a_hundred_works_are_one_question():
    assert [len(question.alternatives) for question in asked((f"W{n}" for n in range(250)), "list")] == [100, 100, 50]


def test_searches_are_joined_by_words_and_lists_by_bars():
    assert [question.joint for bucket in ("search", "list") for question in asked(["a"], bucket)] == [" OR ", "|"]


def test_halves_hold_what_the_whole_did():
    (whole,) = asked(["a", "b", "c"])
    first, second = whole.halves()
    assert (first.alternatives, second.alternatives) == (("a",), ("b", "c"))
    assert (first.field, first.bucket, first.pages) == (whole.field, whole.bucket, whole.pages)
