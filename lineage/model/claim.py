"""Claims: what one document says, and where exactly it says it."""

from __future__ import annotations

import re
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
    """SHA-256 of the archived bytes."""
    locator: str
    """Where in the snapshot's text view: a JSON pointer, a range of characters, or both."""
    quote: str | None
    """The words that stand there."""
    rule: str
    """The rule of the reader that read it."""
    parts: str | None = None
    """What in the quote was taken for what, where a sentence was read: `subject=0,2;act=3,10;object=26,34`, in
    characters of the quote; a part that is only understood is missing."""

    @property
    def taken(self) -> dict[str, str]:
        """The words of the quote that were taken for subject, act and object."""
        spans = re.findall(r"(\w+)=(\d+),(\d+)", self.parts or "")
        return {name: (self.quote or "")[int(start) : int(end)] for name, start, end in spans if self.quote}


class Claim(Record):
    """One statement of one document: subject – predicate – object, as written.

    Identity (`id`) is in what is said, never in how it was read: quote, reader, strength and dates stay out, so a
    better reader gives more evidence for the same claim instead of another claim.
    """

    source: str
    """The source that was crawled."""
    document: str
    """The document's id at its source."""
    subject: str = Field(min_length=1, max_length=LONGEST_NAME)
    """What it speaks of, as a reference; a name as written."""
    subject_kind: ThingKind
    """What the document takes the subject for."""
    predicate: Predicate
    """What it says."""
    object: str = Field(min_length=1, max_length=LONGEST_NAME)
    """What the subject is related to, as a reference; a name as written."""
    object_kind: ThingKind
    """What the document takes the object for."""
    derivation_kind: DerivationKind | None = None
    """How the subject was made out of the object, where the text says so."""
    polarity: Polarity = Polarity.ASSERTED
    """Whether it is said to be so, not to be so, or that it might be."""
    modality: Modality = Modality.ASSERTED
    """Whether the text speaks for itself, accuses, or passes on what others say."""
    about: About = About.SELF
    """Whether the text speaks of its own artefact."""
    strength: Strength
    """How firmly it stands."""
    confidence: float = Field(ge=0, le=1)
    """How sure the reader is."""
    valid_from: str | None = None
    """Since when it is so in the world, where the text says that."""
    valid_to: str | None = None
    """Until when it was so in the world, where the text says that."""
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

    @property
    def firmness(self) -> tuple[int, float, bool, str, str]:
        """Ordered: the firmest claim is the greatest; of equals what an artefact says of itself.

        Then the bytes that were read decide: the ids of claims depend on where a folder of documents lies.
        """
        own = self.about is About.SELF
        return (self.strength.rank, self.confidence, own, self.evidence.snapshot, self.evidence.locator)


def cut(name: str) -> str:
    """A name short enough for a claim, with its white space folded."""
    return " ".join(name.split())[:LONGEST_NAME]
