"""`lineage why A B`: the evidenced paths between two things, quotes included."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from lineage.jobs.naming import graph_at, meanings, thing
from lineage.jobs.stores import Stores
from lineage.model.graph import Edge, Said, Thing
from lineage.model.words import DATA_FLOWS, ENDS
from lineage.trace.paths import paths
from lineage.trace.walk import Filter


@dataclass(frozen=True)
class WhyResult:
    """Paths from the derived thing up to its source, best evidenced first; empty when there is none."""

    derived: Thing
    source: Thing
    paths: tuple[tuple[Edge, ...], ...]
    things: dict[str, Thing]
    claims: dict[str, tuple[Said, ...]]


def why(stores: Stores, first: str, second: str, count: int = 3, known_at: str | None = None) -> WhyResult:
    """Paths in whichever direction there are any. Raises BadInput."""
    graph = graph_at(stores, known_at)
    pairs = [(a, b) for a, b in product(meanings(graph, first), meanings(graph, second)) if a.id != b.id]
    for derived, source in (pair for a, b in pairs for pair in ((a, b), (b, a))):
        reach = graph.reach(derived.id, "upstream", DATA_FLOWS | ENDS)
        if source.id in reach.levels:
            found = paths(reach.edges, derived.id, source.id, Filter(), count)
            edges = {edge.id: edge for path in found for edge in path}
            claims: dict[str, list[Said]] = {key: [] for key in edges}
            for said in graph.claims(edges):
                claims[said.edge].append(said)
            met = graph.things(i for edge in edges.values() for i in (edge.subject, edge.object))
            return WhyResult(
                derived, source, tuple(tuple(path) for path in found), {t.id: t for t in met},
                {key: tuple(value) for key, value in claims.items()},
            )  # fmt: skip
    a, b = thing(graph, first), thing(graph, second)
    return WhyResult(a, b, (), {a.id: a, b.id: b}, {})
