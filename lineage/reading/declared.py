"""What metadata declares: sources, training data, base models and owners, as Hub cards and their kin have them.

Fields: https://github.com/huggingface/hub-docs/blob/main/datasetcard.md and modelcard.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lineage.model.claim import BARE_SOURCE
from lineage.model.references import parse
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.affiliations import individual
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon

_NOBODY = frozenset(
    {
        "extended",
        "n/a",
        "na",
        "none",
        "unknown",
        "other",
        "others",
        "various",
        "found",
        "modified",
        "subset",
        "mixed",
        "null",
        "",
    }
)
_MOST_WORDS = 6
"""A longer value is prose: it may name a source, but it is no name."""


class Unsaid(StrEnum):
    """Why a value of `source_datasets` is no source: a closed list, so that all that is left out can be counted."""

    ORIGINAL = "original"
    UNNAMED = "unnamed"
    PROSE = "prose"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SourceValue:
    """One value of `source_datasets`: the name it gives, or why it gives none. `extended` as in `extended|squad`."""

    place: str
    text: str
    name: str | None
    extended: bool = False
    unsaid: Unsaid | None = None


def source_values(card: Mapping[str, Any], pointer: str) -> Iterator[SourceValue]:
    """Every value of a card's `source_datasets`, with the name of the source or the reason why there is none."""
    value = card.get("source_datasets")
    items = value if isinstance(value, list) else [value] if value is not None else []
    for number, item in enumerate(items):
        place = f"{pointer}/source_datasets" + (f"/{number}" if isinstance(value, list) else "")
        yield _source_value(item, place)


def _source_value(item: Any, place: str) -> SourceValue:  # noqa: ANN401  YAML of strangers
    if not isinstance(item, str):
        return SourceValue(place, "", None, unsaid=Unsaid.UNREADABLE)
    extended, name = item.lower().startswith("extended|"), item.split("|", 1)[-1].strip()
    name = name.removeprefix("other-") if extended else name
    if name.casefold() == "original":
        return SourceValue(place, item, None, extended, Unsaid.ORIGINAL)
    if name.casefold() in _NOBODY:
        return SourceValue(place, item, None, extended, Unsaid.UNNAMED)
    if len(name.split()) > _MOST_WORDS:
        return SourceValue(place, item, None, extended, Unsaid.PROSE)
    return SourceValue(place, item, name, extended)


def declared(
    reference: str,
    kind: ThingKind,
    card: Mapping[str, Any],
    pointer: str,
    lexicon: Lexicon,
    *,
    name: str | None = None,
) -> Iterator[Finding]:
    """The statements of a card's metadata. `pointer` is the JSON pointer of `card`."""
    pretty = card.get("pretty_name")
    if isinstance(pretty, str) and pretty.strip() and not lexicon.identify(pretty):
        yield _finding(
            reference, kind, Predicate.SAME_AS, f"name:{pretty}", kind, pretty, f"{pointer}/pretty_name", "pretty-name"
        )
    if kind is ThingKind.MODEL:
        for where, text in _texts(card.get("datasets"), f"{pointer}/datasets"):
            yield _finding(
                reference, kind, Predicate.TRAINED_ON, _on_hub(text), ThingKind.DATASET, text, where, "datasets"
            )
        for where, text in _texts(card.get("base_model"), f"{pointer}/base_model"):
            base = _on_hub(text, "models")
            yield _finding(reference, kind, Predicate.VERSION_OF, base, ThingKind.MODEL, text, where, "base-model")
        return
    for said in source_values(card, pointer):
        itself = said.name is not None and said.name.casefold() == (name or "").casefold() and not said.extended
        if said.name is None or itself:
            continue
        yield _finding(
            reference, kind, Predicate.DERIVED_FROM, _on_hub(said.name), ThingKind.DATASET, said.text, said.place,
            "source-datasets" if said.extended else BARE_SOURCE, derivation=DerivationKind.OTHER,
        )  # fmt: skip


def published_by(
    reference: str, kind: ThingKind, account: str, creator: str | None, pointer: str, lexicon: Lexicon
) -> Iterator[Finding]:
    """The creator of a record: an organisation's account with its name, or an individual without one."""
    if creator is None:
        yield individual(reference, kind, "", pointer)
        return
    organization = ThingKind.ORGANIZATION
    yield _finding(reference, kind, Predicate.PUBLISHED_BY, account, organization, creator, pointer, "creator")
    if not lexicon.organization(account):
        yield _finding(
            account, organization, Predicate.SAME_AS, f"name:{creator}", organization, creator, pointer, "creator"
        )


def _on_hub(text: str, shard: str = "datasets") -> str:
    """What a field names: an identifier as such, otherwise `owner/name` as a repository of the Hub, or a name."""
    found = parse(text)
    is_repository = found.startswith("name:") and text.count("/") == 1 and "://" not in text
    return f"hf:{shard}/{text.strip()}" if is_repository else found


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  YAML of strangers
    if isinstance(value, str) and value.strip():
        yield pointer, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                yield f"{pointer}/{number}", item


def _finding(
    subject: str,
    subject_kind: ThingKind,
    predicate: Predicate,
    object_: str,
    object_kind: ThingKind,
    quote: str,
    place: str,
    rule: str,
    derivation: DerivationKind | None = None,
) -> Finding:
    return Finding(
        subject, subject_kind, predicate, object_, object_kind, quote, place, rule, Strength.DECLARED, 0.95,
        derivation_kind=derivation,
    )  # fmt: skip
