"""The items of one holder as files that machines read, in pieces, so that a hundred thousand need no memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from lineage.letters.plain import one_line
from lineage.model.obligation import Contained

COLUMNS: Final = ("photo_id", "page_url", "download_url", "hash", "dataset", "answer")
_FORMULA: Final = ("=", "+", "-", "@")
_HASHES: Final = {32: "md5", 40: "sha1", 64: "sha256"}
_CONTEXT: Final = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "items": {"@id": "schema:object"},
    "page": {"@id": "schema:url", "@type": "@id"},
    "file": {"@id": "schema:contentUrl", "@type": "@id"},
    "answer": {"@id": "schema:description"},
    "dataset": {"@id": "schema:isPartOf"},
    "until": {"@id": "schema:scheduledTime", "@type": "xsd:date"},
}
_MEANING: Final = (
    "Asked for, and not yet done. Once an item is deleted, say of it prov:wasInvalidatedBy this activity, and "
    "prov:invalidatedAtTime when."
)


@dataclass(frozen=True)
class Item:
    """One photograph in one dataset of the holder; what is not known of it is empty."""

    photo_id: str = field(repr=False)
    page_url: str = field(repr=False)
    download_url: str = field(repr=False)
    hash: str = field(repr=False)
    """Of the file, lower-case hexadecimal: MD5, SHA-1 or SHA-256, told by its length."""
    dataset: str
    """The dataset's id."""
    answer: Contained


def csv_lines(items: Iterable[Item]) -> Iterator[str]:
    """A header, then a line an item (RFC 4180, but for the line end); cells that a spreadsheet would run are text."""
    yield _line(COLUMNS)
    for item in items:
        yield _line((item.photo_id, item.page_url, item.download_url, item.hash, item.dataset, item.answer))


def json_ld(reference: str, holder_name: str, answer_by: date | None, items: Iterable[Item]) -> Iterator[str]:
    """One object of JSON-LD 1.1, a line an item: an activity of W3C PROV that is a schema.org DeleteAction.

    The action is potential: it is asked for, so no item is said to be invalidated. Its context stands in it, so that
    nothing is loaded.
    """
    head: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": f"urn:uuid:{reference}",
        "@type": ["prov:Activity", "schema:DeleteAction"],
        "schema:identifier": reference,
        "schema:actionStatus": {"@id": "schema:PotentialActionStatus"},
        "schema:agent": {"@type": ["prov:Agent", "schema:Organization"], "schema:name": one_line(holder_name)},
        "schema:description": _MEANING,
    }
    if answer_by:
        head["until"] = answer_by.isoformat()
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    before = "\n"
    for item in items:
        yield before + json.dumps(_entity(item), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _entity(item: Item) -> dict[str, Any]:
    known = {"page": item.page_url, "file": item.download_url, "schema:identifier": item.photo_id}
    entity: dict[str, Any] = {"@type": ["prov:Entity", "schema:Photograph"]}
    entity |= {key: one_line(value) for key, value in known.items() if value}
    if item.hash:
        kind = _HASHES.get(len(item.hash), "hash")
        value = {"@type": "schema:PropertyValue", "schema:propertyID": kind, "schema:value": one_line(item.hash)}
        entity["schema:additionalProperty"] = value
    dataset = {"@type": "schema:Dataset", "schema:identifier": one_line(item.dataset)}
    return entity | {"dataset": dataset, "answer": item.answer}


def _line(cells: Iterable[str]) -> str:
    """A cell that begins like a formula gets an apostrophe before it, as spreadsheets take for text."""
    clean = [one_line(cell) for cell in cells]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in clean)
    return out.getvalue()
