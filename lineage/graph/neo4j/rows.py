"""From records to properties of nodes and relationships, and back. Pure: what was put in comes back equal.

A row is written again when its record's digest differs. What is derived from a record here (`keys`, `holds`, labels) is
not in that digest: who computes it otherwise brings a migration that takes the digests of such rows away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from lineage.graph.digests import digest
from lineage.model.claim import Claim, Evidence
from lineage.model.graph import Edge, Said, Thing

Properties = dict[str, Any]
_FACT = "fact_"
_OF_SNAPSHOT = ("url", "title", "fetched_at", "media_type")
_NOT_OF_EDGE = frozenset({"id", "holds", "digest"})


def thing_row(thing: Thing) -> Properties:
    """The row that `merge_things` takes. Facts become properties of their own; a kind becomes a label."""
    properties = {
        "id": thing.id,
        "kind": thing.kind.value,
        "label": thing.label,
        "names": list(thing.names),
        "identifiers": list(thing.identifiers),
        "keys": sorted(thing.keys),
        "digest": digest(thing),
        **{_FACT + key: value for key, value in thing.facts.items()},
    }
    return {"id": thing.id, "label": thing.kind.value.capitalize(), "properties": properties}


def edge_row(edge: Edge) -> Properties:
    """The row that `create_edges` takes."""
    properties = edge.model_dump(mode="json", exclude={"subject", "predicate", "object"}, exclude_none=True)
    properties |= {"id": edge.id, "holds": edge.holds, "digest": digest(edge)}
    ends = {"subject": edge.subject, "predicate": edge.predicate.value, "object": edge.object}
    return ends | {"properties": properties}


def claim_row(said: Said, edge: Edge) -> Properties:
    """The row that `create_claims` and `update_claims` take: claim, evidence, and between which things it lies."""
    claim = said.claim.model_dump(mode="json", exclude={"evidence"}, exclude_none=True)
    claim |= {
        "id": said.id, "edge": said.edge, "status": said.status.value, "first_seen": said.first_seen,
        "last_seen": said.last_seen, "digest": digest(said),
    }  # fmt: skip
    evidence = said.claim.evidence.model_dump(mode="json", exclude={"snapshot"}, exclude_none=True)
    return {
        "subject": edge.subject, "object": edge.object, "snapshot": snapshot_properties(said),
        "claim": claim, "evidence": evidence,
    }  # fmt: skip


def snapshot_properties(said: Said) -> Properties:
    """The snapshot that a claim's evidence stands in: bytes, of which document, from where, since when.

    Its id covers all of it: the same bytes under another address are another node, with the same `sha256`.
    """
    properties = {
        "sha256": said.claim.evidence.snapshot, "source": said.claim.source, "document": said.claim.document,
        "url": said.url, "title": said.title, "fetched_at": said.fetched_at, "media_type": said.media_type,
    }  # fmt: skip
    text = json.dumps(list(properties.values())).encode()
    known = {key: value for key, value in properties.items() if value is not None}
    return {"id": blake2b(text, digest_size=16).hexdigest()} | known


def to_thing(properties: Mapping[str, Any]) -> Thing:
    """A thing from its node."""
    facts = {key.removeprefix(_FACT): properties[key] for key in sorted(properties) if key.startswith(_FACT)}
    plain = {key: properties[key] for key in ("id", "kind", "label", "names", "identifiers")}
    return Thing.model_validate(plain | {"facts": facts})


def to_edge(row: Mapping[str, Any]) -> Edge:
    """An edge from its relationship and the ids at its ends."""
    properties = {key: value for key, value in row["edge"].items() if key not in _NOT_OF_EDGE}
    ends = {"subject": row["subject"], "predicate": row["predicate"], "object": row["object"]}
    return Edge.model_validate({"derivation_kind": None} | properties | ends)


def to_said(row: Mapping[str, Any]) -> Said:
    """A claim from its node, its evidence's and its snapshot's."""
    node, snapshot = row["claim"], row["snapshot"]
    evidence = Evidence.model_validate({"quote": None, **row["evidence"], "snapshot": snapshot["sha256"]})
    claim = {key: value for key, value in node.items() if key in Claim.model_fields}
    return Said(
        edge=node["edge"],
        claim=Claim.model_validate(claim | {"evidence": evidence}),
        status=node["status"],
        first_seen=node["first_seen"],
        last_seen=node["last_seen"],
        **{key: snapshot.get(key) for key in _OF_SNAPSHOT},
    )
