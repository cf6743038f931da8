"""Keeps what names the person out of what must not name them, even where a quotation would."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lineage.letters.plain import one_line

WITHHELD: Final = "[withheld]"
_ACCOUNT: Final = r"\d+@N\d\d|(?<=flickr\.com/photos/)[^\s/]+|(?<=flickr\.com/people/)[^\s/]+"
_SHORT: Final = 4
"""Below so many characters a name is only looked for as a word of its own: `Li` is in many words."""


def withheld(text: str, words: Iterable[str]) -> str:
    """The text, as one line, with `WITHHELD` for the words, in any case, and for any account of Flickr."""
    sought = sorted({one_line(word) for word in words} - {""}, key=lambda word: (-len(word), word))
    pattern = "|".join([*map(_pattern, sought), _ACCOUNT])
    return re.sub(pattern, WITHHELD, one_line(text), flags=re.IGNORECASE)


def _pattern(word: str) -> str:
    return re.escape(word) if len(word) >= _SHORT else rf"(?<!\w){re.escape(word)}(?!\w)"
