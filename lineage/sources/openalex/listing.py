"""Asking for lists of works: as many alternatives in one question as fit, and every page of the answer.

API: https://developers.openalex.org/api-reference/works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus

from lineage.errors import SourceChanged
from lineage.fetch.exchange import Answer
from lineage.sources.crawl import Crawl

FIELDS = "id,doi,title,publication_date,locations,authorships,abstract_inverted_index"
PER_PAGE = 100
_MOST_ALTERNATIVES = 100
_LONGEST = 3000
"""Characters of all alternatives in an address, of which OpenAlex takes about 4,000 in all."""


@dataclass(frozen=True)
class Question:
    """Works for which one of several alternatives holds, the newest first."""

    field: str
    alternatives: tuple[str, ...]
    bucket: str = "list"
    pages: int = 1
    """The most pages that are walked through."""

    @property
    def joint(self) -> str:
        """How OpenAlex wants alternatives to be joined: words of a search in another way than values."""
        return " OR " if self.bucket == "search" else "|"

    def halves(self) -> tuple[Question, Question]:
        """The same asked in two parts."""
        middle = len(self.alternatives) // 2
        first, second = self.alternatives[:middle], self.alternatives[middle:]
        return replace(self, alternatives=first), replace(self, alternatives=second)


def questions(field: str, alternatives: Iterable[str], bucket: str, pages: int) -> Iterator[Question]:
    """As few questions as hold all alternatives."""
    group: list[str] = []
    length = 0
    for alternative in dict.fromkeys(alternatives):
        more = len(quote_plus(f" OR {alternative}"))
        if group and (length + more > _LONGEST or len(group) == _MOST_ALTERNATIVES):
            yield Question(field, tuple(group), bucket, pages)
            group, length = [], 0
        group.append(alternative)
        length += more
    if group:
        yield Question(field, tuple(group), bucket, pages)


def walk(crawl: Crawl, question: Question) -> Iterator[tuple[Any, str]]:
    """Every listed record with its place: the response's sha256 and a JSON pointer into it.

    A question with too many works is asked in two parts, so that one well-known name does not crowd out the others.
    A page without any new work ends a walk: some cursors go round in circles. Works that were not listed are said.
    """
    cursor, seen, listed = "*", set[str](), 0
    for number in range(question.pages):
        answer = _ask(crawl, question, cursor)
        results, count, then = _listing(answer)
        if number == 0 and count > question.pages * PER_PAGE and len(question.alternatives) > 1:
            for half in question.halves():
                yield from walk(crawl, half)
            return
        fresh = {str(record.get("id")) for record in results if isinstance(record, dict)} - seen
        seen |= fresh
        listed += len(results)
        yield from ((record, f"{answer.snapshot}/results/{place}") for place, record in enumerate(results))
        if not fresh or not then or len(seen) >= count:
            break
        cursor = then
    if listed < count:
        asked = f"{question.field}:{question.joint.join(question.alternatives)}"
        crawl.notes.append(f"of {count} works with {asked[:300]} only the newest {len(seen)} were listed")


def _ask(crawl: Crawl, question: Question, cursor: str) -> Answer:
    query = {
        "filter": f"{question.field}:{question.joint.join(question.alternatives)}",
        "select": FIELDS,
        "per_page": str(PER_PAGE),
        "sort": "publication_date:desc",
        "cursor": cursor,
    }
    return crawl.ask("/works", question.bucket, query)


def _listing(answer: Answer) -> tuple[list[Any], int, str | None]:
    """The records of a page, how many there are in all, and the cursor of the next page."""
    page = answer.json() if answer.status == 200 else None
    if (
        not isinstance(page, dict)
        or not isinstance(page.get("results"), list)
        or not isinstance(page.get("meta"), dict)
    ):
        raise SourceChanged(f"{answer.url} answered {answer.status} and no list of works; look at OpenAlex's API.")
    count, then = page["meta"].get("count"), page["meta"].get("next_cursor")
    if type(count) is not int or not isinstance(then, str | None):
        raise SourceChanged(f"{answer.url} answered without a count of works or with an odd cursor; look at its API.")
    return page["results"], count, then
