"""Numbers with their nouns, as sentences have them. Pure."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 photo, 2 photos; `many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
