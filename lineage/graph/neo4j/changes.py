"""What a load has to do: the difference between the graph that is wanted and the ids and digests that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

from lineage.graph.difference import Difference
from lineage.graph.neo4j.lanes import spread
from lineage.graph.neo4j.rows import claim_row, edge_row, thing_row
from lineage.model.graph import Edge, Projection, Said, Thing

TABLES = ("claims", "edges", "things")
_BATCH = 1000
"""Rows a statement: a server that has to keep more in mind for one transaction is a tenth slower."""


@dataclass(frozen=True)
class Batch:
    """One statement with its rows."""

    statement: str
    rows: list[Any]


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
        return sum(len(table.new) + len(table.changed) for table in self._tables)

    @property
    def removed(self) -> int:
        """How many things, edges and claims are no longer in the graph."""
        return sum(len(table.gone) for table in self._tables)

    @property
    def rows(self) -> int:
        """How many rows are touched."""
        return sum(table.rows for table in self._tables)

    @property
    def _tables(self) -> tuple[Difference[Thing], Difference[Edge], Difference[Said]]:
        return self.things, self.edges, self.claims

    def stages(self, lanes: int) -> Iterator[list[Iterator[Batch]]]:
        """One after the other, so that nothing ever hangs on what is not there; rows are made batch by batch.

        What is new comes in lanes that get not into each other's way: no two have claims with one snapshot.
        """
        yield [_cut("delete_edges", self.edges.gone)]
        yield [_cut("delete_claims", self.claims.gone)]
        things = spread([*self.things.new, *self.things.changed], lanes, attrgetter("id"))
        yield [_cut("merge_things", map(thing_row, part)) for part in things]
        under = {edge.id: edge for edge in self.graph.edges} if self.claims.new or self.claims.changed else {}
        yield [_cut("update_claims", (claim_row(said, under[said.edge]) for said in self.claims.changed))]
        claims = spread(self.claims.new, lanes, attrgetter("claim.evidence.snapshot"))
        yield [_cut("create_claims", (claim_row(said, under[said.edge]) for said in part)) for part in claims]
        yield [_cut("update_edges", map(edge_row, self.edges.changed))]
        edges = spread(self.edges.new, lanes, attrgetter("subject"))
        yield [_cut("create_edges", map(edge_row, part)) for part in edges]
        yield [_cut("delete_things", self.things.gone)]


def _cut(statement: str, rows: Iterable[Any]) -> Iterator[Batch]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield Batch(statement, batch)
