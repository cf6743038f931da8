"""A record as a page: new, unchanged, gone; and the visit to one that no list showed."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote, urlencode

from lineage.model.document import Issue, Page
from lineage.model.words import Outcome, ThingKind
from lineage.sources.crawl import Crawl
from lineage.sources.datacite.listing import DETAILS
from lineage.sources.datacite.record import Record


def page_of(crawl: Crawl, record: Record, place: str | None) -> Page | None:
    """A record as its page; without a body while its version is the one already read. None, and an issue, if it is bad.

    What nobody has decided about yet is told once in a run.
    """
    document, known = record.doi or "", crawl.known.get(record.doi or "")
    page = Page(document, record.kind, _web(document), title=record.title, version=record.version, listed_in=place)
    _tell(crawl, record)
    if reason := record.withdrawn:
        return replace(page, outcome=Outcome.GONE, reason=reason)
    if known and known.snapshot and known.outcome.validates and known.version and known.version == record.version:
        return replace(page, outcome=Outcome.UNCHANGED)
    return crawl.item(
        document, record.lasting(crawl.card.volatile), kind=page.kind, url=page.url,
        title=page.title, version=page.version, listed_in=place,
    )  # fmt: skip


def visit(crawl: Crawl, document: str, kind: ThingKind) -> Page:
    """A record that no list showed: its own address tells whether it is gone or was only not found."""
    path = f"/dois/{quote(document, safe='/')}?{urlencode(DETAILS)}"
    page = crawl.document(document, path, "api", kind=kind, url=_web(document))
    if page.body is None:
        return page
    try:
        answer = json.loads(page.body)
    except (ValueError, RecursionError):
        answer = None
    data = answer.get("data") if isinstance(answer, dict) else None
    record = Record(data if isinstance(data, dict) else {})
    failed = replace(page, outcome=Outcome.FAILED, body=None, reason="its answer is no record of that DOI")
    return failed if record.doi != document else page_of(crawl, record, None) or failed


def _tell(crawl: Crawl, record: Record) -> None:
    for what in record.unknown(crawl.card.volatile):
        issue = Issue(document=None, problem=f"records have {what}, of which this source knows nothing; see record.py")
        if issue not in crawl.issues:
            crawl.issues.append(issue)


def _web(document: str) -> str:
    return f"https://doi.org/{quote(document, safe='/')}"
