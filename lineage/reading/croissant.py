"""What a Croissant record declares: JSON-LD that says from which other datasets its own was made.

Vocabulary: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, with PROV and schema.org inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lineage.model.references import parse
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.finding import Finding

_SOURCES = ("wasDerivedFrom", "isBasedOn", "isBasedOnUrl")


def is_croissant(record: Any) -> bool:  # noqa: ANN401  JSON of strangers
    """Whether a record is JSON-LD about a dataset."""
    return isinstance(record, dict) and "@context" in record and str(record.get("@type")).endswith("Dataset")


def declared_sources(record: dict[str, Any], reference: str, kind: ThingKind) -> Iterator[Finding]:
    """What the dataset lying at `reference` is declared to be made of."""
    for field, value in record.items():
        if re.split(r"[:/#]", field)[-1] not in _SOURCES:
            continue
        pointer = f"/{field.replace('~', '~0').replace('/', '~1')}"
        values = value if isinstance(value, list) else [value]
        for number, source in enumerate(values):
            for place, text in _named(source, f"{pointer}/{number}" if isinstance(value, list) else pointer):
                yield Finding(
                    reference, kind, Predicate.DERIVED_FROM, _reference(text), ThingKind.DATASET, text, place,
                    "croissant-source", Strength.DECLARED, 0.95, DerivationKind.OTHER,
                )  # fmt: skip


def _named(source: Any, pointer: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  JSON of strangers
    """How a source is named: as a text, or by the first identifier or name of an object."""
    if isinstance(source, str) and source.strip():
        yield pointer, source
    elif isinstance(source, dict):
        fields = (field for field in ("@id", "url", "sameAs", "name") if isinstance(source.get(field), str))
        field = next((field for field in fields if source[field].strip()), None)
        if field:
            yield f"{pointer}/{field}", source[field]


def _reference(text: str) -> str:
    """An identifier as such; of a URN that is none (RFC 8141), its last part is the name."""
    found = parse(text)
    return f"name:{text.rpartition(':')[2].strip()}" if found.startswith("name:urn:") else found
