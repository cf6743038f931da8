"""To whom a holder says that they passed it on is not lost between docket and graph, whatever comes between."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import ArchiveUnavailable
from lineage.jobs.crawl import CrawlResult, ShardResult
from lineage.jobs.requests import disclose
from lineage.jobs.requests.end import erase
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.planview import planned
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.replan import replan
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import asked, obligations, of, told

GULL, MEGAFACE, QUAY = collection.GULL, "dataset:megaface", "Quay Institute of Faces"
SAID = Said("done", "purged", None, (QUAY,))


@pytest.fixture
def request_(added, written, built):
    """A request of somebody whom a list of MegaFace names; all of its holders were told."""
    added("megaface", written("faces.txt", collection.of(GULL)[:3]), format="names:photo")
    return told(built, asked(built, GULL))


@pytest.fixture
def holder(built, request_):
    """Who is told for MegaFace."""
    return next(each for each in of(built, request_, MEGAFACE) if each.owed == "items").holder


@pytest.fixture
def killed(built, request_, holder, monkeypatch):
    """Records the recipients, and dies when something is called the first time."""

    def record_and_die(at):
        def die(*_args, **_more):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(disclose, at, die)
            record(built, request_.id, holder, SAID)

    return record_and_die


def names(stores, request):
    return {each.holder_name for each in obligations(stores, request)}


@pytest.mark.parametrize("at", ["_write", "create_once", "crawl", "project"])
def test_what_was_cut_off_after_the_docket_had_it_is_told_before_the_next_plan(built, request_, killed, at):
    killed(at)

    (again,) = replan(built)

    assert again.added
    assert QUAY in names(built, request_)
    assert len(list((built.home / "disclosures").glob("*.json"))) == 1


@pytest.mark.parametrize("planning", [plan, planned])
def test_a_plan_that_somebody_asks_for_catches_up_too(built, request_, killed, planning):
    killed("_write")

    planning(built, request_.id)

    assert QUAY in names(built, request_)


def test_after_a_crawl_that_failed_the_next_plan_goes_on(built, request_, holder, monkeypatch):
    fails = CrawlResult("2026-11-23", (ShardResult("disclosure", "answers", "r", problem="The disk is full."),))
    with monkeypatch.context() as patched:
        patched.setattr(disclose, "crawl", lambda *_: fails)
        with pytest.raises(ArchiveUnavailable, match=r"The disk is full\. Once that is mended, .*request plan"):
            record(built, request_.id, holder, SAID)

    plan(built, request_.id)

    assert QUAY in names(built, request_)


def test_where_nothing_was_cut_off_planning_tells_the_graph_nothing(built, request_, holder, monkeypatch):
    record(built, request_.id, holder, SAID)
    plan(built, request_.id)
    monkeypatch.setattr(disclose, "crawl", lambda *_: pytest.fail("it was crawled again"))

    assert replan(built)[0].added == ()


def test_of_somebody_who_was_forgotten_nothing_more_is_told(built, request_, killed):
    killed("_write")
    erase(built, request_.id)

    asked(built, collection.TERN, 2)

    assert not (built.home / "disclosures").exists()
