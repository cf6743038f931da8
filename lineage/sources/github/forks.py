"""Forks: each is a copy of all that its parent holds. The listing is a document, and each fork is a repository.

The listing is asked for when the number of forks has changed: a fork does not push to its parent.
API: https://docs.github.com/en/rest/repos/forks#list-forks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lineage.errors import AnswerUnusable, HostNotAllowed, SourceUnreachable
from lineage.fetch.exchange import Answer
from lineage.model.base import canonical
from lineage.model.document import Page
from lineage.model.words import Outcome
from lineage.sources.crawl import Crawl
from lineage.sources.github.beside import blank, settled
from lineage.sources.github.repositories import WEB, Repository, judged, kept, listed

_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')


def forks(crawl: Crawl, repository: Repository, known: Mapping[str, str]) -> tuple[Page | None, list[Repository]]:
    """The listing of a repository's forks, and the forks; no page where there never were any.

    `known` gives the documents of repositories met in earlier runs by their addresses in lower case.
    """
    page = blank(repository, "forks", f"{WEB}{repository.full_name}/forks")
    before = crawl.known.get(page.document)
    if not repository.forks and before is None:
        return None, []
    count = before.version if repository.forks is None and before else str(repository.forks)
    page = replace(page, version=count)
    if same := settled(crawl, page):
        addresses = [WEB + claim.subject.removeprefix("github:").casefold() for claim in crawl.claims(same)]
        return same, [kept(crawl, known[address]) for address in addresses if address in known]
    try:
        found = list(_walk(crawl, repository))
    except _NotListedError as refusal:
        return replace(page, outcome=refusal.outcome, reason=refusal.reason), []
    body = canonical([{"id": fork.document.partition("/")[2], "full_name": fork.full_name} for fork in found])
    return replace(page, body=body, media_type="application/json"), found


class _NotListedError(Exception):
    """The listing was not given."""

    def __init__(self, outcome: Outcome, reason: str | None) -> None:
        self.outcome, self.reason = outcome, reason


def _walk(crawl: Crawl, repository: Repository) -> Iterator[Repository]:
    address, params = f"/repos/{repository.full_name}/forks", {"per_page": "100", "sort": "newest"}
    seen: set[str] = set()
    while True:
        answer = _asked(crawl, address, params)
        records = answer.json()
        for number, record in enumerate(records if isinstance(records, list) else ()):
            fork = listed(crawl, record, f"{answer.snapshot}/{number}")
            if fork and fork.document not in seen and len(seen) < crawl.card.caps["forks"]:
                seen.add(fork.document)
                yield fork
        link = _NEXT.search(answer.headers.get("link", ""))
        if not link or not records:
            return
        if len(seen) >= crawl.card.caps["forks"]:
            crawl.notes.append(f"{repository.full_name} has {repository.forks} forks; {len(seen)} were looked at")
            return
        address, params = link[1], {}


def _asked(crawl: Crawl, address: str, params: Mapping[str, str]) -> Answer:
    try:
        answer = crawl.ask(address, "core", params)
    except (SourceUnreachable, AnswerUnusable, HostNotAllowed) as error:
        raise _NotListedError(Outcome.FAILED, str(error)) from error
    if answer.status != 200:
        raise _NotListedError(*judged(answer))
    return answer
