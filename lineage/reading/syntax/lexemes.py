"""The lexicon: every form of every verb and noun of `words/`, with the classes it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lineage.reading.words.table import forms, plurals, table

_PREFIX = re.compile(
    r"^(?:re|pre|sub|over|auto|hand|human|machine|crowd|semi|co|self|post|cross|un|non|multi|bi|meta)-?"
)
_NOT_CUT = 4
"""Fewer letters than this are left of no word: "read" is not "re-ad"."""


@dataclass(frozen=True, eq=False)  # each is made once: compared as itself, it can be looked up at no cost
class Lexeme:
    """What one written form may be: verb forms (`base`, `s`, `ed`, `ing`) with their classes, and noun classes."""

    verb: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    plural: bool = False


NOTHING = Lexeme()


@lru_cache(maxsize=8192)
def lexeme(word: str) -> Lexeme:
    """What a word, in small letters, may be; with a prefix it is what it is without: "re-annotated".

    Kept, as texts repeat their words.
    """
    known = _lexicon()
    found = known.get(word) or known.get(word.replace("-", ""))
    if found is None and (match := _PREFIX.match(word)) and len(word) - match.end() >= _NOT_CUT:
        found = known.get(word[match.end() :])
    if found is None and "-" in word:  # "face-crops", "image-text pairs": what a compound is, its last part says
        last = known.get(word.rpartition("-")[2])
        found = Lexeme(noun=last.noun, plural=last.plural) if last else None
    return found or NOTHING


@cache
def _lexicon() -> Mapping[str, Lexeme]:
    verbs: dict[str, tuple[set[str], set[str]]] = {}
    for name, words in table("verbs").items():
        for word in words:
            for form, how in forms(word):
                classes, found = verbs.setdefault(form, (set(), set()))
                classes.add(name)
                found.add(how)
    nouns: dict[str, tuple[set[str], bool]] = {}
    for name, words in table("nouns").items():
        for word in words:
            for form, many in plurals(word):
                nouns.setdefault(form, (set(), many))[0].add(name)
    empty: Any = (set(), set())
    return {
        form: Lexeme(
            frozenset(verbs.get(form, empty)[0]), frozenset(verbs.get(form, empty)[1]),
            frozenset(nouns.get(form, empty)[0]), bool(nouns.get(form, (set(), False))[1]),
        )
        for form in verbs.keys() | nouns.keys()
    }  # fmt: skip


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The lists of `function.yaml`, prepositions of several words left aside."""
    return {name: frozenset(words) for name, words in table("function").items() if isinstance(words, list)}


@cache
def phrases() -> Mapping[tuple[str, ...], str]:
    """Several words that stand for one preposition: ("out", "of") is "from"."""
    return {tuple(str(words).split()): str(one) for words, one in table("function")["phrases"].items()}


@cache
def phrase_beginnings() -> frozenset[str]:
    """The first words of `phrases`: most words begin none."""
    return frozenset(words[0] for words in phrases())
