"""The team's real documents: crawled, projected, asked; every quote stands where it is said to stand."""

from __future__ import annotations

import pytest

from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.holders import list_holders
from lineage.jobs.project import project
from lineage.ledger.base import runs
from lineage.reading.view import View

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture
def known(shared, stores):
    result = crawl(stores, CrawlOptions(sources=("documents",), path=shared / "labelled" / "dev" / "docs.jsonl"))
    assert [shard.problem for shard in result.shards if shard.problem] == []
    project(stores)
    return stores


def test_every_quote_is_in_the_text_view_of_its_archived_snapshot(known):
    checked = 0
    for run in runs(known.ledger):
        types = {visit.snapshot: visit.media_type for visit in run.visits}
        for claim in (claim for reading in run.readings for claim in reading.claims):
            view = View(known.archive.get(claim.evidence.snapshot), types[claim.evidence.snapshot])
            assert claim.evidence.quote in view.quoted(claim.evidence.locator)
            checked += 1
    assert checked > 500


def test_holders_are_organisations_with_quotes(known):
    _, rows = list_holders(known, "yfcc100m")

    named = [row for row in rows if row.organization_id]
    assert len(named) > 30
    assert [row for row in named if not row.quote] == []
