"""Names of the family as search queries: asked in groups, where an API can, instead of one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


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
