"""What the graph is made of: things, the edges between them, and the claims that carry each edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from lineage.model.base import Record, canonical, sha256
from lineage.model.claim import Claim
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind


class Status(StrEnum):
    """Whether a claim still stands where it was read."""

    CURRENT = "current"
    NOT_CHECKED = "not_checked"
    UNSEEN = "unseen"
    REJECTED = "rejected"
    """A human judged that it does not hold."""


class Thing(Record):
    """A node. `names` and `identifiers` are every name and identifier it was called by."""

    id: str
    kind: ThingKind
    label: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    facts: Mapping[str, str] = {}
    """What is known of it beforehand: an organisation's kind and country, a dataset's status."""

    @property
    def line(self) -> bytes:
        """Its canonical line, for the graph's hash."""
        return canonical({"thing": self.model_dump(mode="json")})


class Edge(Record):
    """One resolved statement, joined from all claims that make it."""

    subject: str
    predicate: Predicate
    object: str
    polarity: Polarity
    modality: Modality
    derivation_kind: DerivationKind | None
    strength: Strength
    confidence: float
    status: Status
    valid_from: str | None = None
    valid_to: str | None = None
    claims: tuple[str, ...]
    first_seen: str
    last_seen: str

    @cached_property
    def id(self) -> str:
        """SHA-256 over what the edge says."""
        said = [self.subject, self.predicate.value, self.object, self.polarity.value, self.modality.value]
        return sha256(canonical(said))

    @property
    def holds(self) -> bool:
        """Whether the edge says, in its own name or reported, that it is so – and nobody judged otherwise."""
        return (
            self.polarity is Polarity.ASSERTED
            and self.modality is not Modality.ALLEGED
            and self.status is not Status.REJECTED
        )

    @property
    def line(self) -> bytes:
        """Its canonical line without anything of the ledger's clock."""
        return canonical({"edge": self.model_dump(mode="json", exclude={"first_seen", "last_seen"})})

    @property
    def times(self) -> bytes:
        """The ledger's clock of this edge."""
        return canonical({"edge": self.id, "first_seen": self.first_seen, "last_seen": self.last_seen})


@dataclass(frozen=True)
class Step:
    """One thing a walk met: at which distance, from where, by which edge."""

    thing: str
    level: int
    via: Edge
    others: tuple[Edge, ...] = ()
    """Further edges by which the same thing hangs on things nearer to the start."""


class Said(Record):
    """A claim as it lies in the graph: under its edge, with where and when its evidence was fetched."""

    edge: str
    claim: Claim
    status: Status
    first_seen: str
    last_seen: str
    url: str
    title: str | None
    fetched_at: str | None
    media_type: str

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    def row(self) -> dict[str, Any]:
        """As plain JSON."""
        return self.model_dump(mode="json")


class Projection(Record):
    """A whole graph, computed from the ledger."""

    things: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    claims: tuple[Said, ...]
    runs: tuple[str, ...]
    """The runs it was computed from."""
    orphans: tuple[str, ...] = ()
    """Judgements that found nothing to judge."""
    basis: str = ""
    """A digest of all it was computed from, code included: a store with a graph of this basis holds this very graph."""


def graph_hash(lines: list[bytes]) -> str:
    """SHA-256 over sorted canonical lines: equal graphs have equal hashes, whatever store they lie in."""
    return sha256(b"\n".join(sorted(lines)))
