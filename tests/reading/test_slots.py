"""Patterns of the tables: letters for slots, and many of them sought as one."""

import re

import pytest

from lineage.reading.slots import OBJECT, OTHER, SELF, any_of, slotted, small
from lineage.reading.words.table import table

LINES = [(name, line) for name in ("stance", "copying") for lines in table(name).values() for line in lines]


def test_capitals_that_stand_alone_are_slots():
    assert slotted(r"\bO\s+and\s+D in S's OLD set") == rf"\b{OBJECT}\s+and\s+{OTHER} in {SELF}'s OLD set"


def test_what_begins_at_a_words_edge_does_so_in_the_whole_too():
    either = any_of([r"\bgulls?\b", r"n't\b", r"^\W*if\b"])

    assert [bool(either.search(text)) for text in ("two gulls", "seagulls", "isn't", "* if so", "as if")] == [
        True, False, True, True, False,
    ]  # fmt: skip


def test_lines_are_sought_in_small_letters_whatever_the_slots():
    either = any_of([r"\bmay(?:be)?\b", r"without\s+O"])

    texts = ("It MAY be", "In May", "Maybe", f"WITHOUT {OBJECT}", f"with {OBJECT}")
    assert [bool(either.search(small(text))) for text in texts] == [
        True, False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_line_has_no_capitals_but_slots(name, line):
    assert not re.search("[A-Z]", slotted(re.sub(r"\\[A-Z]", "", line)))


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_line_that_begins_at_a_words_edge_says_one_thing(name, line):
    r"""Of `\bone|two` the edge would count for both."""
    inner = re.sub(r"\\.|\[[^\]]*\]", "", line)
    while (without := re.sub(r"\([^()]*\)", "", inner)) != inner:
        inner = without

    assert not (line.startswith(r"\b") and "|" in inner), name
