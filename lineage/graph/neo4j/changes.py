"""What a load has to do: the difference between the graph that is wanted and the ids and digests that are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lineage.graph.digests import digest
from lineage.graph.neo4j.rows import claim_row, edge_row, thing_row
from lineage.model.graph import Projection

TABLES = ("things", "edges", "claims")
_BATCH = 5000

Digests = Mapping[str, int]


@dataclass(frozen=True)
class Batch:
    """One statement with some thousand rows."""

    statement: str
    rows: list[Any]


@dataclass(frozen=True)
class Changes:
    """Rows to write and ids to delete, by table. A row that changed is in `write`, and in `was` too."""

    graph: Projection
    digests: Mapping[str, Digests]
    write: Mapping[str, list[str]]
    was: Mapping[str, list[str]]
    gone: Mapping[str, list[str]]

    @property
    def changed(self) -> int:
        """How many things, edges and claims are new or different."""
        return sum(map(len, self.write.values()))

    @property
    def removed(self) -> int:
        """How many things, edges and claims are no longer in the graph."""
        return sum(map(len, self.gone.values()))

    @property
    def rows(self) -> int:
        """How many rows are touched."""
        return sum(len(ids) for part in (self.write, self.was, self.gone) for ids in part.values())

    def batches(self) -> Iterator[Batch]:
        """In an order in which nothing ever hangs on what is not there.

        Edges and claims that changed are deleted and created again: they are leaves. Things are changed in place.
        """
        yield from _cut("delete_edges", [*self.gone["edges"], *self.was["edges"]])
        yield from _cut("delete_claims", [*self.gone["claims"], *self.was["claims"]])
        yield from self._rows("merge_things", "things")
        yield from self._rows("create_claims", "claims")
        yield from self._rows("create_edges", "edges")
        yield from _cut("delete_things", self.gone["things"])

    def _rows(self, statement: str, table: str) -> Iterator[Batch]:
        """Rows are made batch by batch, so that a large graph is not in memory twice."""
        make = self._maker(table)
        for batch in _cut(statement, self.write[table]):
            yield Batch(statement, [make(key) for key in batch.rows])

    def _maker(self, table: str) -> Any:  # noqa: ANN401  from an id to the properties of its row
        digests: Mapping[str, Any] = self.digests[table]
        edges = {edge.id: edge for edge in self.graph.edges}
        if table == "things":
            things = {thing.id: thing for thing in self.graph.things}
            return lambda key: thing_row(things[key], digests[key])
        if table == "edges":
            return lambda key: edge_row(edges[key], digests[key])
        claims = {said.id: said for said in self.graph.claims}
        return lambda key: claim_row(claims[key], edges[claims[key].edge], digests[key])


def changes(graph: Projection, stored: Mapping[str, Digests]) -> Changes:
    """Compare what is wanted with what is stored."""
    digests: dict[str, Digests] = {
        "things": {thing.id: digest(thing) for thing in graph.things},
        "edges": {edge.id: digest(edge) for edge in graph.edges},
        "claims": {said.id: digest(said) for said in graph.claims},
    }
    write, was, gone = {}, {}, {}
    for table, wanted in digests.items():
        have = stored[table]
        write[table] = [key for key, value in wanted.items() if have.get(key) != value]
        was[table] = [key for key in write[table] if key in have]
        gone[table] = [key for key in have if key not in wanted]
    return Changes(graph, digests, write, was, gone)


def _cut(statement: str, rows: list[Any]) -> Iterator[Batch]:
    for at in range(0, len(rows), _BATCH):
        yield Batch(statement, rows[at : at + _BATCH])
