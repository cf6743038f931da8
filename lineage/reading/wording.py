"""The wording around a name as signs to weigh: the words next to it, pairs of words, the words of heading and title.

The signs of `syntax.signs` speak in concepts, so that a verb counts as its class does; these speak in words, and know
what the lexicons don't. Words are cut to six letters, which takes most inflections off; names are slots.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from lineage.reading.slots import OBJECT, OTHER, SELF

_TOKEN = re.compile(rf"[{OBJECT}{SELF}{OTHER}]|[A-Za-z]+|\d+|[^\s\w]")
_PLAIN = re.compile(r"[a-z]+")
_NOT_ONLY = re.compile(r"\bnot\s+(?:only|just|merely)\b")
"""What denies nothing."""
_STEM, _LONGEST = 6, 400
_BESIDE, _AROUND, _WIDE = 4, 10, 12
"""Words so far from the name: told apart by their place, paired, told apart by their side."""


def wording_signs(masked: str, heading: str, title: str) -> list[str]:
    """The signs of a masked sentence (see `slots`) under a heading in a document of that title."""
    words, found = _words(masked), [*_over_it("heading", heading), *_over_it("title", title)]
    if OBJECT in words:
        at = words.index(OBJECT)
        near = words[max(0, at - _AROUND) : at + _AROUND]
        found += [f"pair={one} {two}" for one, two in itertools.pairwise(near)]
        found += [*_beside(words, at), *_sides(words, at)]
    return found


@lru_cache(maxsize=256)
def _over_it(place: str, text: str) -> tuple[str, ...]:
    """The words of a heading or title; kept, as it stands over many sentences."""
    return tuple(f"{place}={word}" for word in _words(text) if word.isalpha())


@lru_cache(maxsize=512)
def said_signs(text: str) -> frozenset[str]:
    """Every word of a sentence, wherever it stands; kept, as a sentence is asked for each of its names."""
    return frozenset([f"said={stem}" for stem in stems(text)])


def stems(text: str) -> Iterator[str]:
    """The words of a text, cut to stems."""
    yield from (word[:_STEM] for word in _PLAIN.findall(_denying(text.casefold())))


def _beside(words: tuple[str, ...], at: int) -> list[str]:
    near = range(max(0, at - _BESIDE), min(len(words), at + _BESIDE + 1))
    return [f"{place - at:+d}={words[place]}" for place in near if place != at]


def _sides(words: tuple[str, ...], at: int) -> list[str]:
    left, right = words[max(0, at - _WIDE) : at], words[at + 1 : at + _WIDE]
    return [f"left={word}" for word in left if word.isalpha()] + [f"right={word}" for word in right if word.isalpha()]


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text around its slot, cut to stems; numbers are all alike."""
    at = text.find(OBJECT)
    piece = text[max(0, at - _LONGEST) : at + _LONGEST] if at >= 0 else text[:_LONGEST]
    return tuple(map(_stem, _TOKEN.findall(_denying(piece))))


def _denying(text: str) -> str:
    """The text without what only looks like a denial."""
    return _NOT_ONLY.sub(" ", text) if "not" in text else text


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A slot stays what it is: folded, it would be another letter."""
    if word.isdigit():
        return "#"
    return word.casefold()[:_STEM] if word.isascii() else word
