"""Whether a text names a person, before it goes where everybody can read it. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_NAMING = {
    "a Flickr user ID": re.compile(r"\d+@n\d\d(?!\d)"),
    "the address of a profile or photo": re.compile(r"flickr\.com/(photos|people)/|flic\.kr/|staticflickr\.com/"),
    "a mail address": re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}"),
}
_SHORTEST = 3


def names_somebody(text: str, private: Iterable[str] = ()) -> str | None:
    """What in a text names a person, in words that do not repeat it; None where nothing does.

    Ways of writing around it are undone first: entities, percent signs, wide letters, invisible characters. `private`
    are the words that the requester can be known by: none of them may stand in the text.
    """
    seen = _plain(text)
    for what, pattern in _NAMING.items():
        if pattern.search(seen):
            return what
    if any(_stands(_plain(word).strip(), seen) for word in private):
        return "a word that the requester can be known by"
    return None


def _stands(value: str, text: str) -> bool:
    return len(value) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    shown = unicodedata.normalize("NFKC", unquote(html.unescape(text)))
    return "".join(char for char in shown if unicodedata.category(char) != "Cf").casefold()
