"""What lies beside a repository's metadata. It is not asked for while the repository's commit is the same."""

from __future__ import annotations

from dataclasses import replace

from lineage.fetch.exchange import Answer, Expect
from lineage.model.document import Page
from lineage.model.words import Outcome
from lineage.sources.crawl import Crawl, by_status


def web(shard: str, name: str) -> str:
    """Where a person sees a repository."""
    return f"https://huggingface.co/{'datasets/' if shard == 'datasets' else ''}{name}"


def card(crawl: Crawl, repository: Page) -> Page:
    """Its README."""
    page = Page(f"{repository.document}/README.md", repository.kind, f"{repository.url}/raw/main/README.md")
    path = f"/{repository.document.removeprefix('models/')}/raw/main/README.md"
    return settled(crawl, repository, page) or asked(crawl, repository, page, path, "file", "text")


def settled(crawl: Crawl, repository: Page, page: Page) -> Page | None:
    """The page, where nobody needs to ask: its repository was not seen, or is at the commit that was already read."""
    if not repository.outcome.validates:
        return replace(page, outcome=repository.outcome, reason=repository.reason)
    known = crawl.known.get(page.document)
    if known and known.outcome.validates and known.version and known.version == repository.version:
        return replace(page, outcome=Outcome.UNCHANGED, version=known.version, etag=known.etag)
    return None


def asked(crawl: Crawl, repository: Page, page: Page, path: str, bucket: str, expect: Expect) -> Page:
    """The page as an address gives it, of the repository's version."""
    return crawl.document(
        page.document, path, bucket, kind=page.kind, url=page.url, expect=expect,
        version=repository.version, outcome=judged,
    )  # fmt: skip


def judged(answer: Answer) -> tuple[Outcome, str | None]:
    """The Hub answers strangers 401 for what does not exist; what is gated or disabled is refused, not gone."""
    code = answer.headers.get("x-error-code")
    if code in ("RepoNotFound", "EntryNotFound"):
        return Outcome.GONE, f"answered {answer.status} {code}"
    if answer.status in (401, 403):
        return Outcome.REFUSED, f"{code or 'refused'}: {answer.headers.get('x-error-message', answer.status)}"[:300]
    return by_status(answer)
