"""Who says that a thing is theirs: the edges that name a publisher or the authors' organisation. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lineage.model.graph import Edge
from lineage.model.words import Predicate, Strength

PUBLISHING = frozenset({Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH})


def names_publisher(edge: Edge) -> bool:
    """Whether an edge says plainly whose its subject is."""
    return edge.predicate in PUBLISHING and edge.holds and edge.strength.rank >= Strength.STATED.rank


def publishers(edges: Iterable[Edge]) -> Mapping[str, Sequence[Edge]]:
    """For each thing the edges that name its publishers, in the order in which they come."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if names_publisher(edge):
            found[edge.subject].append(edge)
    return found
