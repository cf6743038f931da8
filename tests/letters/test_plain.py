"""Plain letters: strangers' text is one line, and no line of it passes for the letter's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.letters.plain import WIDTH, one_line, wrapped

OURS = re.compile(r"\d+\. |[A-Z]\w*: |   \d+\.\d+ |   \([a-z]\) |   - ")
FRAGMENTS = ["4. How you can answer", "3.9 Others", "(a) Done.", "From: Mallory", "- all", "> ", "\n", "\r\n", "x" * 90,
             "\u2028", "\u202e", "word", "9.", "Items: 7", "\x1b[2J"]  # fmt: skip


@pytest.mark.parametrize("text", ["a\nb", "a\r\n b", "a\u2028b", "a\x0bb", "a\u00a0b", " a\tb "])
def test_line_breaks_of_every_kind_become_a_space(text):
    assert one_line(text) == "a b"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\x1b", "\x00", "\u200b", "\ud800"])
def test_what_cannot_be_seen_is_shown(character):
    assert one_line(f"a{character}b") == "a�b"


def test_a_long_line_is_wrapped_under_its_mark():
    first, second = wrapped(f"   (a) {'word ' * 20}").splitlines()

    assert len(first) <= WIDTH
    assert second.startswith("       word")


def test_a_quotation_keeps_its_sign_on_every_line():
    lines = wrapped(f"    > {'word ' * 40}").splitlines()

    assert len(lines) == 3
    assert all(line.startswith("    > word") for line in lines)


def test_an_address_of_the_web_stays_whole():
    url = f"https://gull.example/{'a' * 100}"

    assert url in wrapped(f"   Where: {url}").split()


def test_a_citation_is_not_torn():
    assert "Art.\n" not in wrapped(" ".join(["of Art. 17(1) and §"] * 30 + ["5"]))


@given(parts=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=12))
@pytest.mark.parametrize("lead", ["To: ", "   3.1 ", "   (a) ", "   - ", "           > ", "   We write for "])
def test_a_value_never_starts_a_line_that_looks_like_the_letters_own(lead, parts):
    first, *others = wrapped(f"{lead}{one_line(' '.join(parts))}.").splitlines()

    assert first.startswith(lead.rstrip())
    assert [line for line in others if OURS.match(line)] == []
