"""Constraints and indexes, read from the migrations, each with what it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_UNIQUE = re.compile(
    r"CREATE CONSTRAINT (\w+) IF NOT EXISTS FOR (?:\(\w+:(\w+)\)|\(\)-\[\w+:(\w+)\]-\(\)) REQUIRE \w+\.(\w+) IS UNIQUE"
)
_INDEX = re.compile(
    r"CREATE (FULLTEXT )?INDEX (\w+) IF NOT EXISTS FOR \((\w+):(\w+)\) ON (?:EACH \[|\()\3\.(\w+)[\])](?: OPTIONS .*)?"
)
_SERVES = {
    "thing_id": "every question begins at a thing's id; loading finds things, and pages of them, by it",
    "claim_id": "loading finds claims, and pages of them, by it",
    "snapshot_id": "loading finds snapshots, and pages of them, by it",
    "graph_id": "there is one state",
    "lock_name": "there is one lock of a name, so one loader at a time",
    "migration_number": "a migration is noted once, and all come in their order",
    "claim_edge": "the claims under an edge: quotes for `why`, `show`, `holders`",
    "snapshot_sha256": "what was read from certain bytes, for who has to forget them",
    "thing_keys": "`find`, and whatever name somebody types",
    "evidence_quote": "people who search the words of the evidence",
}
_EDGES = "an edge exists once; loading deletes one that changed by its id"


@dataclass(frozen=True)
class Index:
    """A uniqueness constraint with its index, a range index or a full-text index."""

    name: str
    kind: str
    on: str
    property: str
    serves: str
    of_edges: bool = False


def indexes(statements: Iterable[str]) -> list[Index]:
    """What the statements of all migrations create. Raises ValueError for one that this cannot describe."""
    return [_index(" ".join(statement.split())) for statement in statements]


def _index(statement: str) -> Index:
    if found := _UNIQUE.fullmatch(statement):
        name, label, edge, key = found.groups()
        return Index(name, "unique", label or edge, key, _EDGES if edge else _SERVES[name], edge is not None)
    if found := _INDEX.fullmatch(statement):
        fulltext, name, _, label, key = found.groups()
        return Index(name, "full-text" if fulltext else "range", label, key, _SERVES[name])
    raise ValueError(f"'{statement[:80]}' is no form of statement that the schema's description knows; teach it here.")
