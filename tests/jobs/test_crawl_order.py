"""In which order sources are crawled, and what one may know from another."""

from __future__ import annotations

import json

from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.heard import known_family
from lineage.model.run import RunId


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
