"""Precision and recall over (document, predicate, object), by the rules of ../shared/labelled/score.py.

Sure and asserted labels count; what hits an arguable one counts neither way; a claim weaker than what the document says
of the same dataset is implied and ignored; one on a denied or planned statement is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reading.bank import Item, one_id

PREDICATES = ("DERIVED_FROM", "COPY_OF", "TRAINED_ON", "USES", "MENTIONS")
_RANK = {"COPY_OF": 3, "DERIVED_FROM": 3, "TRAINED_ON": 3, "USES": 2, "MENTIONS": 1}


@dataclass
class Score:
    """Right, wrong and missed by predicate, and how many denied or planned statements were taken for facts."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    traps: int = 0

    def figures(self, predicate: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of one predicate, or of all together."""
        right, wrong, missed = (
            table[predicate] if predicate else sum(table.values()) for table in (self.right, self.wrong, self.missed)
        )
        found, wanted = right + wrong, right + missed
        return right / max(found, 1), right / max(wanted, 1), 2 * right / max(found + wanted, 1)


def score(items: Iterable[Item], claims: Mapping[str, list[dict[str, Any]]], scope: frozenset[str]) -> Score:
    """Claims, by document, against the labels. `scope` are the datasets that count."""
    total = Score()
    for item in items:
        _one(item, claims.get(item.document["doc_id"], []), scope, total)
    return total


def _one(item: Item, claims: list[dict[str, Any]], scope: frozenset[str], total: Score) -> None:
    gold: set[tuple[str, str]] = set()
    ignored: set[tuple[str, str]] = set()
    traps: set[tuple[str, str]] = set()
    strongest: dict[str, float] = {}
    for label in item.claims:
        key, rank = (label["predicate"], label["object"]), float(_RANK[label["predicate"]])
        if label["confidence"] != "sure":
            ignored.add(key)
        elif label.get("polarity", "asserted") == "asserted":
            gold.add(key)
        else:
            traps.add(key)
            rank = 1.5  # it is named, at least
        strongest[key[1]] = max(strongest.get(key[1], 0), rank)
    told = {
        (claim["predicate"], one_id(claim["object"]))
        for claim in claims
        if claim.get("polarity", "asserted") == "asserted"
    }
    told = {key for key in told if key[0] in _RANK and key[1] in scope}
    for predicate, dataset in told - gold - ignored:
        weak = _RANK[predicate] < 3 and (dataset in item.own or strongest.get(dataset, 0) > _RANK[predicate])
        if (predicate, dataset) in traps or not weak:
            total.wrong[predicate] += 1
            total.traps += (predicate, dataset) in traps
    total.right.update(predicate for predicate, _ in gold & told)
    total.missed.update(predicate for predicate, _ in gold - told)
