"""Phrases: where a noun phrase begins and ends, what its head is, and what stands in a group of verbs."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from lineage.reading.syntax.words import Word

_INSIDE = frozenset({"N", "ADJ", "NUM", "DET", "-", "/", "%", "~", "+", "#", "$"})
_BEFORE = frozenset({*_INSIDE, "ADV"})
_VERBAL = frozenset({"V", "BE", "HAVE", "DO", "MODAL", "NOT", "ADV"})


def left_edge(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase around the word `at` begins."""
    begin = at
    while begin > 0:
        word = words[begin - 1]
        if word.tag == "DET":
            return _before_determiner(words, begin - 1)
        if (
            word.tag in ("'s", "’s")
            or word.text in ("'s", "’s", "'", "’")
            or word.tag in ("N", "ADJ", "NUM", "-", "/", "%", "~", "+")
        ):
            begin -= 1
        elif word.tag == "ADV" and words[begin].tag == "ADJ" and begin > 1 and words[begin - 2].tag in ("DET", "ADJ"):
            begin -= 1  # "the publicly available X"
        else:
            break
    while words[begin].tag in ("-", "/", "+", "%", "~") and begin < at:
        begin += 1
    return begin


def _before_determiner(words: Sequence[Word], at: int) -> int:
    """The phrase takes in what stands before its article: "all the", "no such", "of" excluded."""
    while (at > 0 and words[at - 1].tag in ("DET", "NUM")) or (at > 0 and words[at - 1].text.casefold() == "no"):
        at -= 1
    return at


def right_edge(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase around the word `at` ends (exclusive)."""
    end = at + 1
    while end < len(words):
        word = words[end]
        if word.tag in ("N", "NUM") or word.text in ("'s", "’s"):
            end += 1
        elif word.tag in ("-", "/") and end + 1 < len(words) and words[end + 1].tag in ("N", "NUM"):
            end += 2
        elif word.tag == "ADJ" and end + 1 < len(words) and words[end + 1].tag in ("N", "ADJ"):
            end += 1
        else:
            break
    return end


def head(words: Sequence[Word], begin: int, end: int) -> int:
    """The word that the phrase is about: its last noun."""
    for at in range(end - 1, begin - 1, -1):
        if words[at].tag == "N":
            return at
    return max(begin, end - 1)


@dataclass(frozen=True)
class Verb:
    """A group of verbs: "was then not sampled". `at` is its main verb, `begin` where the group begins."""

    begin: int
    at: int
    passive: bool
    participle: bool
    """Without a subject and auxiliary of its own: "images sampled from", "by sampling", "to sample"."""
    infinitive: bool
    negated: bool
    modal: str


def verb_group(words: Sequence[Word], at: int) -> Verb:
    """The group whose main verb, or form of "be", is the word `at`."""
    begin, be, have, finite, negated, modal = at, False, False, False, False, ""
    while begin > 0 and words[begin - 1].tag in _VERBAL - {"V"}:
        word = words[begin - 1]
        be, have = be or word.tag == "BE", have or word.tag == "HAVE"
        finite = finite or word.tag in ("BE", "HAVE", "DO", "MODAL")
        negated = negated or word.tag == "NOT" or word.text.casefold() == "cannot"
        modal = word.text.casefold() if word.tag == "MODAL" else modal
        begin -= 1
    before = words[begin - 1].text.casefold() if begin > 0 else ""
    main = words[at]
    infinitive = (before == "to" and main.form in ("base", "") and not finite) or (before == "to" and be)
    passive = main.form == "ed" and be
    said_of = begin > 0 and words[begin - 1].tag == "PR"  # "we sampled" is no participle
    participle = not finite and not said_of and main.form in ("ing", "ed")
    return Verb(begin, at, passive, participle, infinitive, negated, modal)


def next_verb(words: Sequence[Word], at: int, stop: int, seen: Set[int]) -> int | None:
    """The first finite verb, or form of "be", from `at` on, over the relative clauses and phrases between."""
    depth = 0
    for place in range(at, stop):
        word = words[place]
        if word.tag == "(":
            depth += 1
        elif word.tag == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and word.tag in ("V", "BE", "HAVE", "MODAL", "DO"):
            found = main_verb(words, place, stop)
            if found not in seen:
                return found
        elif depth == 0 and word.tag in (";", ".", ":", "?"):
            return None
    return None


def main_verb(words: Sequence[Word], at: int, stop: int) -> int:
    """The main verb of the group that begins at `at`: "has not been used" is about "used"."""
    main = at
    for place in range(at, stop):
        word = words[place]
        if word.tag == "V":
            return place
        if word.tag not in ("BE", "HAVE", "MODAL", "DO", "NOT", "ADV"):
            break
        if word.tag in ("BE", "HAVE", "DO", "MODAL"):
            main = place
    return main
