"""Inverted indices: some indexes give an abstract as `{word: [places]}` instead of as a text."""

from __future__ import annotations

from typing import Any


def unfold(value: Any) -> str | None:  # noqa: ANN401  any JSON value
    """The words of an inverted index, each at its places, one space between them; None for anything that is none.

    Places may begin anywhere and have gaps. Two words at one place follow each other as in the alphabet.
    """
    if not isinstance(value, dict) or not value:
        return None
    placed: list[tuple[int, str]] = []
    for word, places in value.items():
        if not isinstance(places, list) or not all(type(place) is int for place in places):
            return None
        placed += [(place, word) for place in places]
    return " ".join(word for _, word in sorted(placed))
