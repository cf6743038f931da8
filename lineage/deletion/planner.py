"""The plan of a request: from the datasets that list a person to every holder whom the policy reaches. Pure.

Along a way the weakest edge decides what is owed, over ways the strongest; of ways by which the same is owed the best
evidenced is told. A complete list that does not name the person ends a way; a partial one does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineage.deletion.closure import NOTHING, Closure, Gap, Owing, by_rank, closure, listed, most_first
from lineage.deletion.network import Node, network
from lineage.deletion.policy import Policy
from lineage.model.graph import Edge, Thing

_PLANS = 20_000
"""So many plans are kept: people whom the same datasets list have the same one."""


@dataclass(frozen=True)
class Plan:
    """What a request comes to. It is the same for all people whom the same datasets list, and names none of them."""

    owings: tuple[Owing, ...]
    """One for each holder and dataset, those that hold most first."""
    gaps: tuple[Gap, ...]
    """Where nobody can be asked, by the thing's id."""
    doubtful: tuple[Edge, ...]
    """Edges at what was reached that are too weak, alleged, hypothetical or synthetic, and lead to what no other edge
    reaches: they go to review, never into a letter. By their ids."""
    pruned: tuple[str, ...]
    """Datasets that a way led to, whose complete lists do not name the person."""


class Planner:
    """Plans against one state of the graph. Built once; what it has computed for one person serves all others."""

    def __init__(
        self, edges: Iterable[Edge], things: Mapping[str, Thing], policy: Policy, complete: frozenset[str]
    ) -> None:
        """`complete` are the things whose every member is known; edges may come in any order, and repeatedly."""
        self.things = things
        self.complete = complete
        self._network = network(edges, things, policy, complete)
        self._closures: dict[str, Closure] = {}
        self._plans: dict[frozenset[str], Plan] = {}

    def plan(self, names: Iterable[str]) -> Plan:
        """The plan for somebody whom these things list; of nobody's lists, an empty one."""
        key = frozenset(names)
        if (found := self._plans.get(key)) is None:
            if len(self._plans) >= _PLANS:
                del self._plans[next(iter(self._plans))]
            found = self._plans[key] = _plan(key, [self._closure(name) for name in sorted(key)])
        return found

    def forget(self) -> None:
        """Compute everything anew from now on; for measuring what is gained."""
        self._closures.clear()
        self._plans.clear()

    def _closure(self, name: str) -> Closure:
        if (found := self._closures.get(name)) is None:
            found = self._closures[name] = closure(name, self._network)
        return found


def _plan(names: frozenset[str], closures: Iterable[Closure]) -> Plan:
    """Join what follows from each list.

    Most people are in one large list and some small ones, and each closure is in the plan's order already: so the
    largest is copied, the others put in, and little is left to sort.
    """
    first, *others = sorted(closures, key=_size, reverse=True) or [NOTHING]
    owings, gaps, closed = dict(first.owings), dict(first.gaps), dict(first.closed)
    for one in others:
        for key, owing in one.owings.items():
            known = owings.get(key)
            if known is None or owing.rank < known.rank:
                owings[key] = owing
        for thing, gap in one.gaps.items():
            gaps[thing] = min(gap, gaps.get(thing, gap), key=by_rank)
        closed |= one.closed
    for key in owings:
        if key[1] in names and owings[key].answer != "listed":
            owings[key] = listed(owings[key])
    every = (first, *others)
    asked: frozenset[str] = frozenset().union(*(one.asked for one in every))
    reached: frozenset[Node] = frozenset().union(*(one.reached for one in every))
    doubtful = {edge.id: edge for one in every for edge, end in one.doubtful if end not in reached}
    for name in names & closed.keys():
        del closed[name]
    return Plan(
        tuple(sorted(owings.values(), key=most_first)),
        tuple(gap for thing, gap in sorted(gaps.items()) if thing not in asked),
        tuple(edge for _, edge in sorted(doubtful.items())),
        tuple(sorted(closed)),
    )


def _size(one: Closure) -> int:
    return len(one.owings)
