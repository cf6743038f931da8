"""The database is as schema.json says: its indexes, and every property of the demo's graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graph_schema
from lineage.graph.neo4j.lock import Lock

SCHEMA = json.loads((Path(graph_schema.__path__[0]) / "schema.json").read_text(encoding="utf-8"))
EDGES = SCHEMA["edges"]["types"]
KINDS = SCHEMA["nodes"]["Thing"]["labels"].keys()
TYPES = {
    "String": "STRING", "StringArray": "LIST<STRING>", "Long": "INTEGER", "Double": "FLOAT", "Boolean": "BOOLEAN",
    "DateTime": "ZONED DATETIME",
}  # fmt: skip


@pytest.fixture(scope="module")
def session(loaded):
    """The demo's graph, while somebody holds a lock: then every kind of node is there."""
    lock = Lock(("a lock of these tests",), "a test")
    loaded.session.execute_write(lock.acquire)
    yield loaded.session
    loaded.session.run("MATCH (l:Lock {name: $name}) DELETE l", name=lock.names[0]).consume()


def described(found, of):
    """Properties that the database has otherwise than described: name, types, and whether each row has it."""
    wrong = []
    for row in found:
        known = of(row).get(row["name"])
        if known is None or {TYPES.get(t) for t in row["types"]} != {known["type"]}:
            wrong.append((row["of"], row["name"], row["types"]))
        elif not known.get("optional") and not row["mandatory"]:
            wrong.append((row["of"], row["name"], "not always there"))
    return wrong


def test_the_database_has_the_constraints_and_indexes_that_are_described(session):
    rows = session.run(
        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint WHERE type <> 'LOOKUP' "
        "RETURN name, type, labelsOrTypes[0] AS on, properties AS keys, owningConstraint IS NOT NULL AS unique"
    ).data()

    kinds = {"RANGE": "range", "FULLTEXT": "full-text"}
    found = {r["name"]: ("unique" if r["unique"] else kinds[r["type"]], r["on"], r["keys"]) for r in rows}
    assert found == {name: (i["kind"], i["on"], [i["property"]]) for name, i in SCHEMA["indexes"].items()}


def test_every_property_of_every_node_is_described(session):
    rows = session.run(
        "CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName, propertyTypes, mandatory "
        "RETURN nodeLabels AS of, propertyName AS name, propertyTypes AS types, mandatory"
    ).data()

    labels = {label for row in rows for label in row["of"]}
    assert labels - KINDS == SCHEMA["nodes"].keys()
    assert (
        described(rows, lambda row: SCHEMA["nodes"][next(x for x in row["of"] if x not in KINDS)]["properties"]) == []
    )


def test_every_property_of_every_edge_is_described(session):
    rows = session.run(
        "CALL db.schema.relTypeProperties() YIELD relType, propertyName, propertyTypes, mandatory "
        "WHERE propertyName IS NOT NULL "
        "RETURN btrim(relType, '`:') AS of, propertyName AS name, propertyTypes AS types, mandatory"
    ).data()

    assert {row["of"] for row in rows} <= EDGES.keys()
    assert described(rows, lambda row: SCHEMA["edges"]["properties"]) == []


def test_relationships_lie_between_what_is_described(session):
    rows = session.run(
        "MATCH (a)-[e]->(b) RETURN DISTINCT type(e) AS type, labels(a) AS starts, labels(b) AS ends"
    ).data()

    known = EDGES | SCHEMA["relationships"]
    assert {row["type"] for row in rows} >= SCHEMA["relationships"].keys()
    for row in rows:
        assert set(row["starts"]) & set(known[row["type"]]["starts"]), row
        assert set(row["ends"]) & set(known[row["type"]]["ends"]), row
