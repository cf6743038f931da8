"""What a text speaks of: the general words of our field, and any words one looks for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from lineage.reading.words.table import table


@lru_cache(maxsize=16)
def spoken_of(text: str) -> int:
    """How many general words of our field a text has. The last answers are kept: one text is asked for many names."""
    words, phrases, others = _general()
    folded = text.casefold()
    spoken = set((_PLAIN if folded.isascii() else _LATIN).findall(folded))
    begun = (phrase for first in phrases.keys() & spoken for phrase in phrases[first] if phrase in folded)
    told = [phrase for phrase in begun if _alone(phrase).search(folded)]
    return len(words & spoken) + len(told) + (0 if text.isascii() else sum(word in text for word in others))


_LATIN, _PLAIN = re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")
"""Words; and the same of a text in small ASCII letters, in half the time."""


@cache
def _general() -> tuple[frozenset[str], dict[str, list[str]], tuple[str, ...]]:
    """The general words of our field: single ones, those of several words by the first, and those of other scripts."""
    words = {word.casefold() for word in table("doubt")["around"]}
    single = frozenset(word for word in words if _LATIN.fullmatch(word) and word.isascii())
    several: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(word for word in words - single if word.isascii()):
        several[_LATIN.findall(phrase)[0]].append(phrase)
    return single, dict(several), tuple(word for word in words if not word.isascii())


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text, large or small."""
    folded = text.casefold()
    return any(
        word in folded and (not word.isascii() or _alone(word).search(folded)) for word in map(str.casefold, words)
    )


@cache
def _alone(phrase: str) -> re.Pattern[str]:
    """The phrase with no word running on at either side; it comes first, as what is literal is found much faster."""
    literal = re.escape(phrase)
    return re.compile(rf"{literal}(?<![^\W_]{literal})(?![^\W_])")
