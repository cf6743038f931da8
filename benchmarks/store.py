"""Graph: loading and walking 20,000 edges, against networkx in memory."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from benchmarks.timing import median
from lineage.graph.sqlite import SqliteGraph
from lineage.model.graph import Edge, Projection, Status, Thing
from lineage.model.words import DATA_FLOWS, DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

_THINGS, _EDGES = 8_000, 20_000


def measure() -> Iterator[tuple[str, str]]:
    """Load, load again unchanged, and walk everything downstream of one root."""
    projection = _made(random.Random(1))
    with tempfile.TemporaryDirectory() as folder:
        graph = SqliteGraph(Path(folder) / "graph.sqlite")
        first = median(lambda: graph.load(projection), repeats=1)
        again = median(lambda: graph.load(projection), repeats=3)
        walk = median(lambda: graph.reach("name:0", "downstream", DATA_FLOWS), repeats=5)
        reached = len(graph.reach("name:0", "downstream", DATA_FLOWS).levels)
    peer = nx.DiGraph((edge.object, edge.subject) for edge in projection.edges)
    memory = median(lambda: nx.descendants(peer, "name:0"), repeats=5)
    yield f"load {len(projection.edges):,} edges", f"{first:.2f} s"
    yield "load the same again", f"{again:.2f} s"
    yield f"walk to {reached:,} things", f"{walk * 1000:.0f} ms"
    yield "the same in memory, edges without evidence", f"{memory * 1000:.0f} ms ({walk / memory:.0f} times as fast)"


def _made(draw: random.Random) -> Projection:
    ids = [f"name:{n}" for n in range(_THINGS)]
    things = tuple(Thing(id=i, kind=ThingKind.DATASET, label=i[5:], names=(), identifiers=()) for i in ids)
    pairs = {(n, draw.randrange(n)) for n in range(1, _THINGS)}
    while len(pairs) < _EDGES:
        high = draw.randrange(1, _THINGS)
        pairs.add((high, draw.randrange(high)))
    return Projection(things=things, edges=tuple(_edge(*pair) for pair in sorted(pairs)), claims=(), runs=("one",))


def _edge(child: int, parent: int) -> Edge:
    return Edge(
        subject=f"name:{child}", predicate=Predicate.DERIVED_FROM, object=f"name:{parent}", polarity=Polarity.ASSERTED,
        modality=Modality.ASSERTED, derivation_kind=DerivationKind.SUBSET, strength=Strength.STATED, confidence=0.9,
        status=Status.CURRENT, claims=(), first_seen="2026-11-16", last_seen="2026-11-16",
    )  # fmt: skip
