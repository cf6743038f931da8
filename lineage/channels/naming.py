"""Whether a text names a person, before it goes where everybody can read it. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

_NAMING = {
    "a Flickr user ID": re.compile(r"\d+@n\d\d(?!\d)"),
    "the address of a profile or photo": re.compile(r"flickr\.com/(photos|people)/|flic\.kr/|staticflickr\.com/"),
    "a mail address": re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}"),
}
_CLAIMS = ("name", "email", "phone_number", "address", "power_of_attorney")
"""Where the Data Rights Protocol 1.0, section 3.04, says who asks."""
_SHORTEST = 3


def names_somebody(text: str, fields: Mapping[str, Any]) -> str | None:
    """What in a text names a person, in words that do not repeat it; None where nothing does.

    Ways of writing around it are undone first: entities, percent signs, wide letters, invisible characters. `fields`
    are those of the notice: none of the identity claims in them may stand in the text.
    """
    seen = _plain(text)
    for what, pattern in _NAMING.items():
        if pattern.search(seen):
            return what
    for claim in _CLAIMS:
        if any(_stands(_plain(value).strip(), seen) for value in _texts(fields.get(claim))):
            return f"the requester's {claim.replace('_', ' ')}"
    return None


def _stands(value: str, text: str) -> bool:
    return len(value) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    shown = unicodedata.normalize("NFKC", unquote(html.unescape(text)))
    return "".join(char for char in shown if unicodedata.category(char) != "Cf").casefold()


def _texts(value: object) -> list[str]:
    """Every text in a value that JSON can hold."""
    found, waiting = [], [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            found.append(here)
        elif isinstance(here, Mapping):
            waiting.extend(here.values())
        elif isinstance(here, list | tuple):
            waiting.extend(here)
    return found
