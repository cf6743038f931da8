"""Names without the word that says what they name: "GullNest" of "GullNest-Dataset" and of "the GullNest toolkit"."""

from __future__ import annotations

import re

from lineage.reading.lexicon import Lexicon

_SET = r"data[\s_-]?sets?|data\s?base|corpus|collection|benchmark"
_KIND = re.compile(
    rf"(?:[\s_-]+(?:{_SET}|toolkit|api|code|repo(?:sitory)?|project|challenge))+\Z",
    re.IGNORECASE,
)
_SPOKEN = re.compile(rf"\s+(?:{_SET})\Z", re.IGNORECASE)
_SHAPE = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")
_SHORTEST = 3


def as_spoken(name: str) -> str:
    """A name without what a sentence says behind it: "the Gulls corpus" is Gulls, whatever Gulls looks like."""
    return _SPOKEN.sub("", name)


def kindless(name: str) -> str:
    """A name without such words behind it, if that still is one: "Harbour Dataset" may be no "Harbour"."""
    short = _KIND.sub("", name)
    return short if len(short) >= _SHORTEST and _SHAPE.search(short) else name


def called_without_kind(name: str, text: str, lexicon: Lexicon) -> str | None:
    """How a text writes a name without them, where it does and that is a name of its own."""
    short = _KIND.sub("", name)
    if short == name or len(short) < _SHORTEST or lexicon.identify(short) is not None:
        return None
    found = re.search(rf"(?<![\w/-]){re.escape(short)}(?![\w/-])", text, re.IGNORECASE)
    return found.group() if found and _SHAPE.search(found.group()) else None
