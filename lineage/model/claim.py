"""Claims: what one document says, and where exactly it says it."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from lineage.model.base import Record, canonical, sha256
from lineage.model.words import About, DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

LONGEST_NAME = 1000
"""Names longer than this many characters are cut; the whole stays in the snapshot."""

BARE_SOURCE = "source-datasets-bare"
"""The rule of a declared source without `extended|`: a derivation, or a copy where the card calls itself one."""


class Evidence(Record):
    """A place in a snapshot, with the words that stand there.

    `locator` is a JSON pointer (RFC 6901), a character range `char=start,end` (RFC 5147), or both joined by `#`;
    it is read against the snapshot's text view. `quote` is None once it was forgotten.
    """

    snapshot: str
    locator: str
    quote: str | None
    rule: str


class Claim(Record):
    """One statement of one document: subject – predicate – object, as written.

    Identity (`id`) is in what is said, never in how it was read: quote, reader, strength and dates stay out, so a
    better reader gives more evidence for the same claim instead of another claim.
    """

    source: str
    document: str
    subject: str = Field(min_length=1, max_length=LONGEST_NAME)
    subject_kind: ThingKind
    predicate: Predicate
    object: str = Field(min_length=1, max_length=LONGEST_NAME)
    object_kind: ThingKind
    derivation_kind: DerivationKind | None = None
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ASSERTED
    about: About = About.SELF
    strength: Strength
    confidence: float = Field(ge=0, le=1)
    valid_from: str | None = None
    valid_to: str | None = None
    evidence: Evidence

    @cached_property
    def id(self) -> str:
        """SHA-256 of the canonical JSON of what is said (RFC 8785)."""
        said = {
            "source": self.source,
            "document": self.document,
            "subject": self.subject,
            "subject_kind": self.subject_kind.value,
            "predicate": self.predicate.value,
            "derivation_kind": self.derivation_kind.value if self.derivation_kind else None,
            "object": self.object,
            "polarity": self.polarity.value,
            "modality": self.modality.value,
            "about": self.about.value,
        }
        return sha256(canonical(said))


def cut(name: str) -> str:
    """A name short enough for a claim, with its white space folded."""
    return " ".join(name.split())[:LONGEST_NAME]
