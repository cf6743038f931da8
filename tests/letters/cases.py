"""Invented people and organisations that the letters of these tests are about."""

from __future__ import annotations

from datetime import date

from lineage.letters.deliveries import Delivered
from lineage.letters.holder import ToHolder
from lineage.letters.parts import Asked, Checked, Person, Writer
from lineage.model.docket import EventKind
from lineage.model.obligation import Draft, Obligation, State, Why, WhyStep
from lineage.model.request import Regulation, RequesterRole

REFERENCE = "5b0f7c52-3a53-5d0b-9f6e-0d6f1f0c2a11"
REQUEST = "0c9d4a5e-8c1f-4b7e-9a53-2f1f0e7d6c5b"
PERSON = Person("Ada Heron", "12345678@N90", "ada@heron.example", ("adaheron",))
WRITER = Writer("Tern Data Rights Office", "answers@tern.example", RequesterRole.SELF)
FIRST = Delivered(date(2026, 10, 16), "9d2b8c1e-1111-5222-8333-444455556666", "email", EventKind.SENT, "ab" * 32)

LISTED = WhyStep(
    subject="dataset:gullset", subject_name="GullSet", predicate="LISTS", kind=None, object="dataset:gullset",
    object_name="GullSet", strength="identical", confidence=1.0,
    quote="A list of 40 members of GullSet, release 1, partial; its SHA-256 is abc.", url="https://gull.example/list.csv",

    source="membership", fetched_at="2026-11-02T08:00:00Z", first_seen="2026-11-02T09:00:00Z", subject_kind="dataset",
)  # fmt: skip
CROPPED = WhyStep(
    subject="dataset:acme-faces", subject_name="Acme Faces", predicate="DERIVED_FROM", kind="crop",
    object="dataset:gullset", object_name="GullSet", strength="stated", confidence=0.93,
    quote="We cut 40,000 faces out of the photographs of GullSet (Gull University, 2016).",
    url="https://papers.example/acme-faces", source="openalex", fetched_at="2026-11-03T10:00:00Z",
    first_seen="2026-11-03T11:00:00Z", subject_kind="dataset", object_kind="dataset", title="Faces in the wild",
)  # fmt: skip
PUBLISHED = WhyStep(
    subject="dataset:acme-faces", subject_name="Acme Faces", predicate="PUBLISHED_BY", kind=None,
    object="organization:acme", object_name="Acme", strength="declared", confidence=0.99, quote="Acme",
    url="https://data.example/acme-faces", source="datacite", fetched_at="2026-11-03T10:05:00Z",
    first_seen="2026-11-03T11:00:00Z", subject_kind="dataset", object_kind="organization", title="Acme Faces",
    field="publisher",
)  # fmt: skip
WHY = Why(steps=(LISTED, CROPPED, PUBLISHED))


def obligation(dataset="Acme Faces", *, number=1, holder="Acme", owed="items", answer="may_contain", **more):
    """An obligation that was told, unless said otherwise."""
    values = {
        "holder": f"organization:{holder.lower()}", "holder_name": holder, "dataset_name": dataset,
        "dataset": f"dataset:{dataset.lower().replace(' ', '-')}", "owed": owed, "answer": answer,
        "why": "c" * 64, "number": number, "request": REQUEST, "plan": 1, "state": State.NOTIFIED,
        "since": "2026-11-16T12:00:00Z",
    }  # fmt: skip
    return Obligation.model_validate(values | more)


def to_holder(**more):
    """A letter to Acme with the person's consent, unless said otherwise."""
    values = {
        "reference": REFERENCE, "on": date(2026, 11, 16), "holder_name": "Acme", "regulation": Regulation.GDPR,
        "writer": WRITER, "person": PERSON, "consent": True, "answer_by": date(2026, 12, 16),
        "asked_on": date(2026, 11, 10), "checked": Checked(date(2026, 11, 12), "flickr_code"),
        "asked": (
            Asked(obligation("GullSet", answer="listed"), Why(steps=(LISTED,)), items=12),
            Asked(obligation(), WHY),
        ),
        "attachments": ("photos.csv", "photos.jsonld"),
    }  # fmt: skip
    return ToHolder(**values | more)


def draft(name="Acme Faces", **more):
    """The same as a plan computes it, before a docket numbers it."""
    values = obligation(name, **more).model_dump(include=set(Draft.model_fields))
    return Draft.model_validate(values)
