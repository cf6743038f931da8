"""The interface of graph stores: primitives only. Paths, ranking, as-of and diff are written once, in trace/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from lineage.errors import BadInput
from lineage.model.base import Record
from lineage.model.graph import Edge, Projection, Said, Thing
from lineage.model.words import Predicate

Direction = Literal["downstream", "upstream"]


class Loaded(Record):
    """What loading a projection changed."""

    things: int
    edges: int
    claims: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Reach:
    """What a breadth-first walk met: each thing once, with its distance, and the edges walked over."""

    levels: dict[str, int]
    edges: tuple[Edge, ...]


class GraphStore(Protocol):
    """One graph: loaded as a whole, asked by primitives."""

    def load(self, projection: Projection, *, anew: bool = False) -> Loaded:
        """Make the store hold exactly this graph, touching only rows that differ; nothing where it has the same basis.

        `anew` trusts nothing that is there and writes all of it. Readers see the old graph or the new one, or are told
        that it is being loaded. Raises BadInput for a graph that does not hang together.
        """
        ...

    def basis(self) -> str:
        """The basis of the projection that was loaded last and whole; empty when there is none."""
        ...

    def things(self, ids: Iterable[str]) -> list[Thing]:
        """The things of these ids; unknown ones are left out."""
        ...

    def find(self, key: str, *, exact: bool, limit: int = 50) -> list[Thing]:
        """Things with a name or identifier whose key (`references.name_key`) equals or contains `key`."""
        ...

    def edges_of(self, ids: Sequence[str], direction: Direction | None = None) -> list[Edge]:
        """All edges at these things: into them (`downstream`), out of them (`upstream`), or both."""
        ...

    def reach(
        self, start: str, direction: Direction, predicates: frozenset[Predicate], depth: int | None = None
    ) -> Reach:
        """Walk level by level along edges that hold; each thing is met once."""
        ...

    def claims(self, edges: Iterable[str]) -> list[Said]:
        """The claims under these edges."""
        ...

    def whole(self) -> Projection:
        """Everything there is."""
        ...

    def counts(self) -> dict[str, int]:
        """How many things of each kind, edges of each predicate, and claims."""
        ...

    def schema(self) -> tuple[str, ...]:
        """The steps that its schema lacks, which the next load takes; empty where none. Raises SchemaBehind."""
        ...

    def digest(self, *, with_times: bool = False) -> str:
        """The graph's hash, computed from what lies in the store."""
        ...


def check(projection: Projection) -> None:
    """Return when every edge lies between things, and every claim under an edge, of this graph; raises BadInput."""
    things = {thing.id for thing in projection.things}
    for ends in ({edge.subject for edge in projection.edges}, {edge.object for edge in projection.edges}):
        if missing := ends - things:
            raise BadInput(f"An edge names {min(missing)}, a thing that is not in its graph; compute the graph again.")
    if missing := {said.edge for said in projection.claims} - {edge.id for edge in projection.edges}:
        raise BadInput(f"A claim lies under {min(missing)}, an edge that it lacks; compute the graph again.")


def unchanged(projection: Projection) -> Loaded:
    """What loading a graph that is there already comes to."""
    counts = {"things": len(projection.things), "edges": len(projection.edges), "claims": len(projection.claims)}
    return Loaded(**counts, changed=0, removed=0)
