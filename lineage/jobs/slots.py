"""How many workers a source may have: what a scheduler needs to know of the sources before it starts anything."""

from __future__ import annotations

from itertools import groupby

from lineage.sources import find


def slots() -> dict[str, int]:
    """The sources, each with how many of its shards may be crawled at the same time: what its card says, else all."""
    cards = [find.card(name) for name in find.names()]
    return {card.name: card.at_once or len(card.shards) for card in cards}


def turns() -> list[list[str]]:
    """The sources in the order they are crawled: each turn searches for the names that the ones before it found."""
    cards = sorted((find.card(name) for name in find.names()), key=lambda card: card.turn)
    return [[card.name for card in turn] for _, turn in groupby(cards, key=lambda card: card.turn)]
