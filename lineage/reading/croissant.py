"""What a record in JSON-LD declares: from which other datasets its own was made.

Vocabulary: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, with PROV (https://www.w3.org/TR/prov-o/)
and schema.org inside; forms of values: https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lineage.model.references import parse
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon

_SOURCES = frozenset({"wasDerivedFrom", "isBasedOn", "isBasedOnUrl", "hadPrimarySource", "wasRevisionOf"})
_MADE_BY, _USED = "wasGeneratedBy", "used"
_NAMED_BY = ("@id", "url", "sameAs", "identifier", "name", "alternateName")
"""The fields that identify a thing, the surest first."""
_DEEPEST = 4


@dataclass(frozen=True)
class _Text:
    """A text in the record, and the JSON pointer to it."""

    pointer: str
    text: str


def is_croissant(record: Any) -> bool:  # noqa: ANN401  JSON of strangers
    """Whether a record is JSON-LD about a dataset."""
    nodes = [node for _, node in _nodes(record)]
    return any(map(_is_dataset, nodes)) and any("@context" in node for node in nodes)


def declared_sources(record: Any, reference: str, kind: ThingKind, lexicon: Lexicon) -> Iterator[Finding]:  # noqa: ANN401  JSON of strangers
    """What the dataset lying at `reference` is declared to be made of, each source once."""
    nodes = list(_nodes(record))
    known = {node["@id"]: (place, node) for place, node in nodes if isinstance(node.get("@id"), str)}
    own = next((found for found in nodes if _is_dataset(found[1]) and any(_sources(*found))), None)
    if own is None:
        return
    told: set[str] = set()
    for pointer, value in _sources(*own):
        texts = list(_identifying(value, pointer, known, 0))
        if not texts:
            continue
        best = next((text for text in texts if _identity(text, lexicon)), texts[0])
        same = {_identity(text, lexicon) or _reference(text.text) for text in texts}
        if told.isdisjoint(same):
            yield Finding(
                reference, kind, Predicate.DERIVED_FROM, _reference(best.text), ThingKind.DATASET, best.text,
                best.pointer, "croissant-source", Strength.DECLARED, 0.95, DerivationKind.OTHER,
            )  # fmt: skip
        told |= same


def _nodes(record: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401  JSON of strangers
    """The things a record describes: itself, those of its graph, or the items of a list."""
    if isinstance(record, dict):
        yield "", record
        record, pointer = record.get("@graph"), "/@graph"
    else:
        pointer = ""
    if isinstance(record, list):
        yield from ((f"{pointer}/{number}", node) for number, node in enumerate(record) if isinstance(node, dict))


def _is_dataset(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    return any(str(one).endswith("Dataset") for one in (types if isinstance(types, list) else [types]))


def _sources(pointer: str, node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each single value that names a source of a node, with its place."""
    for field, value in node.items():
        name, place = re.split(r"[:/#]", field)[-1], f"{pointer}/{_escaped(field)}"
        if name in _SOURCES:
            yield from _items(value, place)
        elif name == _MADE_BY:
            for where, activity in _items(value, place):
                if isinstance(activity, dict):
                    for inner, used in activity.items():
                        if re.split(r"[:/#]", inner)[-1] == _USED:
                            yield from _items(used, f"{where}/{_escaped(inner)}")


def _items(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  JSON of strangers
    if not isinstance(value, list):
        yield pointer, value
    else:
        yield from ((f"{pointer}/{number}", item) for number, item in enumerate(value))


def _identifying(
    value: Any, pointer: str, known: Mapping[str, tuple[str, dict[str, Any]]], depth: int  # noqa: ANN401  JSON of strangers
) -> Iterator[_Text]:  # fmt: skip
    """All texts that identify a thing, the surest first; what else is said of it is not looked at."""
    if isinstance(value, str):
        if value.strip() and not value.startswith(("_:", "#")):
            yield _Text(pointer, value)
    elif isinstance(value, dict) and depth < _DEEPEST:
        if isinstance(value.get("@value"), str):
            yield from _identifying(value["@value"], f"{pointer}/@value", known, depth + 1)
            return
        id_ = value.get("@id")
        there = known.get(id_) if isinstance(id_, str) else None
        if there and there[1] is not value:
            yield from _identifying(there[1], there[0], known, depth + 1)
            return
        for field in _NAMED_BY:
            for where, item in _items(value.get(field), f"{pointer}/{_escaped(field)}"):
                yield from _identifying(_plain(item), where + _inner(item), known, depth + 1)


def _plain(item: Any) -> Any:  # noqa: ANN401  JSON of strangers
    """The value of a `PropertyValue`, and the first of a map of languages."""
    if isinstance(item, dict) and "@value" not in item:
        return next((text for text in (item.get("value"), *item.values()) if isinstance(text, str)), item)
    return item


def _inner(item: Any) -> str:  # noqa: ANN401  JSON of strangers
    if isinstance(item, dict) and "@value" not in item:
        field = (
            "value"
            if isinstance(item.get("value"), str)
            else next((k for k, v in item.items() if isinstance(v, str)), "")
        )
        return f"/{_escaped(field)}" if field else ""
    return ""


def _escaped(field: str) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return field.replace("~", "~0").replace("/", "~1")


def _identity(text: _Text, lexicon: Lexicon) -> str | None:
    """The catalogue's dataset that a text names, by its page or by its name."""
    return lexicon.introduces(_reference(text.text)) or lexicon.identify(text.text)


def _reference(text: str) -> str:
    """An identifier as such; of a URN that is none (RFC 8141), its last part is the name."""
    found = parse(re.sub(r"^doi:\s*(?=10\.)", "", text, flags=re.IGNORECASE))
    return f"name:{text.rpartition(':')[2].strip()}" if found.startswith("name:urn:") else found
