"""What a load has to do: the difference between the graph that is wanted and the ids and digests that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Generic, TypeVar

from lineage.graph.digests import digest
from lineage.graph.neo4j.lanes import spread
from lineage.graph.neo4j.rows import claim_row, edge_row, thing_row
from lineage.model.graph import Edge, Projection, Said, Thing

TABLES = ("claims", "edges", "things")
_BATCH = 1000
"""Rows a statement: a server that has to keep more in mind for one transaction is a tenth slower."""

Stored = Mapping[str, int]
"""Ids and digests of the rows of one table."""

T = TypeVar("T", bound=Thing | Edge | Said)


@dataclass(frozen=True)
class Batch:
    """One statement with its rows."""

    statement: str
    rows: list[Any]


@dataclass(frozen=True)
class Difference(Generic[T]):
    """What differs in one table. A row that changed is in `write`, and its id in `was` too."""

    write: list[T]
    was: list[str]
    gone: list[str]

    @property
    def rows(self) -> int:
        """How many rows are touched."""
        return len(self.write) + len(self.was) + len(self.gone)


@dataclass(frozen=True)
class Changes:
    """What differs in all tables."""

    graph: Projection
    things: Difference[Thing]
    edges: Difference[Edge]
    claims: Difference[Said]

    @property
    def changed(self) -> int:
        """How many things, edges and claims are new or different."""
        return len(self.things.write) + len(self.edges.write) + len(self.claims.write)

    @property
    def removed(self) -> int:
        """How many things, edges and claims are no longer in the graph."""
        return len(self.things.gone) + len(self.edges.gone) + len(self.claims.gone)

    @property
    def rows(self) -> int:
        """How many rows are touched."""
        return self.things.rows + self.edges.rows + self.claims.rows

    def stages(self, lanes: int) -> Iterator[list[Iterator[Batch]]]:
        """One after the other, so that nothing ever hangs on what is not there; rows are made batch by batch.

        What is written comes in lanes that get not into each other's way: no two have claims with one snapshot.
        Edges and claims that changed are deleted and created again: they are leaves. Things are changed in place.
        """
        yield [_cut("delete_edges", chain(self.edges.gone, self.edges.was))]
        yield [_cut("delete_claims", chain(self.claims.gone, self.claims.was))]
        things = spread(self.things.write, lanes, attrgetter("id"))
        yield [_cut("merge_things", map(thing_row, part)) for part in things]
        under = {edge.id: edge for edge in self.graph.edges} if self.claims.write else {}
        claims = spread(self.claims.write, lanes, attrgetter("claim.evidence.snapshot"))
        yield [_cut("create_claims", (claim_row(said, under[said.edge]) for said in part)) for part in claims]
        edges = spread(self.edges.write, lanes, attrgetter("subject"))
        yield [_cut("create_edges", map(edge_row, part)) for part in edges]
        yield [_cut("delete_things", self.things.gone)]


def difference(wanted: Sequence[T], stored: Stored) -> Difference[T]:
    """Compare what is wanted of one table with what is stored of it."""
    write = [row for row in wanted if row.id not in stored or stored[row.id] != digest(row)]
    was = [row.id for row in write if row.id in stored]
    return Difference(write, was, gone=sorted(stored.keys() - {row.id for row in wanted}))


def _cut(statement: str, rows: Iterable[Any]) -> Iterator[Batch]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield Batch(statement, batch)
