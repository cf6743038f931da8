"""Why somebody holds something, step by step, in words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lineage.model.obligation import Contained, Owed, Why, WhyStep
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind

VERBS: Final[Mapping[Predicate, str]] = {
    Predicate.DERIVED_FROM: "was made from",
    Predicate.VERSION_OF: "is a version of",
    Predicate.COPY_OF: "is a copy of",
    Predicate.PART_OF: "is a part of",
    Predicate.HOLDS: "has a copy of",
    Predicate.PUBLISHED_BY: "was published by",
    Predicate.TRAINED_ON: "was trained on",
    Predicate.USES: "used",
    Predicate.MENTIONS: "mentions",
    Predicate.AFFILIATED_WITH: "has authors who belong to",
    Predicate.WITHDRAWN: "was withdrawn by",
    Predicate.DESCRIBED_BY: "is described by",
    Predicate.SAME_AS: "is the same as",
}
KINDS: Final[Mapping[DerivationKind, str]] = {
    DerivationKind.SUBSET: "some of its items",
    DerivationKind.CROP: "parts cut out of its items, such as faces",
    DerivationKind.ANNOTATION: "labels or captions for its items",
    DerivationKind.FEATURES: "numbers computed from its items",
    DerivationKind.MERGE: "its items together with others",
    DerivationKind.RESAMPLE: "its items in another size, form or balance",
    DerivationKind.SYNTHETIC: "new items that a model made after its items",
    DerivationKind.BENCHMARK_SPLIT: "a fixed choice of its items to measure with",
    DerivationKind.OTHER: "in some other way",
}
STRENGTHS: Final[Mapping[Strength, str]] = {
    Strength.MENTIONED: "it is only named",
    Strength.IMPLIED: "a line of code works with something of that name",
    Strength.STATED: "a sentence says so",
    Strength.DECLARED: "a field of metadata says so",
    Strength.IDENTICAL: "lists or checksums are the same",
}
CONTAINED: Final[Mapping[Contained, str]] = {
    "listed": "Listed. A list of what the dataset contains names the person, or photographs of theirs.",
    "may_contain": "May contain. By the evidence below it may contain photographs of the person. No list that we have "
    "says whether it does; you can look.",
}
ANSWERS: Final[Mapping[Contained, str]] = {"listed": "listed", "may_contain": "may contain"}
OWED: Final[Mapping[Owed, str]] = {
    "items": "the photographs",
    "entries": "entries about the photographs",
    "model": "photographs that a model was trained on",
    "possible": "not known; to be asked",
    "own": "our own archive and index",
}
THINGS: Final[Mapping[ThingKind, tuple[str, str]]] = {
    ThingKind.DATASET: ("dataset", "datasets"),
    ThingKind.RELEASE: ("release of a dataset", "releases of datasets"),
    ThingKind.MODEL: ("model", "models"),
    ThingKind.ORGANIZATION: ("organisation", "organisations"),
    ThingKind.INDIVIDUAL: ("account that may be a person's", "accounts that may be persons'"),
    ThingKind.PAPER: ("paper", "papers"),
    ThingKind.REPOSITORY: ("repository", "repositories"),
    ThingKind.COPY: ("copy", "copies"),
    ThingKind.DOCUMENT: ("document", "documents"),
}

ASKS: Final[Mapping[Owed, str]] = {
    "items": "delete the photographs, and pass it on",
    "entries": "delete the entries about the photographs, and pass it on",
    "model": "delete the photographs that the model was trained on, and pass it on",
    "possible": "tell us whether you hold any of it",
    "own": "delete what we hold ourselves",
}
"""What a holder is asked about a dataset."""


def unknown(kind: ThingKind, count: int, *, used: bool) -> str:
    """Why nobody can be asked about some things of a kind; `used` is said of those that only used the data."""
    what = f"{count:,} {THINGS[kind][count != 1]}{', only said to have used the data' if used else ''}"
    if kind is ThingKind.PAPER:
        return f"{what}: no author's organisation is known"
    return f"{what}: no organisation is named{'' if used else ', and no host is known that serves it'}"


def sentence(step: WhyStep, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """One step as a sentence. A predicate or kind that has no words is shown as it is.

    `called` gives other names than those of the step, by the ids of things.
    """
    subject, object_ = called.get(step.subject, step.subject_name), called.get(step.object, step.object_name)
    if step.predicate == "LISTS":
        return f"The list of what {subject} contains names the person, or photographs of theirs."
    verb = VERBS[Predicate(step.predicate)] if step.predicate in set(Predicate) else step.predicate
    kind = KINDS[DerivationKind(step.kind)] if step.kind in set(DerivationKind) else step.kind
    return f"{subject} {verb} {object_}{f' ({kind})' if kind else ''}."


def firmly(step: WhyStep) -> str:
    """How firmly a step stands, with how sure we are that it was read rightly, in percent."""
    if step.predicate == "LISTS":
        return "the list itself was searched"
    words = STRENGTHS[Strength(step.strength)] if step.strength in set(Strength) else ""
    if step.source == "catalogue":
        return f"{step.strength} (our catalogue says so)"
    return f"{step.strength}{f' ({words})' if words else ''}; read rightly with {step.confidence:.0%} confidence"


def weakest(why: Why) -> WhyStep | None:
    """The step that a way hangs on: the least firm, then the least sure."""
    order = {strength.value: strength.rank for strength in Strength}
    return min(why.steps, key=lambda step: (order.get(step.strength, -1), step.confidence), default=None)
