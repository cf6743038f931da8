"""What a reader finds: a statement, the words that make it, and the rule that saw it."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.model.words import About, DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

FIRM = (Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.TRAINED_ON)
"""What only a good reason may claim."""


@dataclass(frozen=True)
class Finding:
    """One statement. `place` is `char=start,end` in the text, or the JSON pointer of a metadata field."""

    subject: str
    subject_kind: ThingKind
    predicate: Predicate
    object: str
    object_kind: ThingKind
    quote: str
    place: str
    rule: str
    strength: Strength
    confidence: float
    derivation_kind: DerivationKind | None = None
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ASSERTED
    about: About = About.SELF
    organization: str | None = None
    valid_from: str | None = None
    called: str | None = None
    """What the text calls the subject, where that is not its reference."""
    parts: str | None = None
    """What in the quote was taken for subject, act and object; see `Evidence.parts`."""

    @property
    def is_fact(self) -> bool:
        """Whether something is said to be so, by the text itself."""
        return self.polarity is Polarity.ASSERTED and self.modality is Modality.ASSERTED
