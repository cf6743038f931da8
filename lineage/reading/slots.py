"""Slots for names in a masked sentence, so that words can be looked for around them whatever they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

OBJECT, SELF, OTHER = "Ꝋ", "Ꞩ", "Ꝺ"
"""The name in question, the document's own artefact, any other: written O, S and D in the tables. Letters, so that
they are words to a pattern."""

_WRITTEN = re.compile(r"(?:(?<=\\b)|(?<![\\A-Za-z]))([OSD])(?![A-Za-z])")


def small(text: str) -> str:
    """A text in small letters, as `any_of` wants it; but for May, which is a month and no "may"."""
    return "May".join(part.lower() for part in _MAY.split(text)) if "May" in text else text.lower()


_MAY = re.compile(r"\bMay\b")


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    r"""One expression for a list of the tables, for `small` texts; of those with `\b` at first none may be `\bone|two`.

    The edge of a word is looked for once for all: at most places of a text no word begins, and half the time is saved.
    In small letters it takes a third of the time that `re.IGNORECASE` does.
    """
    lines = [_SMALL.sub(lambda slot: slot[0].lower(), slotted(pattern)) for pattern in patterns]
    edged = "|".join(f"(?:{line.removeprefix(_EDGE)})" for line in lines if line.startswith(_EDGE))
    others = [f"(?:{line})" for line in lines if not line.startswith(_EDGE)]
    return re.compile("|".join([*([f"{_EDGE}(?:{edged})"] if edged else []), *others]))


_EDGE = r"\b"
_SMALL = re.compile(f"[{OBJECT}{SELF}{OTHER}]")


def slotted(pattern: str) -> str:
    """A pattern of the tables with its slots."""
    return _WRITTEN.sub(lambda match: {"O": OBJECT, "S": SELF, "D": OTHER}[match[1]], pattern)
