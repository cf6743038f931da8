"""OpenAlex: papers that name a dataset of the family, or cite the papers that introduce one.

A work is one document, `works/W…`: its record as it is listed, without the authors' names. Every run lists all of them
again, a hundred at a request: an index has no list of what changed that is free, and publication dates do not tell it
(an abstract or an institution comes years later). An equal record is an unchanged document.
API: https://developers.openalex.org.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lineage.model.base import sha256
from lineage.model.claim import Claim
from lineage.model.document import Issue, Page, Snapshot
from lineage.model.references import name_key
from lineage.model.words import Outcome, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources.claims import to_claims
from lineage.sources.crawl import Crawl
from lineage.sources.openalex import work
from lineage.sources.openalex.leads import Leads
from lineage.sources.openalex.listing import FIELDS, Question, questions, walk
from lineage.sources.openalex.statements import merged, statements
from lineage.sources.queries import fewest, or_groups

_WEB = "https://openalex.org/"
_NAMED = "title_and_abstract.search"
_SIGNS = re.compile(r"[^\w\s&'.+-]")
_LONGEST_NAME = 200


def pages(crawl: Crawl) -> Iterator[Page]:
    """Every work that the family's names and papers lead to, then those known from earlier runs that none led to."""
    leads, found = Leads(crawl.family), set[str]()
    for document, visit in crawl.known.items():
        known = Page(document, visit.kind, visit.url, Outcome.UNCHANGED, title=visit.title)
        leads.hear(_number(document), crawl.claims(known))
    asked = set[tuple[str, str]]()
    for _ in range(crawl.card.caps["rounds"]):
        leads.grow()
        waiting = _waiting(crawl, leads, asked)
        if not waiting:
            break
        for question in waiting:
            for page in _listed(crawl, question):
                if page.document not in found:
                    found.add(page.document)
                    yield page
                    _hear(crawl, leads, page)
    else:
        crawl.notes.append(f"what was made from the family was followed {crawl.card.caps['rounds']} times, no further")
    yield from _unlisted(crawl, found)


def _waiting(crawl: Crawl, leads: Leads, asked: set[tuple[str, str]]) -> list[Question]:
    """What was not asked yet; `asked` remembers what is asked now."""
    caps = crawl.card.caps
    wanted: list[tuple[str, Iterable[str], str, int]] = [
        ("doi", map(_doi, crawl.identifiers), "list", caps["named_pages"]),
        (_NAMED, _phrases(crawl.terms), "search", caps["named_pages"]),
        ("cites", leads.papers, "list", caps["citing_pages"]),
        (_NAMED, _phrases(leads.names), "search", caps["found_pages"]),
        ("cites", leads.makers, "list", caps["found_pages"]),
    ]
    waiting: list[Question] = []
    for field, alternatives, bucket, most in wanted:
        new = [one for one in alternatives if one and (field, one) not in asked]
        asked |= {(field, one) for one in new}
        waiting += questions(field, new, bucket, most)
    return waiting


def _doi(reference: str) -> str:
    """An identifier of the catalogue as a DOI, empty for one that has none; those of arXiv have one since 2022."""
    form, _, name = reference.partition(":")
    return {"doi": name, "arxiv": f"10.48550/arxiv.{name}"}.get(form, "")


def _phrases(names: Iterable[str]) -> list[str]:
    """Names as phrases of a search; signs that mean something to OpenAlex become spaces."""
    clean = fewest(_SIGNS.sub(" ", name) for name in names)
    return list(or_groups(clean, longest=_LONGEST_NAME, most=1))


def _listed(crawl: Crawl, question: Question) -> Iterator[Page]:
    for record, where in walk(crawl, question):
        number = work.number(record)
        if number is None:
            crawl.issues.append(Issue(document=None, problem=f"item {where} of a list has no id of a work"))
        elif page := _page(crawl, f"works/{number}", record, where):
            yield page


def _page(crawl: Crawl, document: str, record: dict[str, Any], listed_in: str | None = None) -> Page | None:
    url, title = f"{_WEB}{_number(document)}", work.title(record)
    return crawl.item(document, work.kept(record), kind=ThingKind.PAPER, url=url, title=title, listed_in=listed_in)


def _hear(crawl: Crawl, leads: Leads, page: Page) -> None:
    """Learn from a page, unless it is as it was: then it was heard when the run began."""
    known = crawl.known.get(page.document)
    if page.body is not None and (known is None or known.snapshot != sha256(page.body)):
        leads.hear(_number(page.document), crawl.claims(page))


def _unlisted(crawl: Crawl, found: set[str]) -> Iterator[Page]:
    """Known works that nothing led to: asked for together, then each that does not answer to its id on its own.

    One that was merged into a work that was listed is as it was: nobody takes works apart again.
    """
    missing = [_number(document) for document in crawl.known if document not in found]
    for question in questions("ids.openalex", missing, "list", 1):
        for page in _listed(crawl, question):
            if page.document not in found:
                found.add(page.document)
                yield page
    for document, visit in crawl.known.items():
        if document in found:
            continue
        if visit.outcome.validates and f"works/{visit.version}" in found:
            yield Page(document, visit.kind, visit.url, Outcome.UNCHANGED, version=visit.version)
        else:
            yield from _single(crawl, document, found)


def _single(crawl: Crawl, document: str, found: set[str]) -> Iterator[Page]:
    """A work at its own address: gone, or merged into another, which is then a document of its own.

    A work that answers with another title was not merged but taken out: OpenAlex sends all of these to one record.
    """
    number = _number(document)
    address = f"/works/{number}?select={FIELDS}"
    page = crawl.document(document, address, "single", kind=ThingKind.PAPER, url=f"{_WEB}{number}")
    if page.body is None:
        yield page
        return
    record = _loaded(page.body)
    now = work.number(record)
    if now is None:
        yield replace(page, outcome=Outcome.FAILED, body=None, reason="it answered with a record that is no work")
        return
    before = crawl.known[document].title
    if now != number and name_key(before or "") != name_key(work.title(record) or ""):
        yield replace(page, outcome=Outcome.GONE, body=None, reason=f"answered with another work, {now}")
        return
    unreadable = replace(page, outcome=Outcome.FAILED, body=None, reason="its record has no canonical form")
    yield replace(_page(crawl, document, record) or unreadable, version=now if now != number else None)
    if now != number and f"works/{now}" not in found and (other := _page(crawl, f"works/{now}", record)):
        found.add(other.document)
        yield other


def _loaded(body: bytes) -> Any:  # noqa: ANN401  whatever an address answers
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _number(document: str) -> str:
    return document.removeprefix("works/")


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """What a work says; of one that was merged into another, only that."""
    record = json.loads(snapshot.body)
    number = _number(snapshot.document)
    if work.number(record) == number:
        findings: Iterable[Any] = statements(record, lexicon)
    else:
        findings = [merged(f"{_WEB}{number}", record)]
    yield from to_claims("openalex", snapshot, findings)
