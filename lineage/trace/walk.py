"""Walking up or down a set of edges: each thing once, with its distance and the edge it was best reached by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lineage.clock import end_of, parse_moment
from lineage.model.graph import Edge, Status, Step
from lineage.model.words import DerivationKind, Strength

Direction = Literal["downstream", "upstream"]


@dataclass(frozen=True)
class Filter:
    """Which edges a walk may use."""

    min_confidence: float = 0.0
    min_strength: Strength = Strength.MENTIONED
    kind: DerivationKind | None = None
    as_of: str | None = None
    """A date of the world's clock: edges that ended before or began after it are left out, undated ones stay."""
    unseen: bool = True
    """Whether edges that the last crawl no longer saw are walked too (they are marked, not deleted)."""

    def accepts(self, edge: Edge) -> bool:
        """Whether a walk may use the edge."""
        return (
            edge.holds
            and edge.confidence >= self.min_confidence
            and edge.strength.rank >= self.min_strength.rank
            and (self.kind is None or edge.derivation_kind in (None, self.kind))
            and (self.unseen or edge.status is not Status.UNSEEN)
            and held_on(edge, self.as_of)
        )


def walk(
    edges: Iterable[Edge], start: str, direction: Direction, accept: Filter, depth: int | None = None
) -> list[Step]:
    """Everything reached from `start`, nearest first; cycles and diamonds are met once."""
    at: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if accept.accepts(edge):
            at[edge.object if direction == "downstream" else edge.subject].append(edge)
    levels, steps, level = {start: 0}, [], [start]
    while level and (depth is None or levels[level[0]] < depth):
        reached: defaultdict[str, list[Edge]] = defaultdict(list)
        for here in level:
            for edge in at[here]:
                other = edge.subject if direction == "downstream" else edge.object
                if other not in levels:
                    reached[other].append(edge)
        distance = levels[level[0]] + 1
        for other in sorted(reached):
            best, *rest = sorted(reached[other], key=rank)
            steps.append(Step(other, distance, best, tuple(rest)))
        levels |= dict.fromkeys(reached, distance)
        level = sorted(reached)
    return steps


def rank(edge: Edge) -> tuple[int, int, float, str]:
    """Sorts the best evidenced edge first: seen, strong, sure, then by id."""
    return (int(edge.status is Status.UNSEEN), -edge.strength.rank, -edge.confidence, edge.id)


def held_on(edge: Edge, as_of: str | None) -> bool:
    """Whether the edge held in the world on a date; an undated edge is taken to have held."""
    if as_of is None:
        return True
    moment = end_of(as_of)
    began = edge.valid_from is None or parse_moment(edge.valid_from) <= moment
    return began and (edge.valid_to is None or parse_moment(edge.valid_to) > parse_moment(as_of))


def undated(edges: Sequence[Edge]) -> int:
    """How many edges carry no date of the world at all."""
    return sum(edge.valid_from is None and edge.valid_to is None for edge in edges)
