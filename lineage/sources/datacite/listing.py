"""Asking DataCite for lists of records: a query, its pages by cursor, and what is too much to be read.

API: https://support.datacite.org/docs/api-queries and https://support.datacite.org/docs/pagination.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lineage.errors import SourceChanged
from lineage.fetch.exchange import Answer
from lineage.model.document import Issue
from lineage.sources.crawl import Crawl
from lineage.sources.datacite.record import Record
from lineage.sources.queries import or_groups

PAGE = 500
DETAILS = {"affiliation": "true", "publisher": "true"}
"""Affiliations and publishers with their identifiers, not by name alone."""
_LONGEST, _MOST = 1500, 50
"""Of one query: characters, for the sake of addresses, and alternatives, for the sake of the search engine."""


@dataclass(frozen=True)
class Listed:
    """A record, and where it stands: the response's sha256 and a JSON pointer into it."""

    record: Record
    place: str


def search(crawl: Crawl, field: str, terms: Iterable[str]) -> Iterator[Listed]:
    """All records with one of these words in a field, or anywhere if it is empty; asked in groups.

    A group that finds more than can be read is asked term by term, and a term that does so by itself in titles alone.
    """
    for group in or_groups(terms, longest=_LONGEST, most=_MOST):
        yield from _group(crawl, field, group)


def _group(crawl: Crawl, field: str, group: str) -> Iterator[Listed]:
    query, most = f"{field}:({group})" if field else group, crawl.card.caps["query_pages"]
    answer = ask(crawl, query)
    if total(answer) <= most * PAGE or (field and '" OR "' not in group):
        yield from walk(crawl, answer, most, query)
    elif '" OR "' in group:
        for term in group.split(" OR "):
            yield from _group(crawl, field, term)
    else:
        yield from _group(crawl, "titles.title", group)


def ask(crawl: Crawl, query: str, **more: str) -> Answer:
    """The first page of what a query finds."""
    return crawl.ask("/dois", "api", {"query": query, "page[cursor]": "1", "page[size]": str(PAGE), **DETAILS, **more})


def walk(crawl: Crawl, answer: Answer, most: int, what: str) -> Iterator[Listed]:
    """The records of at most so many pages, from this one on; what is cut off is noted."""
    read = 0
    for number, (fresh, more) in enumerate(paged(crawl, answer), 1):
        yield from fresh
        read += len(fresh)
        if more and number == most:
            crawl.notes.append(f"of {total(answer)} records found by {what[:80]} only {read} were read")
            return


def paged(crawl: Crawl, answer: Answer) -> Iterator[tuple[list[Listed], bool]]:
    """Page by page what is new, and whether there are more pages; one without anything new ends a walk in circles."""
    seen: set[str | None] = set()
    while True:
        fresh = [listed for listed in _records(crawl, answer) if listed.record.doi not in seen]
        seen.update(listed.record.doi for listed in fresh)
        following = _object(_object(answer.json()).get("links")).get("next")
        if not isinstance(following, str) or not fresh:
            yield fresh, False
            return
        yield fresh, True
        answer = crawl.ask(following, "api")


def total(answer: Answer) -> int:
    """How many records a query finds, as far as it says."""
    found = _object(_object(answer.json()).get("meta")).get("total")
    return found if isinstance(found, int) else 0


def years(answer: Answer) -> list[str]:
    """The years in which the records that a query finds were registered, newest first, as far as it says."""
    rows = _object(_object(answer.json()).get("meta")).get("created")
    found = [_object(row).get("id") for row in (rows if isinstance(rows, list) else ())]
    return sorted((year for year in found if isinstance(year, str) and year.isdecimal()), reverse=True)


def _records(crawl: Crawl, answer: Answer) -> Iterator[Listed]:
    rows = _object(answer.json()).get("data")
    if answer.status != 200 or not isinstance(rows, list):
        raise SourceChanged(
            f"{answer.url} answered {answer.status} and no list of records under 'data'; check the card's base URL."
        )
    for number, row in enumerate(rows):
        record = Record(_object(row))
        if record.doi is None:
            crawl.issues.append(Issue(document=None, problem=f"record {number} of {answer.url} has no DOI"))
        else:
            yield Listed(record, f"{answer.snapshot}/data/{number}")


def _object(value: Any) -> dict[str, Any]:  # noqa: ANN401  JSON of strangers
    return value if isinstance(value, dict) else {}
