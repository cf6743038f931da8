"""Whether a claim's confidence is what it says: of claims with 0.9, nine in ten should be right.

Right and wrong are told as in `score`; of several claims of one statement the surest counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.bank import Item, one_id
from benchmarks.reading.score import Score, score

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.9


@dataclass(frozen=True)
class Judged:
    """A claim's confidence, and whether it is right."""

    confidence: float
    right: bool


def judged(items: Iterable[Item], claims: Mapping[str, list[dict[str, Any]]], scope: frozenset[str]) -> list[Judged]:
    """Every asserted statement that counts for or against, alone against the labels of its document."""
    return [one for item in items for one in _of(item, claims.get(item.document["doc_id"], []), scope)]


def _of(item: Item, claims: list[dict[str, Any]], scope: frozenset[str]) -> Iterator[Judged]:
    surest: dict[tuple[str, str], dict[str, Any]] = {}
    for claim in claims:
        key = (claim["predicate"], one_id(claim["object"]))
        if claim.get("polarity", "asserted") == "asserted":
            surest[key] = max(surest.get(key, claim), claim, key=lambda one: float(one["confidence"]))
    for claim in surest.values():
        alone: Score = score([item], {item.document["doc_id"]: [claim]}, scope)
        if alone.right or alone.wrong:
            yield Judged(claim["confidence"], bool(alone.right))


def bins(found: Iterable[Judged]) -> Iterator[tuple[float, float, int, float]]:
    """Between two confidences: how many claims, and the share of them that is right."""
    everything = list(found)
    for low, high in itertools.pairwise(EDGES):
        here = [one.right for one in everything if low <= one.confidence < high]
        if here:
            yield low, high, len(here), sum(here) / len(here)


def sure(found: Iterable[Judged]) -> tuple[float, float]:
    """Of the claims that are sure the share that is right, and of the right claims the share that is sure."""
    everything = list(found)
    here = [one.right for one in everything if one.confidence >= SURE]
    right = sum(one.right for one in everything)
    return sum(here) / max(1, len(here)), sum(here) / max(1, right)
