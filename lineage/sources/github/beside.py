"""What lies beside a repository's record: its README, files, the address it had before.

A part is not asked for while the repository was not pushed to since it was last looked at.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from lineage.model.base import canonical, sha256
from lineage.model.document import Page
from lineage.model.words import Outcome
from lineage.sources.crawl import Crawl
from lineage.sources.github.repositories import WEB, Repository, judged, listed

_RAW = "application/vnd.github.raw+json"


def blank(repository: Repository, part: str, url: str) -> Page:
    """The page of a part, before anything is known of it; it shares the fate of a repository that was not seen."""
    page = Page(
        f"{repository.document}/{part}", repository.page.kind, url, title=repository.page.title,
        version=repository.page.version,
    )  # fmt: skip
    if repository.page.outcome.validates:
        return page
    return replace(page, outcome=repository.page.outcome, reason=repository.page.reason)


def settled(crawl: Crawl, page: Page) -> Page | None:
    """The page as the last run left it, when its version says that nothing has changed; else None.

    What was not there beside a repository that was seen is not there now either.
    """
    known = crawl.known.get(page.document)
    if not page.outcome.validates:
        return page
    if not known or page.version is None or known.version != page.version:
        return None
    if known.outcome.validates:
        return replace(page, outcome=Outcome.UNCHANGED, etag=known.etag)
    around = crawl.known.get("/".join(page.document.split("/")[:2]))
    if known.outcome is Outcome.GONE and around and around.outcome.validates:
        return replace(page, outcome=Outcome.GONE, reason=known.reason)
    return None


def readme(crawl: Crawl, repository: Repository) -> Page:
    """Its README, whatever the file is called."""
    name = repository.full_name
    page = blank(repository, "readme", f"{WEB}{name}#readme")
    if same := settled(crawl, page):
        return same
    found = crawl.document(
        page.document, f"/repos/{name}/readme", "core", kind=page.kind, url=page.url, version=page.version,
        outcome=judged, expect="text", accept=_RAW,
    )  # fmt: skip
    return replace(found, title=page.title, version=page.version, media_type="text/plain")


def file(crawl: Crawl, repository: Repository, path: str) -> Page:
    """One of its files. GitHub gives it as a record, of which the content is kept."""
    name, where = repository.full_name, quote(path)
    page = blank(repository, f"files/{path}", f"{WEB}{name}/blob/HEAD/{where}")
    if same := settled(crawl, page):
        return same
    found = crawl.document(
        page.document, f"/repos/{name}/contents/{where}", "core", kind=page.kind, url=page.url, version=page.version,
        outcome=judged,
    )  # fmt: skip
    if found.body is None:
        return found
    content = _content(found.body)
    if content is None:
        return replace(page, outcome=Outcome.FAILED, reason="its record holds no content in base64")
    listed_in = f"{sha256(found.body)}/content"
    media_type = "application/json" if path.casefold().endswith(".json") else "text/plain"
    return replace(found, title=page.title, body=content, media_type=media_type, listed_in=listed_in)


def formerly(crawl: Crawl, repository: Repository, name: str) -> Page:
    """What answers at an address it had before: the same repository, for as long as nobody else takes the name."""
    page = blank(repository, f"formerly/{name}", WEB + name)
    if same := settled(crawl, page):
        return same
    found = crawl.document(
        page.document, f"/repos/{name}", "core", kind=page.kind, url=page.url, version=page.version, outcome=judged
    )
    if found.body is None:
        return found
    now = listed(crawl, json.loads(found.body), None)
    if now is None:
        return replace(page, outcome=Outcome.FAILED, reason="its record cannot be read")
    record = {"document": now.document, "full_name": now.full_name}
    return replace(found, body=canonical(record), title=page.title)


def known_parts(crawl: Crawl, repository: Repository) -> Iterator[str]:
    """What earlier runs found beside a repository's record."""
    start = f"{repository.document}/"
    yield from (name.removeprefix(start) for name in crawl.known if name.startswith(start))


def _content(record: bytes) -> bytes | None:
    found = json.loads(record)
    if not isinstance(found, dict) or found.get("encoding") != "base64" or not isinstance(found.get("content"), str):
        return None
    try:
        return base64.b64decode(found["content"])
    except ValueError:
        return None
