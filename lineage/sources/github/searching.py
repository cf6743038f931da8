"""GitHub's searches: names in OR groups, cut into spans where one query has more results than GitHub gives out.

API: https://docs.github.com/en/rest/search/search. A query has at most 256 characters and five operators; only its
first 1,000 results can be had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lineage.errors import BadInput, SourceChanged
from lineage.fetch.exchange import Answer
from lineage.sources.crawl import Crawl
from lineage.sources.github.span import Span, all_days, all_sizes
from lineage.sources.queries import or_groups

_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
_PHRASE = re.compile(r'"[^"]+"')
_GIVEN_OUT = 1000
_PER_PAGE = 100
Item = tuple[Any, str]
"""A result, and where it was listed: the answer's sha256 and a JSON pointer."""


@dataclass
class Search:
    """One of the searches within one run: what it found, and what it could not give."""

    crawl: Crawl
    path: str
    bucket: str
    most: int
    qualifiers: str = ""
    asked: int = 0
    _incomplete: int = 0
    _left_out: int = 0
    _common: list[str] = field(default_factory=list)

    def find(self, names: Iterable[str], *, rare: bool = False) -> Iterator[Item]:
        """What is found for any of the names; of `rare` ones only those that are: a common word leads nowhere."""
        for group in or_groups(names, longest=256, most=6):
            yield from self._find(_PHRASE.findall(group), None, rare)

    def notes(self) -> Iterator[str]:
        """What the searches of this run left out."""
        if self._left_out:
            yield f"{self._left_out} queries of {self.path} were left out: one run asks for at most {self.most} pages"
        if self._common:
            some = ", ".join(self._common[:5])
            yield f"{len(self._common)} names of derived datasets are too common to search for, such as {some}"
        if self._incomplete:
            yield f"GitHub broke off {self._incomplete} of {self.asked} queries of {self.path} (incomplete_results)"

    def _find(self, phrases: Sequence[str], span: Span | None, rare: bool) -> Iterator[Item]:
        answer = self._ask(" ".join(filter(None, (" OR ".join(phrases), self.qualifiers, span.text if span else ""))))
        if answer is None:
            return
        total, caps = answer.json()["total_count"], self.crawl.card.caps
        halves = () if rare or total > caps["results"] else (span or self._whole(answer)).halves()
        if total <= (caps["rare"] if rare else _GIVEN_OUT):
            yield from self._walk(answer)
        elif len(phrases) > 1:
            for phrase in phrases:
                yield from self._find([phrase], span, rare)
        elif rare:
            self._common.append(phrases[0])
        elif halves:
            for half in halves:
                yield from self._find(phrases, half, rare)
        else:
            self.crawl.notes.append(f"{phrases[0]} has {total:,} results of {self.path}; {_GIVEN_OUT:,} were looked at")
            yield from self._walk(answer)

    def _whole(self, answer: Answer) -> Span:
        return all_sizes() if self.path == "/search/code" else all_days(answer.fetched_at[:10])

    def _ask(self, query: str) -> Answer | None:
        """The first page of a query; None, and a word about it, where GitHub does not take it or enough was asked."""
        if self.asked >= self.most:
            self._left_out += 1
            return None
        params = {"q": query, "per_page": str(_PER_PAGE)}
        if self.path == "/search/repositories":
            params |= {"sort": "updated", "order": "desc"}
        answer = self._checked(self.crawl.ask(self.path, self.bucket, params))
        if answer is None:
            self.crawl.notes.append(f"GitHub refused the query {query!r} of {self.path}")
        return answer

    def _walk(self, answer: Answer) -> Iterator[Item]:
        """The results of an answer and of the pages after it; an item that moved meanwhile may come twice."""
        for number in range(1, _GIVEN_OUT // _PER_PAGE + 1):
            items = answer.json()["items"]
            yield from ((item, f"{answer.snapshot}/items/{place}") for place, item in enumerate(items))
            link = _NEXT.search(answer.headers.get("link", ""))
            if not link or not items or number == _GIVEN_OUT // _PER_PAGE:
                return
            if self.asked >= self.most:
                self._left_out += 1
                return
            following = self._checked(self.crawl.ask(link[1], self.bucket))
            if following is None:
                return
            answer = following

    def _checked(self, answer: Answer) -> Answer | None:
        """An answer with results; None for a query that was refused. Raises BadInput, SourceChanged."""
        self.asked += 1
        if answer.status == 401:
            raise BadInput("GitHub does not accept the token in LINEAGE_SOURCE_GITHUB_TOKEN (401); give another one.")
        if answer.status in (403, 422):
            return None
        found = answer.json() if answer.status == 200 else None
        found = found if isinstance(found, dict) else {}
        if not isinstance(found.get("total_count"), int) or not isinstance(found.get("items"), list):
            raise SourceChanged(f"{answer.url} answered {answer.status} and no list of results; check the base URL.")
        self._incomplete += found.get("incomplete_results") is True
        return answer
