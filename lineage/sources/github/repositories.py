"""Repositories as documents: their record, by listing, number or name.

A repository's document is named by GitHub's number for it, which stays when it is renamed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from lineage.errors import AnswerUnusable, HostNotAllowed, SourceUnreachable
from lineage.fetch.exchange import Answer
from lineage.model.document import Issue, Page
from lineage.model.words import Outcome, ThingKind
from lineage.sources.crawl import Crawl, by_status

WEB = "https://github.com/"
_FULL_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_DATASET = re.compile(r"(?:^|-)data-?sets?$")
_LASTING = (
    "id", "full_name", "name", "description", "homepage", "topics", "fork", "archived", "created_at", "license",
    "language", "default_branch",
)  # fmt: skip
"""What of a record is kept: no counters, no addresses that follow from the name."""


@dataclass(frozen=True)
class Repository:
    """A repository as this run met it."""

    page: Page
    full_name: str
    is_organization: bool | None = None
    """Whether its owner is one; None where only "not modified" came back."""
    forks: int | None = None
    is_dataset: bool = False
    """Whether its topics say that it is one."""

    @property
    def document(self) -> str:
        """The name of its own document; those beside it begin with it."""
        return self.page.document

    @property
    def owner(self) -> str:
        """The account it lies in."""
        return self.full_name.partition("/")[0]


def listed(crawl: Crawl, record: Any, where: str | None) -> Repository | None:  # noqa: ANN401  JSON of strangers
    """A record as a repository; None, and an issue, when it is none. `where` it was listed."""
    owner = record.get("owner") if isinstance(record, dict) else None
    if not (
        isinstance(owner, dict)
        and type(record.get("id")) is int
        and isinstance(record.get("full_name"), str)
        and _FULL_NAME.fullmatch(record["full_name"])
    ):
        crawl.issues.append(Issue(document=None, problem=f"record {where} has no number, full name and owner"))
        return None
    name, forks, pushed = record["full_name"], record.get("forks_count"), record.get("pushed_at")
    lasting = {field: record[field] for field in _LASTING if field in record}
    lasting["owner"] = {field: owner.get(field) for field in ("login", "type")}
    page = crawl.item(
        f"repositories/{record['id']}", lasting, url=WEB + name, title=name.partition("/")[2], listed_in=where,
        kind=ThingKind.COPY if record.get("fork") is True else ThingKind.REPOSITORY,
        version=pushed if _is_text(pushed) else None,
    )  # fmt: skip
    if page is None:
        return None
    topics = record.get("topics")
    return Repository(
        page, name, owner.get("type") == "Organization", forks if type(forks) is int else None,
        is_dataset=any(map(_DATASET.search, filter(_is_text, topics if isinstance(topics, list) else ()))),
    )  # fmt: skip


def visited(crawl: Crawl, document: str) -> Repository:
    """A repository known from an earlier run, asked for by its number: its own record says what became of it."""
    known = crawl.known[document]
    page = crawl.document(document, f"/{document}", "core", kind=known.kind, url=known.url, outcome=judged)
    if page.body is None:
        return kept(crawl, document, page)
    found = listed(crawl, json.loads(page.body), None)
    if found is None or found.document != document:
        reason = "its record cannot be read"
        return kept(crawl, document, Page(document, known.kind, known.url, Outcome.FAILED, reason=reason))
    return replace(found, page=replace(found.page, etag=page.etag))


def kept(crawl: Crawl, document: str, page: Page | None = None) -> Repository:
    """A repository as an earlier run left it; `page` says how it was found now, by default unchanged."""
    known = crawl.known[document]
    page = page or Page(document, known.kind, known.url, Outcome.UNCHANGED)
    return Repository(replace(page, version=known.version), known.url.removeprefix(WEB))


def named(crawl: Crawl, full_name: str) -> Repository | Page:
    """A repository asked for by its name; a page that says why where there is none."""
    page = Page(f"named/{full_name}", ThingKind.REPOSITORY, WEB + full_name, Outcome.FAILED)
    try:
        answer = crawl.ask(f"/repos/{full_name}", "core")
    except (SourceUnreachable, AnswerUnusable, HostNotAllowed) as error:
        return replace(page, reason=str(error))
    if answer.status != 200:
        outcome, reason = judged(answer)
        return replace(page, outcome=outcome, reason=reason)
    return listed(crawl, answer.json(), None) or replace(page, reason="its record cannot be read")


def judged(answer: Answer) -> tuple[Outcome, str | None]:
    """What a status says; why access is blocked stands in the body (451 by law, 403 by GitHub's terms)."""
    outcome, reason = by_status(answer)
    try:
        block = json.loads(answer.body)["block"]["reason"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return outcome, reason
    return outcome, f"{reason}: access blocked ({str(block)[:40]})"


def _is_text(value: Any) -> TypeGuard[str]:  # noqa: ANN401
    return isinstance(value, str)
