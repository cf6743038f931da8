"""The closed lists of words that claims are made of: those of PROV and DataCite where these have one."""

from __future__ import annotations

from enum import StrEnum


class ThingKind(StrEnum):
    """What a node of the graph is."""

    DATASET = "dataset"
    RELEASE = "release"
    MODEL = "model"
    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"
    PAPER = "paper"
    REPOSITORY = "repository"
    COPY = "copy"
    DOCUMENT = "document"


class Predicate(StrEnum):
    """What a claim says of its subject and its object."""

    DERIVED_FROM = "DERIVED_FROM"
    VERSION_OF = "VERSION_OF"
    COPY_OF = "COPY_OF"
    PART_OF = "PART_OF"
    HOLDS = "HOLDS"
    PUBLISHED_BY = "PUBLISHED_BY"
    TRAINED_ON = "TRAINED_ON"
    USES = "USES"
    MENTIONS = "MENTIONS"
    AFFILIATED_WITH = "AFFILIATED_WITH"
    WITHDRAWN = "WITHDRAWN"
    DESCRIBED_BY = "DESCRIBED_BY"
    SAME_AS = "SAME_AS"


DATA_FLOWS = frozenset(
    {Predicate.DERIVED_FROM, Predicate.VERSION_OF, Predicate.COPY_OF, Predicate.PART_OF, Predicate.TRAINED_ON}
)
"""Along these, data flows from object to subject: what a walk downstream follows."""

ENDS = frozenset({Predicate.USES, Predicate.HOLDS})
"""These reach data too, but lead no further: nothing is made that could be passed on."""


class DerivationKind(StrEnum):
    """How a dataset was made out of another."""

    SUBSET = "subset"
    CROP = "crop"
    ANNOTATION = "annotation"
    FEATURES = "features"
    MERGE = "merge"
    RESAMPLE = "resample"
    SYNTHETIC = "synthetic"
    BENCHMARK_SPLIT = "benchmark_split"
    OTHER = "other"


class Polarity(StrEnum):
    """Whether the text says that it is so, that it is not so, or that it might be."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Modality(StrEnum):
    """Whether the text speaks for itself, accuses, or passes on what others say."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    REPORTED = "reported"


class About(StrEnum):
    """Whether the text speaks of its own artefact or of somebody else's."""

    SELF = "self"
    THIRD_PARTY = "third_party"


class Strength(StrEnum):
    """How firmly a claim stands, weakest first; compare by `rank`."""

    MENTIONED = "mentioned"
    IMPLIED = "implied"
    STATED = "stated"
    DECLARED = "declared"
    IDENTICAL = "identical"

    @property
    def rank(self) -> int:
        """Place in the order: 0 for mentioned to 4 for identical."""
        return list(Strength).index(self)


class Outcome(StrEnum):
    """What a visit to one document found (DESIGN §5)."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"
    SKIPPED = "skipped"

    @property
    def validates(self) -> bool:
        """Whether the document was really seen: only then do its claims count as seen again."""
        return self in (Outcome.FETCHED, Outcome.UNCHANGED)
