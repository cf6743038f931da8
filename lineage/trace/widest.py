"""The best evidenced way from one source to everything it leads to, in one pass for all targets.

Of all ways to a target the one with the strongest weakest link is best, then the shortest, then the one whose edges
have the smallest ids, read from the target back: the order of `lineage.trace.paths`. Arcs are added from strong to
weak. What a new arc makes reachable is reached with exactly this arc's weight as its weakest link, so its way is
settled there and then, among the arcs that are in.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf
from typing import Generic, TypeVar

from lineage.model.graph import Edge

N = TypeVar("N", bound=Hashable)
Weight = tuple[float, float]
"""Rank of the strength, then confidence."""
Merit = tuple[float, float, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Arc(Generic[N]):
    """An edge in the direction in which it is walked."""

    start: N
    end: N
    edge: Edge
    upwards: bool = False
    """Whether it leads from what was made to what it was made from."""
    weight: Weight = field(init=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute once what is compared often."""
        object.__setattr__(self, "weight", (self.edge.strength.rank, self.edge.confidence))
        object.__setattr__(self, "id", self.edge.id)


Way = tuple[Arc[N], ...]
"""From the source on, arc by arc; empty for the source itself."""
Leaving = Mapping[N, Sequence[Arc[N]]]
"""The arcs out of each node, one to each other node."""


def leaving(arcs: Iterable[Arc[N]]) -> Leaving[N]:
    """The arcs by where they start; of several between two nodes the best evidenced alone counts."""
    best: dict[tuple[N, N], Arc[N]] = {}
    for arc in arcs:
        known = best.get((arc.start, arc.end))
        if known is None or (arc.weight, known.id) > (known.weight, arc.id):
            best[arc.start, arc.end] = arc
    found: defaultdict[N, list[Arc[N]]] = defaultdict(list)
    for arc in best.values():
        if arc.start != arc.end:
            found[arc.start].append(arc)
    return dict(found)


def reachable(source: N, arcs: Leaving[N]) -> dict[N, None]:
    """The source and all it leads to, in the order in which they are met."""
    found = {source: None}
    waiting = [source]
    while waiting:
        for arc in arcs.get(waiting.pop(), ()):
            if arc.end not in found:
                found[arc.end] = None
                waiting.append(arc.end)
    return found


def ways(source: N, arcs: Leaving[N]) -> dict[N, Way[N]]:
    """The best evidenced way to the source itself and to everything it leads to."""
    found: dict[N, Way[N]] = {source: ()}
    distance = {source: 0}
    out: defaultdict[N, list[N]] = defaultdict(list)
    into: defaultdict[N, list[Arc[N]]] = defaultdict(list)
    all_arcs = (arc for node in reachable(source, arcs) for arc in arcs.get(node, ()))
    for _, group in groupby(sorted(all_arcs, key=_weight, reverse=True), key=_weight):
        added = list(group)
        for arc in added:
            out[arc.start].append(arc.end)
            into[arc.end].append(arc)
        before: dict[N, Arc[N]] = {}
        for node in _come_nearer(added, distance, out):
            found[node] = _back(node, distance, into, before)
    return found


def merit(way: Way[N]) -> Merit:
    """Sorts ways, the best evidenced first; nothing is better than a way without any step."""
    strength, confidence = min((arc.weight for arc in way), default=(inf, inf))
    return (-strength, -confidence, len(way), tuple(arc.id for arc in reversed(way)))


def _weight(arc: Arc[N]) -> Weight:
    return arc.weight


def _come_nearer(added: Iterable[Arc[N]], distance: dict[N, int], out: Mapping[N, list[N]]) -> list[N]:
    """Bring distances up to date with new arcs; the nodes that were not reached before."""
    fresh: list[N] = []
    waiting: list[tuple[int, int, N]] = []  # the number in the middle keeps nodes from being compared
    for arc in added:
        if arc.start in distance:
            heapq.heappush(waiting, (distance[arc.start] + 1, len(waiting), arc.end))
    number = len(waiting)
    while waiting:
        steps, _, node = heapq.heappop(waiting)
        known = distance.get(node)
        if known is not None and known <= steps:
            continue
        if known is None:
            fresh.append(node)
        distance[node] = steps
        for following in out.get(node, ()):
            if distance.get(following, inf) > steps + 1:
                heapq.heappush(waiting, (steps + 1, number, following))
                number += 1
    return fresh


def _back(node: N, distance: Mapping[N, int], into: Mapping[N, list[Arc[N]]], before: dict[N, Arc[N]]) -> Way[N]:
    """From a node back to the source, each step by the smallest edge of those that lead one step nearer."""
    way: list[Arc[N]] = []
    while nearer := distance[node]:
        arc = before.get(node)
        if arc is None:
            arc = min((a for a in into[node] if distance.get(a.start) == nearer - 1), key=lambda a: a.id)
            before[node] = arc
        way.append(arc)
        node = arc.start
    return tuple(reversed(way))
