"""The schema as values: what nodes, relationships, indexes there are, with what each property means. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_schema.generate.described import closed_list, members, words
from graph_schema.generate.samples import rows
from lineage.model.base import Record
from lineage.model.claim import Claim, Evidence
from lineage.model.ends import BETWEEN
from lineage.model.graph import Edge, Projection, Said, Thing
from lineage.model.words import Predicate, ThingKind

_TYPES = {str: "STRING", bool: "BOOLEAN", int: "INTEGER", float: "FLOAT", list: "LIST<STRING>"}
_DIGEST = "64 bits over all that the row says: another digest, another row."
_FACTS = {
    "fact_kind": "Of an organisation: `company`, `education` and so on.",
    "fact_country": "Of an organisation: its country, as two letters.",
    "fact_status": "Of a dataset: whether it is `available`, `withdrawn`, `unpublished`.",
    "fact_content": "Of a dataset: what its items are.",
    "fact_year": "Of a dataset: when it was published.",
}
"""What the catalogue knows beforehand; the name behind `fact_` is the fact's."""


@dataclass(frozen=True)
class Property:
    """One property of nodes or relationships."""

    type: str
    means: str
    example: Any
    optional: bool = False
    values: tuple[str, ...] = ()


Properties = Mapping[str, Property]


@dataclass(frozen=True)
class Node:
    """One label, and the labels that its nodes may have besides."""

    means: str
    properties: Properties
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Relationship:
    """One type, from which labels to which."""

    means: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: Properties = field(default_factory=dict)


def nodes() -> dict[str, Node]:
    """The labels that hold the graph, and those that the loader keeps its books in."""
    most, least = rows(full=True), rows(full=False)

    def of(label: str, means: Mapping[str, str], *records: type[Record]) -> Properties:
        return _properties(most[label], least[label], means, records)

    said, claim = members(Said), members(Claim)
    thing = {"keys": "Its names without case and punctuation, for the full-text index.", "digest": _DIGEST}
    snapshot = {"id": "A digest over all of these: the same bytes under another address are another node."}
    kinds = {kind.capitalize(): means for kind, means in words(ThingKind).items()}
    return {
        "Thing": Node(
            "What claims speak of. A second label says its kind.",
            of("Thing", members(Thing) | _FACTS | thing, Thing),
            kinds,
        ),
        "Claim": Node("What one document says.", of("Claim", said | claim | {"digest": _DIGEST}, Claim, Said)),
        "Evidence": Node(
            "The place where a claim stands, with its words.", of("Evidence", members(Evidence), Evidence)
        ),
        "Snapshot": Node(
            "Archived bytes of a document, as fetched from one address.",
            of("Snapshot", claim | said | {"sha256": members(Evidence)["snapshot"]} | snapshot),
        ),
        **_books(),
    }


def relationships() -> dict[str, Relationship]:
    """Edges between things, one type a predicate, and what holds claims together."""
    edge = _properties(rows(full=True)["edge"], rows(full=False)["edge"], members(Edge) | {"digest": _DIGEST}, (Edge,))
    means = words(Predicate)
    between = {
        predicate.value: tuple(map(_labels, BETWEEN[predicate])) for predicate in Predicate if predicate in BETWEEN
    }
    edges = {name: Relationship(means[name], starts, ends, edge) for name, (starts, ends) in between.items()}
    return edges | {
        "SUBJECT": Relationship("What a claim speaks of.", ("Claim",), ("Thing",)),
        "OBJECT": Relationship("What the claim's subject is related to.", ("Claim",), ("Thing",)),
        "EVIDENCED_BY": Relationship("Where a claim stands; each has one.", ("Claim",), ("Evidence",)),
        "FOUND_IN": Relationship("The bytes it stands in.", ("Evidence",), ("Snapshot",)),
    }


def _labels(kinds: frozenset[ThingKind]) -> tuple[str, ...]:
    """Labels in the order of the model's list."""
    return tuple(kind.value.capitalize() for kind in ThingKind if kind in kinds)


def _properties(
    most: Mapping[str, Any], least: Mapping[str, Any], means: Mapping[str, str], records: tuple[type[Record], ...]
) -> Properties:
    """Properties of a row; those that the least row lacks are optional. Raises KeyError for one without a meaning."""
    found = {}
    for name, example in most.items():
        lists = [kind for record in records if (kind := closed_list(record, name))]
        values = tuple(word.value for word in lists[0]) if lists else ()
        found[name] = Property(_TYPES[type(example)], means[name], example, name not in least, values)
    return {"id": found.pop("id"), **found} if "id" in found else found


def _books() -> dict[str, Node]:
    """What the loader notes beside the graph, by `set_state`, `acquire_lock` and `record_migration`."""
    graph = members(Projection)
    return {
        "Graph": Node(
            "The state of the graph as a whole: one node.",
            {
                "id": Property("STRING", "Always `graph`.", "graph"),
                "basis": Property("STRING", graph["basis"], "5e" * 32),
                "runs": Property("LIST<STRING>", graph["runs"], ["documents.all.20261116T000000Z"]),
                "orphans": Property("LIST<STRING>", graph["orphans"], []),
                "loading": Property(
                    "BOOLEAN",
                    "Whether a large load is under way or was cut short: do not trust what you read then.",
                    False,
                ),
                "written": Property("INTEGER", "How often it was written; it only grows.", 7),
            },
        ),
        "Lock": Node(
            "Whose turn it is to load; by the database's clock.",
            {
                "name": Property("STRING", "What is locked, for one transaction at a time.", "load 1"),
                "owner": Property(
                    "STRING", "Who holds it: host, process, and a random part.", "quay, process 42, 1f", True
                ),
                "expires": Property(
                    "INTEGER", "When it is free again, in milliseconds since 1970.", 1795000000000, True
                ),
                "asked_at": Property(
                    "INTEGER", "When it was last found free or renewed, in milliseconds since 1970.", 1794999940000
                ),
            },
        ),
        "Migration": Node(
            "A script of `graph_schema/migrations` that was applied.",
            {
                "number": Property("INTEGER", "Its place in the order.", 1),
                "name": Property("STRING", "Its file's name.", "0001_things_claims_evidence"),
                "checksum": Property("STRING", "SHA-256 of its text, which must not change any more.", "c0" * 32),
                "applied_at": Property("ZONED DATETIME", "When it was applied.", "2026-11-16T12:00:00Z"),
            },
        ),
    }
