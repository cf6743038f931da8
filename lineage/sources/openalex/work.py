"""One work of OpenAlex: what of its record is kept, and by which references it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lineage.model.references import from_url
from lineage.reading.inverted import unfold

_ID = re.compile(r"https://openalex\.org/(W\d{1,15})")
_INSTITUTION = ("id", "display_name", "ror", "country_code", "type")


def number(record: Any) -> str | None:  # noqa: ANN401  whatever a listing holds
    """The id of a work, `W…`; None for anything that is no work."""
    found = _ID.fullmatch(str(record.get("id"))) if isinstance(record, dict) else None
    return found[1] if found else None


def kept(record: dict[str, Any]) -> dict[str, Any]:
    """The record as it is archived: without the authors' names and ids, without what changes and says nothing here.

    What is kept stands where it stood, so that a pointer into it is one into OpenAlex's own record, too. How an
    affiliation was written is kept only where OpenAlex knows no institution for it.
    """
    return {
        **{name: record.get(name) for name in ("id", "doi", "title", "publication_date", "abstract_inverted_index")},
        "locations": [{"landing_page_url": place.get("landing_page_url")} for place in _objects(record, "locations")],
        "authorships": [_authorship(author) for author in _objects(record, "authorships")],
    }


def _authorship(author: dict[str, Any]) -> dict[str, Any]:
    institutions = [{name: one.get(name) for name in _INSTITUTION} for one in _objects(author, "institutions")]
    return {
        "institutions": institutions,
        "raw_affiliation_strings": [] if institutions else author.get("raw_affiliation_strings"),
    }


def references(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every reference of the work with the words that give it and their place; the most telling one first."""
    places = [("/doi", record.get("doi"))]
    places += [
        (f"/locations/{n}/landing_page_url", place.get("landing_page_url"))
        for n, place in enumerate(_objects(record, "locations"))
    ]
    found: dict[str, tuple[str, str, str]] = {}
    for where, text in places:
        if isinstance(text, str) and (reference := _paper(text)):
            found.setdefault(reference, (reference, text, where))
    yield from sorted(found.values(), key=lambda row: row[0].startswith("arxiv:"))
    yield f"url:{record['id']}", record["id"], "/id"


def _paper(url: str) -> str | None:
    """The reference of a paper's address; None where the address is of no kind that others would name it by."""
    reference = from_url(url) or ""
    return reference if reference.startswith(("doi:", "arxiv:")) else None


def institutions(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every institution of every author that has a name, with its place."""
    for n, author in enumerate(_objects(record, "authorships")):
        for m, one in enumerate(_objects(author, "institutions")):
            name = one.get("display_name")
            if isinstance(name, str) and name.strip() and name.isprintable():
                yield one, f"/authorships/{n}/institutions/{m}"


def unresolved(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Affiliations as written, for which OpenAlex knows no institution, with their places."""
    for n, author in enumerate(_objects(record, "authorships")):
        written = author.get("raw_affiliation_strings")
        for m, text in enumerate(written if isinstance(written, list) else ()):
            if isinstance(text, str) and text.isprintable():
                yield text, f"/authorships/{n}/raw_affiliation_strings/{m}"


def title(record: dict[str, Any]) -> str | None:
    """The title, if it has one."""
    found = record.get("title")
    return found if isinstance(found, str) and found.strip() else None


def abstract(record: dict[str, Any]) -> str:
    """The abstract as a text, empty where there is none."""
    return unfold(record.get("abstract_inverted_index")) or ""


def _objects(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list field; those that are none become empty ones, so that places stay right."""
    found = record.get(name)
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []
