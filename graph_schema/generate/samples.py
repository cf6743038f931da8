"""Invented records, mapped to rows as a loader maps them: which properties there are, of which type, and an example."""

from __future__ import annotations

from lineage.graph.naming import FACT_KEYS
from lineage.graph.neo4j.rows import Properties, claim_row, edge_row, snapshot_properties, thing_row
from lineage.model.claim import Claim, Evidence
from lineage.model.graph import Edge, Said, Status, Thing
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

_FACTS = {"kind": "education", "country": "NO", "status": "available", "content": "images", "year": "2024"}
_ADDRESS = "https://papers.example/harbour-gulls"


def rows(*, full: bool) -> dict[str, Properties]:
    """Properties by label, and by `edge`; `full` with all that may be missing, else with what never is."""
    thing = Thing(
        id="dataset:gull-faces",
        kind=ThingKind.DATASET,
        label="Gull Faces",
        names=("Gull Faces", "gull-faces"),
        identifiers=("dataset:gull-faces", "hf:datasets/quayside-lab/gull-faces"),
        facts={key: _FACTS[key] for key in FACT_KEYS if key != "name"} if full else {},
    )
    said = _said(full=full)
    edge = _edge(said, full=full)
    said = said.model_copy(update={"edge": edge.id})
    claim = claim_row(said, edge)
    return {
        "Thing": thing_row(thing)["properties"],
        "Claim": claim["claim"],
        "Evidence": claim["evidence"],
        "Snapshot": snapshot_properties(said),
        "edge": edge_row(edge)["properties"],
    }


def _edge(said: Said, *, full: bool) -> Edge:
    return Edge(
        subject="dataset:gull-faces",
        predicate=Predicate.DERIVED_FROM,
        object="dataset:harbour-gulls",
        polarity=Polarity.ASSERTED,
        modality=Modality.ASSERTED,
        derivation_kind=DerivationKind.CROP if full else None,
        strength=Strength.STATED,
        confidence=0.98,
        status=Status.CURRENT,
        valid_from="2024-05-01" if full else None,
        valid_to="2026-09-30" if full else None,
        claims=(said.id,),
        first_seen=said.first_seen,
        last_seen=said.last_seen,
    )


def _said(*, full: bool) -> Said:
    quote = "The faces of Gull Faces are cropped from Harbour Gulls." if full else None
    claim = Claim(
        source="documents",
        document="harbour-papers/gull-faces.md",
        subject="name:Gull Faces",
        subject_kind=ThingKind.DATASET,
        predicate=Predicate.DERIVED_FROM,
        object="name:Harbour Gulls",
        object_kind=ThingKind.DATASET,
        derivation_kind=DerivationKind.CROP if full else None,
        strength=Strength.STATED,
        confidence=0.9,
        valid_from="2024-05-01" if full else None,
        valid_to="2026-09-30" if full else None,
        evidence=Evidence(
            snapshot="9f" * 32,
            locator="char=120,175",
            quote=quote,
            rule="cropped-from",
            parts="subject=0,22;act=27,34;object=40,53" if full else None,
        ),
    )
    return Said(
        edge="",
        claim=claim,
        status=Status.CURRENT,
        first_seen="2026-11-09T12:00:00Z",
        last_seen="2026-11-16T12:00:00Z",
        url=_ADDRESS,
        title="Faces of gulls" if full else None,
        fetched_at="2026-11-16T12:00:04Z" if full else None,
        media_type="text/markdown",
    )
