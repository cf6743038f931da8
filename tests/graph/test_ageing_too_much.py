"""A crawl that would mark more than max(5 %, 10) documents of a source as unseen is stopped until accepted."""

from __future__ import annotations

import pytest

from lineage.errors import TooMuchAged
from lineage.graph.ageing import age
from lineage.model.graph import Status
from lineage.model.words import Outcome
from tests.making import claim, reading, run, visit


def found(day, count, prefix="doc", **more):
    """A run that found so many documents, each with one claim."""
    names = [f"{prefix}{n}" for n in range(count)]
    readings = [reading([claim(document=name)], document=name) for name in names]
    return run(day, [visit(name) for name in names], readings, **more)


def lost(day, count, prefix="doc", outcome=Outcome.GONE, **more):
    """A run in which so many of the documents met this end, and nothing else was visited."""
    return run(day, [visit(f"{prefix}{n}", outcome) for n in range(count)], **more)


def unseen(aged):
    return sum(item.status is Status.UNSEEN for item in aged)


def test_exactly_ten_pass():
    assert unseen(age([found(2, 10), lost(9, 10)])) == 10


def test_eleven_are_too_many():
    with pytest.raises(TooMuchAged):
        age([found(2, 100), lost(9, 11)])


def test_of_a_large_source_exactly_five_percent_pass():
    assert unseen(age([found(2, 400), lost(9, 20)])) == 20


def test_of_a_large_source_more_than_five_percent_are_too_many():
    with pytest.raises(TooMuchAged):
        age([found(2, 400), lost(9, 21)])


def test_the_message_says_what_was_seen_and_what_to_do():
    with pytest.raises(TooMuchAged) as raised:
        age([found(2, 100), lost(9, 11)])

    message = str(raised.value)
    assert "documents on 2026-11-09 would mark 11 of 100 documents as unseen" in message
    assert "more than 10 at once" in message
    assert "lineage project --accept-ageing documents.all.20261109T000000Z" in message
    assert "lineage project --without-run documents.all.20261109T000000Z" in message


def test_an_accepted_run_passes():
    runs = [found(2, 100), lost(9, 11)]

    assert unseen(age(runs, accepted=["documents.all.20261109T000000Z"])) == 11


def test_accepting_another_run_changes_nothing():
    with pytest.raises(TooMuchAged):
        age([found(2, 100), lost(9, 11)], accepted=["documents.all.20261102T000000Z"])


def test_pages_that_were_not_checked_do_not_count():
    aged = age([found(2, 100), lost(9, 100, outcome=Outcome.FAILED)])

    assert {item.status for item in aged} == {Status.NOT_CHECKED}


def test_pages_that_no_longer_say_anything_count_like_those_that_are_gone():
    emptied = [visit(f"doc{n}", snapshot="b" * 64) for n in range(11)]

    with pytest.raises(TooMuchAged):
        age([found(2, 100), run(9, emptied)])


def test_documents_already_unseen_do_not_count_again():
    aged = age([found(2, 100), lost(9, 10), lost(16, 20)])

    assert unseen(aged) == 20


def test_the_shards_of_one_date_are_counted_together():
    shards = ("left", "right")
    first = [found(2, 50, shard=s, shards=shards, prefix=s) for s in shards]
    second = [lost(9, 6, shard=s, shards=shards, prefix=s) for s in shards]

    with pytest.raises(TooMuchAged, match="12 of 100"):
        age(first + second)


def test_each_source_is_counted_alone():
    first = [found(2, 50, source=source) for source in ("documents", "huggingface")]
    second = [lost(9, 6, source=source) for source in ("documents", "huggingface")]

    assert unseen(age(first + second)) == 12
