"""What a text speaks of: the general words of our field, and any words one looks for."""

from __future__ import annotations

import re
from functools import cache

from lineage.reading.words.table import table


def spoken_of(text: str) -> int:
    """How many general words of our field a text has."""
    words, phrases, others = _general()
    folded = text.casefold()
    found = words.intersection((_PLAIN if folded.isascii() else _LATIN).findall(folded))
    told = [phrase for phrase in phrases if phrase in folded and _alone(phrase).search(folded)]
    return len(found) + len(told) + sum(word in text for word in others)


_LATIN, _PLAIN = re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")
"""Words; and the same of a text in small ASCII letters, in half the time."""


@cache
def _general() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The general words of our field: single ones, those of several words, and those of other scripts."""
    words = {word.casefold() for word in table("doubt")["around"]}
    single = frozenset(word for word in words if _LATIN.fullmatch(word) and word.isascii())
    several = tuple(sorted(word for word in words - single if word.isascii()))
    return single, several, tuple(word for word in words if not word.isascii())


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text, large or small."""
    folded = text.casefold()
    return any(
        word in folded and (not word.isascii() or _alone(word).search(folded)) for word in map(str.casefold, words)
    )


@cache
def _alone(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])")
