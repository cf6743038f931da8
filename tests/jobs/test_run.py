"""One run: a document that cannot be read, and a known one that a run does not come across."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.stores import Stores
from lineage.model.document import Page
from lineage.model.words import Outcome
from lineage.settings import Settings
from lineage.sources.documents import source


@pytest.fixture
def crawled(tmp_path):
    path = tmp_path / "docs.jsonl"

    def run(day, *texts):
        rows = [{"doc_id": f"d{number}", "text": text} for number, text in enumerate(texts)]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        stores = Stores(Settings(home=tmp_path / "home"), lambda: datetime(2026, 11, day, tzinfo=UTC))
        result = crawl(stores, CrawlOptions(sources=("documents",), path=path))
        assert [shard.problem for shard in result.shards if shard.problem] == []
        return stores.ledger.read(stores.ledger.seals()[-1][0])

    return run


def test_a_document_that_breaks_the_reader_fails_alone(crawled, monkeypatch):
    def fragile(document, lexicon):
        if "break" in document["text"]:
            raise RuntimeError("broken")
        return iter(())

    monkeypatch.setattr(source, "read_document", fragile)

    run = crawled(16, "We train on YFCC100M.", "This will break it.")

    assert [visit.outcome for visit in run.visits] == ["fetched", "failed"]
    assert "could not be read" in run.visits[1].reason
    assert [issue.document for issue in run.issues] == [run.visits[1].document]


def test_a_document_read_again_by_a_mended_reader_counts(crawled, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(source, "read_document", lambda document, lexicon: 1 / 0)
        crawled(16, "We train on YFCC100M.")

    run = crawled(17, "We train on YFCC100M.")

    assert [claim.object for reading in run.readings for claim in reading.claims] == ["name:YFCC100M"]


def test_what_a_run_does_not_come_across_is_told_not_forgotten(crawled, monkeypatch):
    crawled(16, "We train on YFCC100M.", "We evaluate on MegaFace.")
    pages = source.pages
    monkeypatch.setattr(source, "pages", lambda crawl: (page for page in pages(crawl) if page.document.endswith("d0")))

    run = crawled(17, "We train on YFCC100M.", "We evaluate on MegaFace.")

    assert {visit.document[-2:]: visit.outcome.value for visit in run.visits} == {"d0": "unchanged", "d1": "skipped"}


def test_a_script_may_ask_what_a_known_document_says(crawled, monkeypatch):
    crawled(16, "We train on YFCC100M.")
    pages, said = source.pages, []

    def curious(crawl):
        for name, visit in crawl.known.items():
            unchanged = Page(name, visit.kind, visit.url, Outcome.UNCHANGED, title=visit.title)
            said.extend(claim.object for claim in crawl.claims(unchanged))
        yield from pages(crawl)

    monkeypatch.setattr(source, "pages", curious)
    crawled(17, "We train on YFCC100M.")

    assert said == ["name:YFCC100M"]


def test_a_script_knows_the_catalogue_s_names_and_identifiers(crawled, monkeypatch):
    seen = []
    monkeypatch.setattr(source, "pages", lambda crawl: seen.append(crawl) or iter(()))
    crawled(16, "We train on YFCC100M.")

    assert "Yahoo Flickr Creative Commons 100M" in seen[0].terms
    assert {"doi:10.1145/2812802", "arxiv:1503.01817"} <= set(seen[0].identifiers)
