"""Canonical JSON: equal values give equal bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.model.base import canonical, canonical_texts, sha256

WHOLE = 2**53 - 1
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-WHOLE, WHOLE) | st.floats(-1e15, 1e15) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def shuffled(value):
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(VALUES)
def test_the_order_of_fields_makes_no_difference(value):
    assert canonical(shuffled(value)) == canonical(value)


@settings(deadline=None)
@given(VALUES)
def test_a_value_written_and_read_back_is_written_the_same(value):
    assert canonical(json.loads(canonical(value))) == canonical(value)


@settings(deadline=None)
@given(VALUES)
def test_a_canonical_value_is_one_line(value):
    assert len(canonical(value).splitlines()) == 1


@settings(deadline=None)
@given(st.lists(st.text()))
def test_a_list_of_texts_is_written_the_same_the_quick_way(texts):
    assert canonical_texts(texts) == canonical(texts)


def test_every_character_that_json_escapes_is_written_the_same_the_quick_way():
    texts = [chr(code) for code in range(0x300)] + ["\u2028", "\u2029", "\ufeff", "\U0001f426"]

    assert canonical_texts(texts) == canonical(texts)


def test_half_a_character_is_refused_the_quick_way_too():
    for write in (canonical, canonical_texts):
        with pytest.raises(ValueError):
            write(["\ud800"])


def test_a_whole_number_is_written_as_one_however_it_was_read():
    assert canonical({"n": 1.0}) == canonical({"n": 1}) == b'{"n":1}'


def test_different_values_differ():
    assert canonical({"n": "1"}) != canonical({"n": 1})
    assert canonical([]) != canonical({})
    assert canonical(None) != canonical("null")


def test_letters_outside_ascii_stay_as_they_are():
    assert canonical({"name": "多样性"}) == '{"name":"多样性"}'.encode()


def test_a_hash_is_lower_case_hexadecimal():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
