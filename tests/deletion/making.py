"""Small builders of requests and obligations for tests; everybody in them is invented."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from lineage.deletion.docket import Docket
from lineage.model.base import canonical, sha256
from lineage.model.docket import Event
from lineage.model.obligation import Draft, Why, WhyStep
from lineage.model.request import Request

AT = "2026-11-23T12:00:00Z"


def signed(**fields):
    """An event with a MAC by a key that everybody knows."""
    said = {**fields, "key_id": "test"}
    mac = hmac.new(b"key", canonical({**said, "kind": fields["kind"].value}), hashlib.sha256)
    return Event(**said, mac=mac.hexdigest())


def docket(engine):
    return Docket(engine, signed)


def request(number=1, **more):
    said = {
        "id": str(UUID(int=number)), "role": "self", "regulation": "gdpr", "scope": "all", "consent": True,
        "standing": True, "opened_at": AT,
    }  # fmt: skip
    return Request.model_validate(said | more)


def step(subject="dataset:made", object="dataset:root"):
    return WhyStep(
        subject=subject, subject_name=subject, predicate="DERIVED_FROM", kind=None, object=object, object_name=object,
        strength="stated", confidence=0.9, quote="Made from it.", url="https://papers.example/1", source="documents",
        fetched_at=AT, first_seen=AT,
    )  # fmt: skip


WHY = Why(steps=(step(),))
DIGEST = sha256(canonical(WHY.row()))
WHYS = {DIGEST: WHY}


def draft(holder="organization:acme", dataset="dataset:made", **more):
    said = {
        "holder": holder, "holder_name": holder.partition(":")[2].title(), "dataset": dataset,
        "dataset_name": dataset.partition(":")[2].title(), "owed": "items", "answer": "may_contain", "why": DIGEST,
    }  # fmt: skip
    return Draft.model_validate(said | more)
