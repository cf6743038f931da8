"""Which addresses a report withholds: those that lead to a private person."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from lineage.jobs.crawl import CrawlOptions, newest_date, result_at
from lineage.jobs.private import Private
from lineage.jobs.stores import Stores
from lineage.jobs.weekly import conclude, weekly
from lineage.settings import Settings
from tests.sources.huggingface.hub import Weeks, croissant, item, listing

TEXT = "Gull Crops, which Harbour Lab released, was built by cropping faces from YFCC100M."


@pytest.fixture
def report(tmp_path):
    def made(owner, url):
        place = tmp_path / "docs.jsonl"
        place.write_text(json.dumps({"doc_id": "note", "kind": "repository", "owner": owner, "url": url, "text": TEXT}))
        stores = Stores(Settings(home=tmp_path / "home"), lambda: datetime(2026, 11, 16, tzinfo=UTC))
        result = weekly(stores, CrawlOptions(sources=("documents",), path=place))
        return Private(stores.graph), result.report.read_text()

    return made


@pytest.mark.parametrize("url", ["https://github.com/gull-wing-7/notes", "https://pages.example/~gull-wing-7/notes"])
def test_what_a_persons_page_tells_of_others_is_shown_without_the_pages_address(report, url):
    private, html = report("gull-wing-7", url)

    assert "cropping faces from YFCC100M" in html
    assert "gull-wing-7" not in html
    assert private.withholds("name:dataset/gullcrops", url)


def test_an_organisations_page_is_linked(report):
    url = "https://github.com/quay-institute/notes"

    private, html = report("Quay Institute", url)

    assert not private.withholds("name:dataset/gullcrops", url)
    assert f'href="{url}"' in html


def test_a_repository_that_nobody_told_of_counts_as_a_persons(report):
    private, _ = report("Quay Institute", "https://github.com/quay-institute/notes")

    assert private.withholds("name:dataset/gullcrops", "https://github.com/gull-wing-7/notes")


def test_a_page_without_an_account_is_nobodys(report):
    private, _ = report("gull-wing-7", "https://github.com/gull-wing-7/notes")

    assert not private.withholds("dataset:yfcc100m", "https://openalex.org/W4400000001")
    assert not private.withholds("dataset:yfcc100m", None)


def test_what_failed_is_told_without_the_account(stores, tmp_path):
    weeks = Weeks(stores, tmp_path / "hub")
    weeks.crawl(
        listing(item("gull-wing-7/nests")),
        {
            "url": "https://huggingface.co/datasets/gull-wing-7/nests/raw/main/README.md",
            "status": 500,
            "text": "gull-wing-7?",
        },
        croissant("gull-wing-7/nests", {"@type": "Person", "name": "gull-wing-7"}),
    )

    result = conclude(stores, result_at(stores, newest_date(stores), {}), newest_date(stores))

    html = result.report.read_text()
    assert "datasets/…/nests/README.md" in html
    assert "gull-wing-7" not in html
