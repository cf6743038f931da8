"""Of what a sentence speaks: the document's own artefact, a part of it under a name of its own, or a third party's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineage.model.references import name_key
from lineage.model.words import About, Predicate, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.finding import FIRM
from lineage.reading.kindless import as_spoken
from lineage.reading.lexicon import Mention
from lineage.reading.syntax.path import Path
from lineage.reading.syntax.phrases import left_edge
from lineage.reading.syntax.words import Word
from lineage.reading.words.table import names

_SHAPE = re.compile(
    r"(?=.*[A-Z])(?:\w*[a-z][A-Z]\w*|[A-Z][A-Z\d]{2,}\w*|\w*[A-Za-z]\w*[-/]?\d\w*|\w+(?:-[A-Z]\w*)+|[A-Z]\w*(?:-\w+)+)\Z"
)
"""How names of datasets and models are written, in one word: HarborQ, SNUB, MP16, Harbor-Q."""


@dataclass(frozen=True)
class Whose:
    """`other` is something that is not the artefact; `called` a name that the text gives the artefact's own."""

    other: Mention | None = None
    called: str | None = None
    about: About = About.SELF
    described: bool = False
    """Whether what it is called is no name: "the face detector" of one text is not another's."""


OWN = Whose()


def subject_of(
    words: Sequence[Word], path: Path, named: Sequence[Mention], target: Mention, artefact: Artefact
) -> Whose:
    """Whose the product of an act is, as the phrases on the path tell."""
    for place in _places(path):
        begin = left_edge(words, place) if words[place].tag == "N" else place
        phrase = words[begin : place + 1]
        own = next((word for word in phrase if word.own), None)
        if own is not None:
            return Whose(called=as_spoken(own.text))
        for word in reversed(phrase):
            mention = named[word.mention] if word.mention >= 0 else None
            if mention is target or (mention and mention.known and mention.known == target.known):
                continue
            if mention or is_name(word):
                return _of_name(word.text, mention, artefact)
    return OWN


def _of_name(name: str, mention: Mention | None, artefact: Artefact) -> Whose:
    """A known dataset is itself; an unknown name is what the text introduces, on another's card a third party."""
    key = name_key(name)
    if mention and mention.known:
        introduced = artefact.dataset and key == name_key(artefact.dataset)
        return Whose(called=name) if introduced else Whose(other=mention, about=About.THIRD_PARTY)
    similar = any(key in own or own in key for own in artefact.keys) or key == name_key(artefact.dataset or "")
    if mention and not similar and artefact.names and artefact.kind in (ThingKind.DATASET, ThingKind.MODEL):
        return Whose(other=mention, about=About.THIRD_PARTY)
    return Whose(called=name)


def as_subject(artefact: Artefact, predicate: Predicate, whose: Whose) -> tuple[str, ThingKind]:
    """What of the document is meant: for derivations of papers and repositories, the dataset they introduce."""
    if whose.other:
        learnt = predicate is Predicate.TRAINED_ON and not whose.other.known
        return whose.other.reference, ThingKind.MODEL if learnt else ThingKind.DATASET
    if whose.described and whose.about is About.SELF:  # "our backbone": whoever stands behind the text holds it
        whose = OWN
    elif whose.described:
        return f"anonymous:{whose.called}", ThingKind.MODEL if predicate is Predicate.TRAINED_ON else ThingKind.DATASET
    another = whose.called is not None and name_key(whose.called) not in artefact.keys
    if another and artefact.kind in (ThingKind.PAPER, ThingKind.REPOSITORY) and predicate in FIRM:
        return f"name:{whose.called}", ThingKind.MODEL if predicate is Predicate.TRAINED_ON else ThingKind.DATASET
    if predicate is Predicate.TRAINED_ON and artefact.kind is ThingKind.DATASET:  # no dataset is trained
        return (f"name:{whose.called}" if another else "anonymous:the model"), ThingKind.MODEL
    if predicate is Predicate.DERIVED_FROM and artefact.kind in (ThingKind.PAPER, ThingKind.REPOSITORY):
        return (f"name:{artefact.dataset}" if artefact.dataset else "anonymous:the dataset"), ThingKind.DATASET
    return artefact.reference, artefact.kind


def _places(path: Path) -> Iterator[int]:
    """The heads of subjects and objects, from the root of the clause inwards; what is merged is no product."""
    for step in reversed(path.steps):
        hosts = (step.at,) if step.role in ("apposition", "which", "(") else ()
        object_ = None if "merge" in step.classes else step.object
        for place in (step.subject, object_, *hosts):
            if place is not None:
                yield place


def is_name(word: Word) -> bool:
    """Whether a word is written as names of datasets and models are."""
    text = word.text
    return word.tag == "N" and bool(_SHAPE.match(text)) and text.casefold() not in names()["not_datasets"]
