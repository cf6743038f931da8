"""Related identifiers in the words of DataCite: which relations carry data along, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lineage.model.references import from_url, is_reference, normalise, parse, scheme
from lineage.model.words import About, DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.finding import Finding
from lineage.reading.words.table import typed_table

_DOI_PREFIX = re.compile(r"^(?:doi:|(?:dx\.)?doi\.org/)\s*(?=10\.)", re.IGNORECASE)
CONCEPTS = ("IsVersionOf", "HasVersion")
"""Relations to what all versions of a thing have in common."""
_DATA = (ThingKind.DATASET, ThingKind.MODEL, ThingKind.DOCUMENT)
_DERIVED, _VERSION, _SAME = Predicate.DERIVED_FROM, Predicate.VERSION_OF, Predicate.SAME_AS
_RESOLVERS = {"handle": "https://hdl.handle.net/", "ark": "https://n2t.net/"}
_OWN = ("doi", "arxiv", "hf", "github")


@dataclass(frozen=True)
class Relation:
    """What one word says of a thing and its related one; see `words/related.yaml`."""

    predicate: Predicate
    kind: DerivationKind | None = None
    inverse: bool = False
    between_data: bool = False


@cache
def carrying() -> Mapping[str, Relation]:
    """The relations along which data flows."""
    return {
        word: Relation(
            Predicate(row["predicate"]), DerivationKind(row["kind"]) if "kind" in row else None,
            row.get("inverse", False), row.get("between_data", False),
        )
        for word, row in typed_table("related")["carrying"].items()
    }  # fmt: skip


@cache
def ignored() -> frozenset[str]:
    """The relations that say nothing of data."""
    return frozenset(typed_table("related")["ignored"])


@cache
def kinds() -> Mapping[str, ThingKind]:
    """What DataCite's general resource types mean here."""
    return {word: ThingKind(kind) for kind, words in typed_table("related")["kinds"].items() for word in words}


@dataclass(frozen=True)
class Entry:
    """One related thing as a record names it."""

    relation: str
    text: str
    form: str
    """The kind of identifier: DOI, URL, arXiv …"""
    general: str | None
    """What the related thing is said to be."""
    place: str

    @property
    def meaning(self) -> Relation | None:
        """What its relation says of data, if it says anything."""
        return carrying().get(self.relation)

    @property
    def reference(self) -> str | None:
        """The thing, by an identifier of the web; None for numbers of books and journals, and the like."""
        text = _DOI_PREFIX.sub("", self.text.strip())
        if is_reference(text) and scheme(text) != "arxiv":
            return None
        found, form = parse(text), self.form.casefold()
        if found.startswith("name:") and form in _RESOLVERS:
            return from_url(_RESOLVERS[form] + text)
        return found if scheme(found) in ("doi", "arxiv", "hf", "github", "url") else None


def entries(identifiers: Any, items: Any, pointer: str) -> Iterator[Entry]:  # noqa: ANN401  JSON of strangers
    """The related identifiers and related items of a record whose JSON pointer is `pointer`."""
    for number, entry in enumerate(_objects(identifiers)):
        place = f"{pointer}/relatedIdentifiers/{number}/relatedIdentifier"
        yield from _entry(entry, entry, "relatedIdentifier", entry.get("resourceTypeGeneral"), place)
    for number, entry in enumerate(_objects(items)):
        inner = entry.get("relatedItemIdentifier")
        place = f"{pointer}/relatedItems/{number}/relatedItemIdentifier/relatedItemIdentifier"
        yield from _entry(entry, inner, "relatedItemIdentifier", entry.get("relatedItemType"), place)


def related(me: str, kind: ThingKind, found: Iterable[Entry]) -> Iterator[Finding]:
    """The statements of a thing's related ones.

    Papers and software relate to each other in the same words; they hold no data, and theirs are left out.
    """
    for entry in found if kind in _DATA else ():
        relation, target = entry.meaning, entry.reference
        if relation is None or target is None or normalise(target) == normalise(me):
            continue
        known = kinds().get(entry.general or "")
        if relation.between_data and (known not in (None, *_DATA) or scheme(target) not in _OWN):
            continue
        predicate = relation.predicate
        if entry.relation in CONCEPTS and _one_registrant(me, target):
            predicate = _SAME
        other = kind if predicate in (_VERSION, _SAME) else known or _kind_of(target)
        subject, object_ = ((target, other), (me, kind)) if relation.inverse else ((me, kind), (target, other))
        if predicate is _DERIVED and subject[1] is ThingKind.MODEL:
            predicate = _VERSION if object_[1] is ThingKind.MODEL else Predicate.TRAINED_ON
        yield Finding(
            *subject, predicate, *object_, entry.text, entry.place, f"related-{entry.relation}",
            Strength.DECLARED, 0.85 if relation.inverse else 0.95,
            derivation_kind=relation.kind if predicate is _DERIVED else None,
            about=About.THIRD_PARTY if relation.inverse else About.SELF,
        )  # fmt: skip


def _objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401  JSON of strangers
    return [item if isinstance(item, dict) else {} for item in value] if isinstance(value, list) else []


def _entry(outer: dict[str, Any], inner: Any, field: str, general: Any, place: str) -> Iterator[Entry]:  # noqa: ANN401
    relation, text = outer.get("relationType"), inner.get(field) if isinstance(inner, dict) else None
    if isinstance(relation, str) and isinstance(text, str) and text.strip():
        form = inner.get(f"{field}Type")
        yield Entry(
            relation, text, form if isinstance(form, str) else "", general if isinstance(general, str) else None, place
        )


def _kind_of(target: str) -> ThingKind:
    """What a thing is as far as its identifier tells: data, unless it is a page that can only describe some."""
    return {"arxiv": ThingKind.PAPER, "github": ThingKind.REPOSITORY}.get(scheme(target), ThingKind.DATASET)


def _one_registrant(one: str, other: str) -> bool:
    """Whether both are DOIs of one registrant: so a repository names the concept that all versions have in common."""
    return one.startswith("doi:") and other.partition("/")[0].casefold() == one.partition("/")[0].casefold()
