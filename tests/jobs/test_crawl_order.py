"""In which order sources are crawled, and what one may know from another."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from lineage.errors import RunIncomplete
from lineage.jobs.crawl import LAPS, CrawlOptions, crawl
from lineage.jobs.heard import behind, known_family
from lineage.model.run import RunId
from lineage.sources import find
from lineage.sources.openalex import source as openalex
from tests.conftest import NOON


def test_a_source_that_searches_for_names_comes_after_those_that_find_them(stores, tmp_path):
    result = crawl(stores, CrawlOptions(sources=("github", "openalex", "huggingface"), recorded=tmp_path))

    order = list(dict.fromkeys(shard.source for shard in result.shards))
    assert order == ["catalogue", "huggingface", "openalex", "github"]


def test_what_one_source_found_to_be_made_of_the_family_another_can_search_for(stores, tmp_path, lexicon):
    path = tmp_path / "docs.jsonl"
    row = {"doc_id": "d", "kind": "release", "title": "GullNest-9K", "text": "GullNest-9K is a subset of YFCC100M."}
    path.write_text(json.dumps(row | {"url": "https://shelf.example/gull-nest"}))

    result = crawl(stores, CrawlOptions(sources=("documents",), path=path))
    searching = RunId.parse(result.shards[-1].run).model_copy(update={"source": "github", "shard": "all"})

    assert known_family(stores, searching, lexicon).new_names() == ["GullNest-9K"]


class Searching:
    """A source of a later turn that sees no page, and remembers for which names it could search."""

    def __init__(self):
        self.heard = []

    def pages(self, crawl):
        self.heard.append(crawl.family.new_names())
        return iter(())


@pytest.fixture
def telling(tmp_path):
    """Documents whose texts name datasets made of the family."""
    path = tmp_path / "docs.jsonl"

    def tell(*names):
        rows = [
            {"doc_id": name, "kind": "release", "title": name, "url": f"https://shelf.example/{name}"}
            | {"text": f"{name} is a subset of YFCC100M."}
            for name in names
        ]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        return path

    return tell


@pytest.fixture
def searching(monkeypatch, tmp_path):
    """OpenAlex, in a turn before the documents, without any page; the recording in the folder is empty."""
    (tmp_path / "pages.jsonl").touch()
    source, card = Searching(), find.card
    early = {"openalex": {"turn": 2, "least": 0}, "documents": {"turn": 3}}
    monkeypatch.setattr(find, "card", lambda name: card(name).model_copy(update=early.get(name, {})))
    monkeypatch.setattr(openalex, "pages", source.pages)
    return source


def test_a_source_that_was_asked_too_early_goes_round_again(stores, telling, searching, tmp_path):
    options = CrawlOptions(sources=("openalex", "documents"), path=telling("GullNest-9K"), recorded=tmp_path)

    result = crawl(stores, options)

    assert [shard.problem for shard in result.shards] == [None] * len(result.shards)
    assert searching.heard == [[], ["GullNest-9K"]]
    assert [shard.source for shard in result.shards] == ["catalogue", "openalex", "documents", "openalex"]


def test_a_source_that_has_heard_all_names_is_asked_once(stores, telling, searching, tmp_path):
    options = CrawlOptions(sources=("openalex", "documents"), path=telling("GullNest-9K"), recorded=tmp_path)
    crawl(stores, options)
    before = len(searching.heard)

    result = crawl(stores, options)

    assert len(searching.heard) == before + 1
    assert behind(stores, ("openalex",), NOON + timedelta(days=1)) == []
    assert len({shard.run for shard in result.shards}) == len(result.shards)


def test_a_crawl_that_was_killed_goes_on_in_its_lap(stores, telling, searching, tmp_path, monkeypatch):
    options = CrawlOptions(sources=("openalex", "documents"), path=telling("GullNest-9K"), recorded=tmp_path, date=NOON)
    whole = crawl(stores, options)

    again = crawl(stores, options)

    assert [shard.run for shard in again.shards] == [shard.run for shard in whole.shards]
    assert all(shard.already for shard in again.shards)


def test_a_ledger_that_cannot_be_read_keeps_nobody_from_being_crawled(stores, telling, tmp_path, monkeypatch):
    def broken(*args):
        raise RunIncomplete("a run is damaged")

    monkeypatch.setattr("lineage.jobs.crawl.behind", broken)

    result = crawl(stores, CrawlOptions(sources=("documents",), path=telling("GullNest-9K")))

    assert [shard.problem for shard in result.shards] == [None, None]


def test_nobody_goes_round_for_ever(stores, telling, searching, tmp_path, monkeypatch):
    monkeypatch.setattr("lineage.jobs.crawl.behind", lambda stores, names, until: ["openalex"])

    crawl(stores, CrawlOptions(sources=("openalex",), recorded=tmp_path))

    assert len(searching.heard) == LAPS
