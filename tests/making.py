"""Small builders of model values for tests: only what a test is about needs to be said."""

from __future__ import annotations

from datetime import UTC, datetime

from lineage.model.claim import Claim, Evidence
from lineage.model.document import Reading, Visit
from lineage.model.run import RunId, Seal, SealedRun
from lineage.model.words import Outcome, Predicate, Strength, ThingKind

SNAPSHOT = "a" * 64


def claim(
    subject="name:Made",
    predicate=Predicate.DERIVED_FROM,
    object="name:Source",
    *,
    document="doc",
    quote="Made comes from Source.",
    **more,
):
    """A claim; names are datasets unless said otherwise."""
    snapshot = more.pop("snapshot", SNAPSHOT)
    values = {
        "source": "documents", "document": document, "subject": subject, "subject_kind": ThingKind.DATASET,
        "predicate": predicate, "object": object, "object_kind": ThingKind.DATASET, "strength": Strength.STATED,
        "confidence": 0.9, "evidence": Evidence(snapshot=snapshot, locator="char=0,10", quote=quote, rule="test"),
    }  # fmt: skip
    return Claim.model_validate(values | more)


def visit(document="doc", outcome=Outcome.FETCHED, snapshot=SNAPSHOT, **more):
    """A visit that found the document, unless said otherwise."""
    values = {
        "document": document,
        "kind": ThingKind.PAPER,
        "url": f"https://papers.example/{document}",
        "outcome": outcome,
    }
    return Visit.model_validate(values | {"snapshot": snapshot, "fetched_at": "2026-11-16T12:00:00Z"} | more)


def run(day, visits=(), readings=(), *, source="documents", shard="all", shards=("all",), issues=()):
    """A sealed run of one day of November 2026."""
    run_id = RunId(source=source, shard=shard, date=datetime(2026, 11, day, tzinfo=UTC))
    seal = Seal(run=str(run_id), shards=shards, sealed_at="2026-11-16T12:00:00Z", files={}, counts={})
    return SealedRun(id=run_id, seal=seal, visits=tuple(visits), readings=tuple(readings), issues=tuple(issues))


def reading(claims, *, document="doc", snapshot=SNAPSHOT, reader="reader/1"):
    """What a reader read from one snapshot."""
    return Reading(document=document, snapshot=snapshot, reader=reader, claims=tuple(claims))
