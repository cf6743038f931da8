"""Judgements are appended and listed; nothing is changed or removed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from lineage.resolve.judgements import Judgements
from tests.graph.making import same
from tests.odd import ODD

FIRST = same("yes", "hf:datasets/a/b", "hf:datasets/c/d").model_copy(update={"at": "2026-11-02T12:00:00Z"})
SECOND = same("no", "hf:datasets/a/b", "hf:datasets/c/d").model_copy(update={"at": "2026-11-09T12:00:00Z"})


def test_judgements_come_back_oldest_first(database):
    judgements = Judgements(database)
    judgements.add(FIRST)
    judgements.add(SECOND)

    assert judgements.all() == [FIRST, SECOND]


def test_the_same_word_twice_is_kept_twice(database):
    judgements = Judgements(database)
    judgements.add(FIRST)
    judgements.add(FIRST)

    assert judgements.all() == [FIRST, FIRST]


def test_judgements_up_to_a_moment(database):
    judgements = Judgements(database)
    judgements.add(FIRST)
    judgements.add(SECOND)

    assert judgements.all(until=datetime(2026, 11, 5, tzinfo=UTC)) == [FIRST]
    assert judgements.all(until=datetime(2026, 11, 9, 12, tzinfo=UTC)) == [FIRST, SECOND]


def test_judgements_up_to_the_end_of_a_day_include_its_last_second(database):
    judgements = Judgements(database)
    judgements.add(FIRST.model_copy(update={"at": "2026-11-02T23:59:59Z"}))

    assert len(judgements.all(until=datetime(2026, 11, 2, 23, 59, 59, 999999, tzinfo=UTC))) == 1


def test_judgements_outlive_their_process(databases):
    Judgements(databases()).add(FIRST)

    assert Judgements(databases()).all() == [FIRST]


@pytest.mark.parametrize("word", ODD.values(), ids=ODD)
def test_judgements_may_hold_any_text(database, word):
    judgement = FIRST.model_copy(update={"subject": word, "by": word, "note": word, "quote": word})

    Judgements(database).add(judgement)

    assert Judgements(database).all() == [judgement]


def test_workers_that_judge_at_once_are_all_heard(databases):
    stores = [Judgements(databases()) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda store: [store.add(FIRST) for _ in range(10)], stores))

    assert Judgements(databases()).all() == [FIRST] * 40
