"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from lineage.model.counting import count


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 photos"), (1, "1 photo"), (2, "2 photos"), (1234, "1,234 photos")]
)
def test_a_noun_follows_its_number(number, words):
    assert count(number, "photo") == words


@pytest.mark.parametrize(("number", "words"), [(1, "1 copy is"), (2, "2 copies are")])
def test_what_does_not_end_in_s_is_said(number, words):
    assert count(number, "copy is", "copies are") == words
