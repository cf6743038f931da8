"""What the graph is made of: things, the edges between them, and the claims that carry each edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import field_validator

from lineage.model.base import Record, canonical, canonical_texts, sha256
from lineage.model.claim import Claim
from lineage.model.references import name_key
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind, Word


class Status(Word):
    """Whether a claim still stands where it was read."""

    CURRENT = "current"
    """It stood there when the source was last looked at."""
    NOT_CHECKED = "not_checked"
    """The source could not be looked at."""
    UNSEEN = "unseen"
    """The source was looked at, and no longer says so. What was said may be true all the same."""
    REJECTED = "rejected"
    """A human judged that it does not hold."""


class Thing(Record):
    """A node. `names` and `identifiers` are every name and identifier it was called by."""

    id: str
    """What it is known by: the first of its references in the order of schemes, `dataset:` before `ror:` and so on."""
    kind: ThingKind
    """What most claims say it is."""
    label: str
    """The name to show."""
    names: tuple[str, ...]
    """Every name it was called by, and the catalogue's."""
    identifiers: tuple[str, ...]
    """Every reference it was called by that is no mere name."""
    facts: Mapping[str, str] = {}
    """What is known of it beforehand, by name: an organisation's kind and country, a dataset's status."""

    @field_validator("facts")
    @classmethod
    def _in_order(cls, facts: Mapping[str, str]) -> Mapping[str, str]:
        """One order, so that equal things are written alike."""
        return dict(sorted(facts.items()))

    @property
    def keys(self) -> set[str]:
        """What it is found by: its names and identifiers without case and punctuation."""
        names = {self.label, *self.names, *self.identifiers, self.id.partition(":")[2]}
        return {name_key(name) for name in names} - {""}

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
    """Whether it is said to be so, not to be so, or that it might be."""
    modality: Modality
    """Whether the text speaks for itself, accuses, or passes on what others say."""
    derivation_kind: DerivationKind | None
    """How the subject was made out of the object; of derivations alone, where a text says so."""
    strength: Strength
    """How firmly the best of its claims stands."""
    confidence: float
    """How sure it is, from 0 to 1: independent evidence joined, or 1 and 0 where a human judged."""
    status: Status
    """Whether a source still says so."""
    valid_from: str | None = None
    """Since when it is so in the world, where a text says that."""
    valid_to: str | None = None
    """Until when it was so in the world, where a text says that."""
    claims: tuple[str, ...]
    """The ids of the claims that make it."""
    first_seen: str
    """When a run first read one of its claims."""
    last_seen: str
    """When a run last found one of its claims still there."""

    @cached_property
    def id(self) -> str:
        """SHA-256 over what the edge says."""
        said = [self.subject, self.predicate.value, self.object, self.polarity.value, self.modality.value]
        return sha256(canonical_texts(said))

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
    """The id of the edge that it is evidence for."""
    claim: Claim
    status: Status
    """Whether the source still says so."""
    first_seen: str
    """When a run first read it."""
    last_seen: str
    """When a run last found it still there."""
    url: str
    """Where the bytes were fetched."""
    title: str | None
    """The document's title, where it has one."""
    fetched_at: str | None
    """When the bytes were fetched."""
    media_type: str
    """What the bytes are: `text/markdown`, `application/json` and so on."""

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
