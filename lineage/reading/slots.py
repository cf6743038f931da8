"""Slots for names in a masked sentence, so that words can be looked for around them whatever they are."""

from __future__ import annotations

import re

OBJECT, SELF, OTHER = "Ꝋ", "Ꞩ", "Ꝺ"
"""The name in question, the document's own artefact, any other: written O, S and D in the tables. Letters, so that
they are words to a pattern."""

_WRITTEN = re.compile(r"(?:(?<=\\b)|(?<![\\A-Za-z]))([OSD])(?![A-Za-z])")


def slotted(pattern: str) -> str:
    """A pattern of the tables with its slots."""
    return _WRITTEN.sub(lambda match: {"O": OBJECT, "S": SELF, "D": OTHER}[match[1]], pattern)
