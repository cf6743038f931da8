"""One record of DataCite: what it is, which of its fields mean something here, and when it is not to be trusted.

Fields: https://support.datacite.org/reference/get_dois-id and https://schema.datacite.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lineage.model.references import parse
from lineage.model.words import ThingKind
from lineage.reading.related import Entry, carrying, entries, ignored, kinds
from lineage.sources.datacite.markup import plain

_READ = frozenset(
    {"doi", "titles", "creators", "publisher", "types", "relatedIdentifiers", "relatedItems", "descriptions", "url"}
    | {"state", "isActive", "reason", "updated"}
)
_IGNORED = frozenset(
    {"identifiers", "alternateIdentifiers", "container", "contributors", "publicationYear", "subjects", "dates"}
    | {"language", "sizes", "formats", "version", "rightsList", "geoLocations", "fundingReferences", "contentUrl"}
    | {"schemaVersion", "source", "created", "registered", "published"}
)
"""Fields that say nothing of where data came from, or say again what others do."""


@dataclass(frozen=True)
class Record:
    """A record as the API gives it: `id`, `attributes`, `relationships`."""

    raw: dict[str, Any]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Its attributes."""
        found = self.raw.get("attributes")
        return found if isinstance(found, dict) else {}

    @property
    def doi(self) -> str | None:
        """Its DOI in lower case, by which it is known; None for what is no record."""
        found = self.fields.get("doi")
        return found.casefold() if isinstance(found, str) and parse(found).startswith(("doi:", "arxiv:")) else None

    @property
    def reference(self) -> str:
        """What it is about."""
        return parse(self.doi or "")

    @property
    def general(self) -> str | None:
        """The general type of what it is about."""
        types = self.fields.get("types")
        found = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
        return found if isinstance(found, str) else None

    @property
    def kind(self) -> ThingKind:
        """What it is about; a document where its type is none of ours."""
        return kinds().get(self.general or "", ThingKind.DOCUMENT)

    @property
    def title(self) -> str | None:
        """Its first title that is a main one, without markup."""
        return next((" ".join(plain(text).split()) for _, text, form in self.titles if not form), None)

    @property
    def titles(self) -> Iterator[tuple[str, str, str | None]]:
        """Place, text and type of every title."""
        for number, text, row in _texts(self.fields.get("titles"), "title"):
            yield f"/attributes/titles/{number}/title", text, row.get("titleType")

    @property
    def descriptions(self) -> Iterator[tuple[str, str, str | None]]:
        """Place, text and type of every description."""
        for number, text, row in _texts(self.fields.get("descriptions"), "description"):
            yield f"/attributes/descriptions/{number}/description", text, row.get("descriptionType")

    @property
    def related(self) -> Iterator[Entry]:
        """Everything that it relates to."""
        return entries(self.fields.get("relatedIdentifiers"), self.fields.get("relatedItems"), "/attributes")

    @property
    def version(self) -> str | None:
        """The moment it was updated last."""
        found = self.fields.get("updated")
        return found if isinstance(found, str) and found else None

    @property
    def host(self) -> str:
        """The repository that registered it, such as `cern.zenodo`."""
        found = self.raw.get("relationships")
        for step in ("client", "data", "id"):
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, str) else ""

    @property
    def withdrawn(self) -> str | None:
        """Why it counts as gone although it can be read: its DOI leads to a tombstone."""
        state, reason = self.fields.get("state"), self.fields.get("reason")
        if state in (None, "findable") and self.fields.get("isActive") is not False:
            return None
        return f"tombstone: {reason}"[:300] if isinstance(reason, str) and reason.strip() else "tombstone"

    def lasting(self, volatile: tuple[str, ...]) -> dict[str, Any]:
        """The same record whether it came alone or in a list: without persons, and without what changes for nothing."""
        kept = {key: value for key, value in self.fields.items() if key not in (*volatile, "contributors")}
        for field in ("creators", "relatedItems"):
            if isinstance(rows := kept.get(field), list):
                kept[field] = [_without_persons(row) for row in rows]
        client = {"client": {"data": {"id": self.host}}} if self.host else {}
        return {"id": self.raw.get("id"), "attributes": kept, "relationships": client}

    def unknown(self, volatile: tuple[str, ...]) -> Iterator[str]:
        """What of it nobody has decided about yet: fields, relations and types that came after this source."""
        yield from (f"the field {key!r}" for key in sorted(self.fields.keys() - _READ - _IGNORED - set(volatile)))
        words = {entry.relation for entry in self.related}
        yield from (f"the relation {word!r}" for word in sorted(words - carrying().keys() - ignored()))
        if self.general and self.general not in kinds():
            yield f"the type {self.general!r}"


def _without_persons(row: Any) -> Any:  # noqa: ANN401  JSON of strangers
    """A creator that is no organisation without its names, a related item without the people behind it."""
    if not isinstance(row, dict):
        return None
    if row.get("nameType") == "Organizational" and not (row.get("givenName") or row.get("familyName")):
        return row
    people = ("name", "givenName", "familyName", "nameIdentifiers", "creators", "contributors")
    return {key: value for key, value in row.items() if key not in people}


def _texts(rows: Any, field: str) -> Iterator[tuple[int, str, dict[str, Any]]]:  # noqa: ANN401  JSON of strangers
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        text = row.get(field) if isinstance(row, dict) else None
        if isinstance(row, dict) and isinstance(text, str) and text.strip():
            yield number, text, row
