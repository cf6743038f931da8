"""Things that bear a dataset's name: another's repository called FairFace is a copy, or says what it made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineage.model.words import About, Polarity, Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.reading.words.table import names

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[A-Za-z]+|\d+")


@dataclass(frozen=True)
class Namesake:
    """The dataset whose name a thing bears; `wrapped` where the name also says how it is wrapped ("-webdataset")."""

    dataset: str
    name: str
    wrapped: bool


def namesake(artefact: Artefact, lexicon: Lexicon) -> Namesake | None:
    """The dataset of the catalogue that a data repository is called after, and nothing else."""
    if artefact.kind is not ThingKind.DATASET:
        return None
    for name in artefact.names:
        plain = _BRACKETS.sub(" ", name.rpartition("/")[2]).strip()
        known = lexicon.identify(plain)
        if known:
            return Namesake(known, name, wrapped=False)
        words = re.sub(r"[-_]+", " ", plain)
        for mention in lexicon.find(words)[:1]:
            rest = {word.casefold() for word in _WORD.findall(words[: mention.start] + " " + words[mention.end :])}
            said = rest & names()["wrappings"]
            if mention.known and said and all(w in names()["wrapped_parts"] or w.isdigit() for w in rest - said):
                return Namesake(mention.known, name, wrapped=True)
    return None


def copies(text: str, artefact: Artefact, lexicon: Lexicon, said: Sequence[Finding]) -> Iterator[Finding]:
    """That a data repository under another's name is a copy, unless the text has said what it makes of the data."""
    found = namesake(artefact, lexicon)
    if found is None or not lexicon.borrows(artefact.reference, found.dataset):
        return
    if not artefact.reference.startswith("hf:datasets/") or any(_tells(one, found, lexicon) for one in said):
        return
    place = next((m for m in lexicon.find(text) if m.known == found.dataset), None)
    if place is None:
        return
    yield Finding(
        artefact.reference, artefact.kind, Predicate.COPY_OF, place.reference, ThingKind.DATASET,
        place.text, f"char={place.start},{place.end}", "namesake", Strength.STATED, 0.8, called=artefact.shown,
    )  # fmt: skip


def _tells(said: Finding, borrowed: Namesake, lexicon: Lexicon) -> bool:
    """Whether it is said that the repository holds a copy of the dataset, or what was made of it."""
    object_ = said.object.removeprefix("name:")
    known = lexicon.identify(object_) or lexicon.introduces(object_)
    if said.about is not About.SELF or known != borrowed.dataset:
        return False
    made = said.predicate is Predicate.DERIVED_FROM and said.polarity is Polarity.ASSERTED
    return (made and not borrowed.wrapped) or said.predicate is Predicate.COPY_OF
