"""How many workers a source may have: what a scheduler needs to know of the sources before it starts anything."""

from __future__ import annotations

from lineage.sources import find


def slots() -> dict[str, int]:
    """The sources, each with how many of its shards may be crawled at the same time: what its card says, else all."""
    cards = [find.card(name) for name in find.names()]
    return {card.name: card.at_once or len(card.shards) for card in cards}


def followers() -> frozenset[str]:
    """The sources that are crawled after the others, because they search for names that these find."""
    return frozenset(name for name in find.names() if find.card(name).follows)
