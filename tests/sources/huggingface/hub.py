"""A small Hub of one's own: repositories, listings and READMEs as exchanges, written down as a recording."""

import json
from datetime import UTC, datetime

from lineage.fetch.recorded import RecordedTransport
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.sources import find
from lineage.sources.crawl import Crawl
from lineage.sources.huggingface import source

HUB = "https://huggingface.co"
NEWEST = "direction=-1&full=true&limit=1000&sort=lastModified"
REFUSALS = {
    "gated": (401, {"x-error-code": "GatedRepo", "x-error-message": "Access to this dataset is restricted."}),
    "disabled": (403, {"x-error-message": "Access to this resource is disabled."}),
    "gone": (401, {"x-error-code": "RepoNotFound", "x-error-message": "Repository not found"}),
}


def item(name, sha="a1", **more):
    """A repository as a listing shows it."""
    return {"id": name, "sha": sha * 20, "tags": [], "cardData": {}, "likes": 3, "lastModified": "2026-11-01"} | more


def listing(*items, at=NEWEST, then=None, shard="datasets"):
    """One page of a listing; `then` is the query of the next one."""
    link = {"link": f'<{HUB}/api/{shard}?{then}>; rel="next"'} if then else {}
    headers = {"content-type": "application/json; charset=utf-8"} | link
    return {"url": f"{HUB}/api/{shard}?{at}", "headers": headers, "text": json.dumps(items)}


def readme(name, text, etag=None):
    """A card."""
    headers = {"content-type": "text/plain; charset=utf-8"} | ({"etag": etag} if etag else {})
    return {"url": f"{HUB}/datasets/{name}/raw/main/README.md", "headers": headers, "text": text}


def refusal(why, path):
    """An answer without content, as the Hub gives it."""
    status, headers = REFUSALS[why]
    return {"url": f"{HUB}/{path}", "status": status, "headers": headers | {"content-type": "text/plain"}, "text": why}


def croissant(name, creator):
    """A Croissant record with a creator."""
    return {
        "url": f"{HUB}/api/datasets/{name}/croissant",
        "json": {"url": f"{HUB}/datasets/{name}", "creator": creator},
    }


def record(folder, rows):
    """Write exchanges as a recording and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return folder


class Weeks:
    """Crawls of one Hub, a week apart, into the same stores. No model is ever listed."""

    def __init__(self, stores, folder):
        self.stores, self.folder, self.day = stores, folder, 2

    def crawl(self, *rows):
        """Crawl the datasets as these exchanges show them; the run, and how its shard ended."""
        recording = record(self.folder / str(self.day), [*rows, listing(at=f"cardData=true&{NEWEST}", shard="models")])
        date = datetime(2026, 11, self.day, tzinfo=UTC)
        self.day += 7
        result = crawl(self.stores, CrawlOptions(sources=("huggingface",), recorded=recording, date=date))
        shard = next(shard for shard in result.shards if shard.shard == "datasets")
        assert shard.problem is None, shard.problem
        run = next(run for run, _ in self.stores.ledger.seals() if str(run) == shard.run)
        return self.stores.ledger.read(run)

    def outcomes(self, *rows):
        """What a week's crawl found at each document."""
        return {visit.document: (visit.outcome.value, visit.reason) for visit in self.crawl(*rows).visits}


def walk(folder, *rows, known=(), terms=(), says=lambda page: False, shard="datasets", **caps):
    """The source's pages by document, without any store, and the crawl with its issues and notes."""
    card = find.card("huggingface")
    card = card.model_copy(update={"caps": dict(card.caps) | caps})
    crawling = Crawl(
        card=card, shard=shard, fetch=RecordedTransport(record(folder, rows)).send, known=dict(known), terms=terms,
        says_something=says, base_url=HUB,
    )  # fmt: skip
    return {page.document: page for page in source.pages(crawling)}, crawling
