"""Keeps what names the person out of what must not name them, even where a quotation would."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lineage.letters.plain import one_line

WITHHELD: Final = "[withheld]"
_ACCOUNT: Final = re.compile(
    r"\d+@N\d\d|(?<=flickr\.com/photos/)[^\s/]+|(?<=flickr\.com/people/)[^\s/]+", re.IGNORECASE
)
_SHORT: Final = 4
"""Below so many characters a name is only looked for as a word of its own: `Li` is in many words."""


def withheld(text: str, words: Iterable[str]) -> str:
    """The text, as one line, with `WITHHELD` for the words, in any case, and for any account of Flickr."""
    text = one_line(text)
    for word in sorted({one_line(word) for word in words} - {""}, key=len, reverse=True):
        found = re.escape(word)
        text = re.sub(found if len(word) >= _SHORT else rf"(?<!\w){found}(?!\w)", WITHHELD, text, flags=re.IGNORECASE)
    return _ACCOUNT.sub(WITHHELD, text)
