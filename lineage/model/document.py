"""Documents and our visits to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lineage.model.base import Record
from lineage.model.claim import Claim
from lineage.model.words import Outcome, ThingKind


class Visit(Record):
    """What one run found at one document.

    `snapshot` is the newest bytes known, whatever the outcome: a document that is gone keeps the last ones seen.
    `version` is the source's own token (a commit, an `updated` date): while it stays, the bytes stay.
    """

    document: str
    kind: ThingKind
    url: str
    outcome: Outcome
    reason: str | None = None
    title: str | None = None
    media_type: str = "text/plain"
    snapshot: str | None = None
    fetched_at: str | None = None
    etag: str | None = None
    version: str | None = None
    reader: str | None = None
    """Who has read `snapshot` last: another reader, or another version of it, reads it again."""
    listed_in: str | None = None
    """For an item of a listing: the response's sha256 and a JSON pointer into it."""


class Reading(Record):
    """What one reader, in one version, read from one snapshot of a document."""

    document: str
    snapshot: str
    reader: str
    claims: tuple[Claim, ...]


class Issue(Record):
    """A bad record: counted and shown, never a reason to stop the run."""

    document: str | None
    problem: str


@dataclass(frozen=True)
class Page:
    """What a source yields for each document it came across.

    `body` is None when nothing new was received: then `outcome` says why and `reason` in whose words.
    """

    document: str
    kind: ThingKind
    url: str
    outcome: Outcome = Outcome.FETCHED
    body: bytes | None = None
    media_type: str = "text/plain"
    title: str | None = None
    version: str | None = None
    etag: str | None = None
    reason: str | None = None
    listed_in: str | None = None
    issues: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Snapshot:
    """What a reader gets: archived bytes and what is known of their document. Reading them needs nothing else."""

    document: str
    kind: ThingKind
    url: str
    title: str | None
    media_type: str
    sha256: str
    body: bytes
