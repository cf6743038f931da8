"""Names of the family as search queries: asked in groups, where an API can, instead of one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_EDITION = re.compile(r"(?:[-_ ](?:v?\d[\w.]*|HQ|XL|full|small|large))+$", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def or_groups(terms: Iterable[str], *, longest: int, most: int | None = None) -> Iterator[str]:
    """Phrases joined by OR, each query at most `longest` characters and `most` phrases; every term is in one of them.

    A quotation mark or backslash inside a name would end the phrase, and becomes a space. Terms that differ in case
    alone are asked once. A phrase that is too long by itself is left out: no search engine here could take it.
    """
    group: list[str] = []
    phrases = {phrase.casefold(): phrase for phrase in map(_phrase, terms) if 2 < len(phrase) <= longest}
    for phrase in phrases.values():
        if group and (len(" OR ".join([*group, phrase])) > longest or len(group) == most):
            yield " OR ".join(group)
            group = []
        group.append(phrase)
    if group:
        yield " OR ".join(group)


def _phrase(term: str) -> str:
    return '"' + " ".join(term.replace('"', " ").replace("\\", " ").split()) + '"'


def fewest(terms: Iterable[str]) -> list[str]:
    """Those terms that find all the others: "Gull Faces" as a phrase finds what says "Gull Faces v2", too."""
    words = {term: " ".join(["", *_WORD.findall(term.casefold()), ""]) for term in terms}
    shortest: list[str] = []
    for term in sorted(words, key=lambda term: (len(words[term]), term)):
        if words[term].strip() and not any(words[kept] in words[term] for kept in shortest):
            shortest.append(term)
    return sorted(shortest)


def spellings(name: str) -> list[str]:
    """How others may write a name: without its size or edition, its parts joined or apart.

    "GullNest-9K" is also met as "GullNest 9K", "GullNest" and "Gull Nest".
    """
    short = _EDITION.sub("", name)
    return list(dict.fromkeys((short, _INNER_CAPITAL.sub(" ", short))))
