"""An invented family of datasets, their holders, and people whom some of its lists name. Pure; one seed, one family."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from lineage.model.graph import Edge, Status, Thing
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

ROOT = "dataset:set-0"
_MADE = (Predicate.DERIVED_FROM,) * 6 + (Predicate.COPY_OF, Predicate.VERSION_OF, Predicate.PART_OF)
_MADE += (Predicate.TRAINED_ON,)
_ACTS = (Predicate.HOLDS, Predicate.USES, Predicate.USES)
_STRENGTHS = (Strength.STATED, Strength.STATED, Strength.DECLARED, Strength.IDENTICAL)
_FLOWS = 0.4
"""The share of the edges along which data flow; a quarter names publishers, the others who holds or uses something."""
_PUBLISHED = 0.25
_POPULAR = 0.25
"""The share of datasets made from one of the few that everybody uses."""
_COMPLETE = 0.9
"""The share of datasets whose list is complete."""
_DOUBTFUL = 0.05
"""The share of edges that are too weak."""


@dataclass(frozen=True)
class InventedFamily:
    """What a planner is built of."""

    edges: tuple[Edge, ...]
    things: Mapping[str, Thing]
    complete: frozenset[str]
    lists: tuple[str, ...]
    """The datasets with a list, complete or not."""


def family(datasets: int = 2_000, edges: int = 10_000, holders: int = 2_000, seed: int = 1) -> InventedFamily:
    """So many datasets below one root, edges, and organisations that publish, hold or use them."""
    draw = random.Random(seed)
    found: dict[str, Edge] = {}

    def add(edge: Edge) -> None:
        if edge.subject != edge.object:
            found.setdefault(edge.id, edge)

    for number in range(1, datasets):
        add(_edge(draw, f"dataset:set-{number}", draw.choice(_MADE), f"dataset:set-{_parent(draw, number)}"))
    while len(found) < edges * _FLOWS:
        number = draw.randrange(1, datasets)
        add(_edge(draw, f"dataset:set-{number}", draw.choice(_MADE), f"dataset:set-{_parent(draw, number)}"))
    for number in range(datasets):
        add(_edge(draw, f"dataset:set-{number}", Predicate.PUBLISHED_BY, f"organization:{draw.randrange(holders)}"))
    while len(found) < edges * (_FLOWS + _PUBLISHED):
        number = draw.randrange(datasets)
        add(_edge(draw, f"dataset:set-{number}", Predicate.PUBLISHED_BY, f"organization:{draw.randrange(holders)}"))
    while len(found) < edges:
        number = draw.randrange(datasets)
        add(_edge(draw, f"organization:{draw.randrange(holders)}", draw.choice(_ACTS), f"dataset:set-{number}"))
    names = [f"dataset:set-{number}" for number in range(datasets)]
    complete = frozenset(name for name in names if name == ROOT or draw.random() < _COMPLETE)
    lists = tuple(name for name in names if name in complete or draw.random() < 1 - _COMPLETE)
    things = [Thing(id=n, kind=ThingKind.DATASET, label=n[8:], names=(n[8:],), identifiers=()) for n in names]
    things += [
        Thing(id=f"organization:{n}", kind=ThingKind.ORGANIZATION, label=f"Holder {n}", names=(), identifiers=())
        for n in range(holders)
    ]
    return InventedFamily(tuple(found.values()), {thing.id: thing for thing in things}, complete, lists)


def people(family: InventedFamily, count: int, seed: int = 2) -> list[frozenset[str]]:
    """The datasets that list each of so many people: the root and a handful more, hardly ever the same."""
    draw = random.Random(seed)
    return [frozenset((ROOT, *draw.sample(family.lists, draw.randint(3, 8)))) for _ in range(count)]


def _parent(draw: random.Random, number: int) -> int:
    if draw.random() < _POPULAR:
        return min(int(draw.paretovariate(0.7)) - 1, number - 1)
    return draw.randrange(number)


def _edge(draw: random.Random, subject: str, predicate: Predicate, target: str) -> Edge:
    weak = draw.random() < _DOUBTFUL
    return Edge(
        subject=subject, predicate=predicate, object=target, polarity=Polarity.ASSERTED, modality=Modality.ASSERTED,
        derivation_kind=draw.choice(list(DerivationKind)) if predicate is Predicate.DERIVED_FROM else None,
        strength=Strength.IMPLIED if weak else draw.choice(_STRENGTHS), confidence=round(draw.uniform(0.5, 1), 3),
        status=Status.CURRENT, claims=(), first_seen="2026-11-16", last_seen="2026-11-16",
    )  # fmt: skip
