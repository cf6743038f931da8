"""A small GitHub of one's own: repositories, searches, owners and forks as exchanges, written down as a recording."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from lineage.fetch.recorded import RecordedTransport
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.model.base import sha256
from lineage.model.document import Snapshot
from lineage.reading.lexicon import Lexicon
from lineage.sources import find
from lineage.sources.crawl import Crawl
from lineage.sources.family import Family
from lineage.sources.github import source

API = "https://api.github.com"
ANY = "{any}"
"""Stands for whatever names are searched for."""


def record(name, number=1, pushed="2026-11-01T08:00:00Z", *, owner="User", **more):
    """A repository as a listing shows it."""
    return {
        "id": number, "full_name": name, "name": name.partition("/")[2], "description": None, "topics": [],
        "fork": False, "owner": {"login": name.partition("/")[0], "type": owner}, "pushed_at": pushed,
        "forks_count": 0, "stargazers_count": 3, "created_at": "2026-01-01T08:00:00Z",
    } | more  # fmt: skip


def found(*items, total=None, query=ANY, what="repositories", page=1, pages=1, incomplete=False):
    """One page of a search."""
    number, sort = ("" if page == 1 else f"&page={page}"), "order=desc&sort=updated&" if what == "repositories" else ""
    at = f"{API}/search/{what}?{sort}per_page=100{number}&q="
    following = at.replace(number or "&q=", f"&page={page + 1}" + ("" if number else "&q=")) + query
    headers = {"content-type": "application/json; charset=utf-8"}
    headers |= {"link": f'<{following}>; rel="next"'} if page < pages else {}
    body = {"total_count": len(items) if total is None else total, "incomplete_results": incomplete, "items": items}
    return {"url": at + query, "headers": headers, "text": json.dumps(body)}


def readme(name, text, etag=None):
    """A README, as it comes when it is asked for raw."""
    headers = {"content-type": "application/vnd.github.raw+json; charset=utf-8"} | ({"etag": etag} if etag else {})
    return {"url": f"{API}/repos/{name}/readme", "headers": headers, "text": text}


def answers(path, body, *, status=200, **headers):
    """What an address answers."""
    headers["content-type"] = "application/json; charset=utf-8"
    return {"url": f"{API}/{path}", "status": status, "headers": headers, "text": json.dumps(body)}


def moved(name, number):
    """What the address of a renamed repository answers."""
    url = f"{API}/repositories/{number}"
    return answers(f"repos/{name}", {"message": "Moved Permanently", "url": url}, status=301, location=url)


def recording(folder, rows):
    """Write exchanges as a recording and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return folder


class Asked:
    """Answers from a recording as a fetcher would, and remembers what it was asked."""

    def __init__(self, folder, rows):
        self.recorded, self.requests = RecordedTransport(recording(folder, rows)), []

    def __call__(self, request):
        self.requests.append(request)
        answer = self.recorded.send(request)
        snapshot = None if request.personal else sha256(answer.body)
        return replace(answer, fetched_at="2026-11-16T12:00:00Z", snapshot=snapshot)

    @property
    def paths(self):
        return [request.url.removeprefix(f"{API}/").partition("?")[0] for request in self.requests]


def walk(
    folder, lexicon: Lexicon, *rows, terms=("MegaFace",), ambiguous=(), known=(), identifiers=(), token=False, **caps
):
    """The source's pages by document, what was asked, and the crawl with its issues and notes."""
    card, asked = find.card("github"), Asked(folder, rows)

    def claims(page):
        if page.body is None:
            return []
        snapshot = Snapshot(page.document, page.kind, page.url, page.title, page.media_type, "a" * 64, page.body)
        return list(source.read(snapshot, lexicon))

    crawling = Crawl(
        card=card.model_copy(update={"caps": dict(card.caps) | caps}), shard="all", fetch=asked, known=dict(known),
        terms=terms, ambiguous=ambiguous, says_something=lambda page: False, claims=claims, base_url=API,
        identifiers=identifiers,
        headers={"Authorization": "Bearer gull"} if token else {}, family=Family(lexicon),
    )  # fmt: skip
    pages = {}
    for page in source.pages(crawling):
        pages.setdefault(page.document, page)
    return pages, asked, crawling


class Weeks:
    """Crawls of one GitHub, a week apart, into the same stores."""

    def __init__(self, stores, folder):
        self.stores, self.folder, self.day = stores, folder, 2

    def crawl(self, *rows):
        """Crawl what these exchanges show; the run."""
        folder = recording(self.folder / str(self.day), rows)
        date = datetime(2026, 11, self.day, tzinfo=UTC)
        self.day += 7
        result = crawl(self.stores, CrawlOptions(sources=("github",), recorded=folder, date=date))
        shard = next(shard for shard in result.shards if shard.source == "github")
        assert shard.problem is None, shard.problem
        run = next(run for run, _ in self.stores.ledger.seals() if str(run) == shard.run)
        return self.stores.ledger.read(run)

    def outcomes(self, *rows):
        """What a week's crawl found at each document that was ever there."""
        visits = [visit for visit in self.crawl(*rows).visits if not visit.document.startswith("named/")]
        return {visit.document: (visit.outcome.value, visit.reason) for visit in visits}
