"""One shard alone at a date of the caller's choice: what a scheduler calls, and `lineage crawl` is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lineage.errors import BadInput, RateLimited
from lineage.jobs.crawl import CrawlOptions, checked_sources, crawl, crawl_shard, result_at, runs_of
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from lineage.sources.documents import source
from tests.conftest import NOON

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
UNTIL = datetime(2026, 11, 16, 18, tzinfo=UTC)


@pytest.fixture
def stores(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "gulls.md").write_text("# Gull model\n\nWe train on YFCC100M.\n")
    settings = Settings(home=tmp_path / "home", environment={"LINEAGE_SOURCE_DOCUMENTS_PATH": str(tmp_path / "docs")})
    return Stores(settings, lambda: NOON)


def documents(stores, date=MONDAY):
    return runs_of(stores, "documents", date, CrawlOptions())


def busy(crawl):
    raise RateLimited("documents", UNTIL)
    yield


def test_the_catalogue_comes_before_the_chosen_sources(stores):
    assert checked_sources(stores, CrawlOptions(sources=("documents",))) == ["catalogue", "documents"]
    assert {"documents", "huggingface"} <= set(checked_sources(stores, CrawlOptions())[1:])


def test_a_source_has_a_run_for_each_shard_of_its_card(stores):
    runs = runs_of(stores, "huggingface", MONDAY, CrawlOptions())

    assert [str(run.id) for run in runs] == [
        "huggingface.datasets.20261116T000000Z",
        "huggingface.models.20261116T000000Z",
    ]
    assert {run.shards for run in runs} == {("datasets", "models")}


def test_a_shard_is_sealed_at_the_date_given(stores):
    (run,) = documents(stores)

    result = crawl_shard(stores, run, CrawlOptions())

    assert [str(run) for run, _ in stores.ledger.seals()] == [result.run]
    assert result.run.endswith("20261116T000000Z")
    assert not result.already
    assert result.counts["claims"] == 1


def test_a_sealed_shard_is_not_crawled_again_and_says_so(stores, monkeypatch):
    (run,) = documents(stores)
    first = crawl_shard(stores, run, CrawlOptions())
    monkeypatch.setattr(source, "pages", lambda crawl: pytest.fail("it was crawled again"))

    again = crawl_shard(stores, run, CrawlOptions())

    assert again.already
    assert again.counts == first.counts


def test_a_worker_that_comes_second_says_so_and_tells_the_winners_run(stores, monkeypatch, tmp_path):
    (run,) = documents(stores)
    other = Stores(stores.settings, stores.clock)
    pages = source.pages

    def overtaken(crawl):
        monkeypatch.setattr(source, "pages", pages)
        crawl_shard(other, run, CrawlOptions())
        (tmp_path / "docs" / "terns.md").write_text("# Terns\n\nNothing.\n")
        yield from pages(crawl)

    monkeypatch.setattr(source, "pages", overtaken)

    result = crawl_shard(stores, run, CrawlOptions())

    assert result.already
    assert result.counts["documents"] == 1
    assert len(stores.ledger.seals()) == 1


def test_a_rate_limit_comes_out_of_one_shard_and_is_a_problem_line_of_a_whole_crawl(stores, monkeypatch):
    monkeypatch.setattr(source, "pages", busy)
    (run,) = documents(stores)

    with pytest.raises(RateLimited) as raised:
        crawl_shard(stores, run, CrawlOptions())
    result = crawl(stores, CrawlOptions(sources=("documents",), date=MONDAY))

    assert raised.value.until == UNTIL
    assert [s.problem for s in result.shards if s.source == "documents"] == [str(raised.value)]


def test_the_catalogue_is_crawled_once_for_each_form_it_has(stores):
    (run,) = runs_of(stores, "catalogue", MONDAY, CrawlOptions())
    crawl_shard(stores, run, CrawlOptions())

    assert [again.id for again in runs_of(stores, "catalogue", MONDAY, CrawlOptions())] == [run.id]
    assert runs_of(stores, "catalogue", MONDAY + timedelta(days=7), CrawlOptions()) == []


def test_what_a_crawl_came_to_is_read_from_the_ledger(stores, monkeypatch):
    whole = crawl(stores, CrawlOptions(sources=("documents",), date=MONDAY))
    problems = {("huggingface", "datasets"): "it did not answer", ("catalogue", "all"): "told before it was sealed"}

    result = result_at(stores, MONDAY, problems)

    assert result.shards[:2] == whole.shards
    assert [(s.run, s.problem) for s in result.shards[2:]] == [
        ("huggingface.datasets.20261116T000000Z", "it did not answer")
    ]
    assert not result.complete


def test_a_missing_path_is_told_before_anything_is_crawled(stores, tmp_path):
    with pytest.raises(BadInput, match="nothing at"):
        checked_sources(stores, CrawlOptions(sources=("documents",), path=tmp_path / "nowhere"))
