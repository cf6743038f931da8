"""The closed lists of words that claims are made of: those of PROV and DataCite where these have one."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core.core_schema import CoreSchema, simple_ser_schema


class Word(StrEnum):
    """A word of a closed list, written as the text that it is.

    Pydantic would ask each member for its value, in Python: a seventh of the time that a record takes to be written.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  what pydantic passes
        """Read as an enumeration, written as a string."""
        schema: Any = handler(source)
        return cast(CoreSchema, schema | {"serialization": simple_ser_schema("str")})


class ThingKind(Word):
    """What a node of the graph is."""

    DATASET = "dataset"
    """A collection as a concept."""
    RELEASE = "release"
    """One published version of a dataset."""
    MODEL = "model"
    """Trained weights."""
    ORGANIZATION = "organization"
    """Who acts: a company, a university, an institute, a project with a name."""
    INDIVIDUAL = "individual"
    """Somebody whom we do not name."""
    PAPER = "paper"
    """A publication; stands for what it introduces where the text gives that no name."""
    REPOSITORY = "repository"
    """A code repository or page; stands for what it hosts where that has no name."""
    COPY = "copy"
    """One located holding of a dataset."""
    DOCUMENT = "document"
    """Another thing that a source describes, at its address."""


class Predicate(Word):
    """What a claim says of its subject and its object."""

    DERIVED_FROM = "DERIVED_FROM"
    """The subject was made out of the object; `derivation_kind` says how."""
    VERSION_OF = "VERSION_OF"
    """The subject is a version of the object: another release, a fine-tuned model."""
    COPY_OF = "COPY_OF"
    """The subject is a copy, mirror or re-upload of the object."""
    PART_OF = "PART_OF"
    """The subject is a part of the object."""
    HOLDS = "HOLDS"
    """The subject has a copy of the object."""
    PUBLISHED_BY = "PUBLISHED_BY"
    """The subject was published by the object."""
    TRAINED_ON = "TRAINED_ON"
    """The subject, or what it introduces, was trained on the object."""
    USES = "USES"
    """The subject used the object; whether a copy is left is not known."""
    MENTIONS = "MENTIONS"
    """The subject names the object, and no more can be said."""
    AFFILIATED_WITH = "AFFILIATED_WITH"
    """The subject's authors say that they belong to the object."""
    WITHDRAWN = "WITHDRAWN"
    """The subject was withdrawn by the object."""
    DESCRIBED_BY = "DESCRIBED_BY"
    """The subject is introduced by the object."""
    SAME_AS = "SAME_AS"
    """Both are one thing: they are joined, and no edge is left of it."""


DATA_FLOWS = frozenset(
    {Predicate.DERIVED_FROM, Predicate.VERSION_OF, Predicate.COPY_OF, Predicate.PART_OF, Predicate.TRAINED_ON}
)
"""Along these, data flows from object to subject: what a walk downstream follows."""

ENDS = frozenset({Predicate.USES, Predicate.HOLDS})
"""These reach data too, but lead no further: nothing is made that could be passed on."""


class DerivationKind(Word):
    """How a dataset was made out of another."""

    SUBSET = "subset"
    """Some of the items."""
    CROP = "crop"
    """Parts cut out of the items, such as faces."""
    ANNOTATION = "annotation"
    """Labels or captions for the items."""
    FEATURES = "features"
    """Numbers computed from the items."""
    MERGE = "merge"
    """The items together with others'."""
    RESAMPLE = "resample"
    """The items in another size, form or balance."""
    SYNTHETIC = "synthetic"
    """New items that a model made after these."""
    BENCHMARK_SPLIT = "benchmark_split"
    """A fixed choice of items to measure with."""
    OTHER = "other"
    """Some other way."""


class Polarity(Word):
    """Whether the text says that it is so, that it is not so, or that it might be."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Modality(Word):
    """Whether the text speaks for itself, accuses, or passes on what others say."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    REPORTED = "reported"


class About(Word):
    """Whether the text speaks of its own artefact or of somebody else's."""

    SELF = "self"
    THIRD_PARTY = "third_party"


class Strength(Word):
    """How firmly a claim stands, weakest first; compare by `rank`."""

    MENTIONED = "mentioned"
    """It is only named."""
    IMPLIED = "implied"
    """It follows from something else."""
    STATED = "stated"
    """A sentence says so."""
    DECLARED = "declared"
    """A metadata field, or the catalogue, says so."""
    IDENTICAL = "identical"
    """Lists or checksums overlap."""

    @cached_property
    def rank(self) -> int:
        """Place in the order: 0 for mentioned to 4 for identical."""
        return list(Strength).index(self)


class Outcome(Word):
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
