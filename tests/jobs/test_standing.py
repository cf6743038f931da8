"""Standing requests: who is new since they last looked."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from lineage.jobs.crawl import CrawlOptions
from lineage.jobs.standing import standing_news
from lineage.jobs.stores import Stores
from lineage.jobs.weekly import weekly
from lineage.settings import Settings

GULLS = {"doc_id": "gulls", "kind": "release", "title": "Gull Crops", "owner": "Harbour Lab"}
TERNS = {"doc_id": "terns", "kind": "release", "title": "Tern Crops", "owner": "Pier Institute"}
TEXTS = {"gulls": "Gull Crops is a subset of YFCC100M.", "terns": "Tern Crops is a subset of YFCC100M."}


@pytest.fixture
def week(tmp_path):
    path = tmp_path / "docs.jsonl"

    def run(day, *documents):
        rows = [document | {"text": TEXTS[document["doc_id"]]} for document in documents]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        stores = Stores(Settings(home=tmp_path / "home"), lambda: datetime(2026, 11, day, tzinfo=UTC))
        return stores, weekly(stores, CrawlOptions(sources=("documents",), path=path))

    return run


def watch(tmp_path, text):
    (tmp_path / "home" / "standing").mkdir(parents=True, exist_ok=True)
    (tmp_path / "home" / "standing" / "watch.yaml").write_text(f"id: watch\n{text}")


def things(news):
    return {row.thing for row in news.new}


def test_without_a_date_the_newest_crawls_holders_are_news(week, tmp_path):
    watch(tmp_path, "datasets: [yfcc100m]\n")
    _, first = week(16, GULLS)
    _, second = week(23, GULLS, TERNS)
    _, third = week(30, GULLS, TERNS)

    assert "Gull Crops" in things(first.news[0])
    assert things(second.news[0]) == {"Tern Crops"}
    assert things(third.news[0]) == set()


def test_with_a_date_everything_since_is_news_until_the_date_is_moved(week, tmp_path):
    watch(tmp_path, "datasets: [yfcc100m]\nsince: 2026-11-16\n")
    week(16, GULLS)
    week(23, GULLS, TERNS)

    _, result = week(30, GULLS, TERNS)

    assert things(result.news[0]) == {"Tern Crops"}


def test_the_same_question_gives_the_same_news_and_file(week, tmp_path):
    watch(tmp_path, "datasets: [yfcc100m]\n")
    stores, result = week(16, GULLS)

    assert standing_news(stores) == list(result.news)
    written = json.loads((tmp_path / "home" / "reports" / "standing" / "watch.json").read_text())
    assert written["request"] == "watch"
    assert {row["thing"] for row in written["new"]} == things(result.news[0])


def test_a_dataset_that_nobody_knows_is_told_and_the_others_are_looked_up(week, tmp_path):
    watch(tmp_path, "datasets: [harbour-of-nowhere, yfcc100m]\n")

    _, result = week(16, GULLS)

    assert "Nothing in the graph is called 'harbour-of-nowhere'" in result.news[0].problems[0]
    assert "Gull Crops" in things(result.news[0])
    assert not result.complete


def test_without_requests_there_are_no_news(week):
    _, result = week(16, GULLS)

    assert result.news == ()


def test_before_the_first_projection_there_are_no_news(tmp_path):
    watch(tmp_path, "datasets: [yfcc100m]\n")

    assert standing_news(Stores(Settings(home=tmp_path / "home"), lambda: datetime(2026, 11, 16, tzinfo=UTC))) == []
