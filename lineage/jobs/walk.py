"""`lineage downstream` and `lineage upstream`: everything made from a thing, everything it was made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from lineage.clock import parse_moment
from lineage.errors import BadInput
from lineage.graph.base import Direction
from lineage.jobs.naming import graph_at, thing
from lineage.jobs.stores import Stores
from lineage.model.graph import Edge, Step, Thing
from lineage.model.words import DATA_FLOWS, ENDS, DerivationKind, Strength
from lineage.trace.walk import Filter, undated, walk


@dataclass(frozen=True)
class WalkResult:
    """What a walk met; `cut` is how many things `--limit` left out."""

    start: Thing
    direction: Direction
    steps: tuple[Step, ...]
    things: dict[str, Thing]
    edges: tuple[Edge, ...]
    cut: int
    undated: int


@dataclass(frozen=True)
class WalkOptions:
    """What a caller may choose."""

    depth: int | None = None
    known_at: str | None = None
    limit: int | None = None
    accept: Filter = field(default_factory=Filter)


def follow(stores: Stores, text: str, direction: Direction, options: WalkOptions) -> WalkResult:
    """Walk along the flow of data, uses and holdings included where they end it. Raises BadInput."""
    graph = graph_at(stores, options.known_at)
    start = thing(graph, text)
    reach = graph.reach(start.id, direction, DATA_FLOWS | ENDS, options.depth)
    steps = walk(reach.edges, start.id, direction, options.accept, options.depth)
    shown = steps[: options.limit]
    edges = tuple(edge for step in shown for edge in (step.via, *step.others))
    found = {t.id: t for t in graph.things([start.id, *(i for edge in edges for i in (edge.subject, edge.object))])}
    return WalkResult(start, direction, tuple(shown), found, edges, len(steps) - len(shown), undated(edges))


def accepting(confidence: float, strength: str, kind: str | None, as_of: str | None) -> Filter:
    """A filter from the words of the command line; raises BadInput."""
    if strength not in set(Strength):
        raise BadInput(f"--min-strength {strength}: there are {', '.join(Strength)}.")
    if kind is not None and kind not in set(DerivationKind):
        raise BadInput(f"--kind {kind}: there are {', '.join(DerivationKind)}.")
    if as_of is not None:
        parse_moment(as_of)
    return Filter(confidence, Strength(strength), DerivationKind(kind) if kind else None, as_of)
