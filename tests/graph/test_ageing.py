"""The ledger's clock (DESIGN §5): what a visit says about the claims of its document."""

from __future__ import annotations

import pytest

from lineage.graph.ageing import age
from lineage.model.base import sha256
from lineage.model.graph import Status
from lineage.model.words import Outcome
from tests.making import claim, reading, run, visit

ONE, OTHER = claim(object="name:One"), claim(object="name:Other")


def crawl(day, *said, outcome=Outcome.FETCHED, **more):
    """A run that found the document saying these claims."""
    snapshot = sha256(" ".join(c.id for c in said).encode())
    return run(day, [visit(outcome=outcome, snapshot=snapshot)], [reading(said, snapshot=snapshot)], **more)


def missed(day, outcome, **more):
    """A run that did not get to see the document."""
    return run(day, [visit(outcome=outcome, snapshot=sha256(ONE.id.encode()))], **more)


def only(runs):
    (found,) = age(runs)
    return found


def by_claim(runs):
    return {item.claim.id: item for item in age(runs)}


def test_claim_is_current_from_the_run_that_first_read_it():
    found = only([crawl(2, ONE)])

    assert (found.status, found.first_seen, found.last_seen) == (Status.CURRENT, "2026-11-02", "2026-11-02")


def test_unchanged_document_validates_its_claims_without_a_new_reading():
    found = only([crawl(2, ONE), missed(9, Outcome.UNCHANGED)])

    assert (found.status, found.first_seen, found.last_seen) == (Status.CURRENT, "2026-11-02", "2026-11-09")


def test_gone_makes_unseen_and_keeps_when_it_was_last_seen():
    found = only([crawl(2, ONE), missed(9, Outcome.GONE)])

    assert (found.status, found.last_seen) == (Status.UNSEEN, "2026-11-02")


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.FAILED, Outcome.SKIPPED])
def test_a_page_that_could_not_be_looked_at_is_not_checked(outcome):
    found = only([crawl(2, ONE), missed(9, outcome)])

    assert (found.status, found.last_seen) == (Status.NOT_CHECKED, "2026-11-02")


def test_a_page_that_no_longer_says_it_makes_that_claim_unseen():
    found = by_claim([crawl(2, ONE, OTHER), crawl(9, OTHER)])

    assert found[ONE.id].status is Status.UNSEEN
    assert found[OTHER.id].status is Status.CURRENT


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.REFUSED, Outcome.FAILED])
def test_a_page_that_is_back_keeps_its_old_first_seen(outcome):
    found = only([crawl(2, ONE), missed(9, outcome), crawl(16, ONE)])

    assert (found.status, found.first_seen, found.last_seen) == (Status.CURRENT, "2026-11-02", "2026-11-16")


def test_a_page_known_to_be_gone_stays_unseen_when_later_not_checked():
    found = only([crawl(2, ONE), missed(9, Outcome.GONE), missed(16, Outcome.FAILED)])

    assert found.status is Status.UNSEEN


def test_not_checked_becomes_unseen_once_the_page_is_really_gone():
    found = only([crawl(2, ONE), missed(9, Outcome.FAILED), missed(16, Outcome.GONE)])

    assert found.status is Status.UNSEEN


@pytest.mark.parametrize("second", [missed(9, Outcome.GONE, shards=("all", "more")), crawl(9, shards=("all", "more"))])
def test_nothing_is_unseen_while_a_shard_of_that_date_is_not_sealed(second):
    found = only([crawl(2, ONE), second])

    assert found.status is Status.NOT_CHECKED


def test_the_mark_is_made_once_the_last_shard_is_sealed():
    shards = ("all", "more")

    found = only([crawl(2, ONE), missed(9, Outcome.GONE, shards=shards), run(9, shard="more", shards=shards)])

    assert found.status is Status.UNSEEN


def test_another_source_cannot_age_a_document_of_the_same_name():
    found = only([crawl(2, ONE), missed(9, Outcome.GONE, source="elsewhere")])

    assert found.status is Status.CURRENT


def test_of_one_snapshot_only_the_newest_readers_claims_count():
    first = run(2, [visit()], [reading([ONE], reader="reader/1")])
    second = run(9, [visit(outcome=Outcome.UNCHANGED)], [reading([OTHER], reader="reader/2")])

    found = by_claim([first, second])

    assert set(found) == {OTHER.id}
    assert found[OTHER.id].status is Status.CURRENT


def test_a_better_reading_of_a_claim_replaces_its_words():
    clumsy, better = (claim(quote=quote) for quote in ("Made comes", "Made comes from Source."))
    first = run(2, [visit()], [reading([clumsy])])
    second = run(9, [visit(outcome=Outcome.UNCHANGED)], [reading([better])])

    found = only([first, second])

    assert found.claim.evidence.quote == "Made comes from Source."
    assert found.first_seen == "2026-11-02"


def test_runs_count_in_the_order_of_their_dates_however_they_are_given():
    runs = [crawl(2, ONE), missed(9, Outcome.GONE), crawl(16, ONE)]

    assert age(runs[::-1]) == age(runs)
