"""Judgements are appended and listed; nothing is changed or removed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lineage.resolve.judgements import Judgements, open_judgements
from tests.graph.making import same

FIRST = same("yes", "hf:datasets/a/b", "hf:datasets/c/d").model_copy(update={"at": "2026-11-02T12:00:00Z"})
SECOND = same("no", "hf:datasets/a/b", "hf:datasets/c/d").model_copy(update={"at": "2026-11-09T12:00:00Z"})


@pytest.fixture
def engine(tmp_path):
    engine = open_judgements(f"sqlite:///{tmp_path / 'judgements.sqlite'}")
    yield engine
    engine.dispose()


def test_judgements_come_back_oldest_first(engine):
    judgements = Judgements(engine)
    judgements.add(FIRST)
    judgements.add(SECOND)

    assert judgements.all() == [FIRST, SECOND]


def test_the_same_word_twice_is_kept_twice(engine):
    judgements = Judgements(engine)
    judgements.add(FIRST)
    judgements.add(FIRST)

    assert judgements.all() == [FIRST, FIRST]


def test_judgements_up_to_a_moment(engine):
    judgements = Judgements(engine)
    judgements.add(FIRST)
    judgements.add(SECOND)

    assert judgements.all(until=datetime(2026, 11, 5, tzinfo=UTC)) == [FIRST]
    assert judgements.all(until=datetime(2026, 11, 9, 12, tzinfo=UTC)) == [FIRST, SECOND]


def test_judgements_up_to_the_end_of_a_day_include_its_last_second(engine):
    judgements = Judgements(engine)
    judgements.add(FIRST.model_copy(update={"at": "2026-11-02T23:59:59Z"}))

    assert len(judgements.all(until=datetime(2026, 11, 2, 23, 59, 59, 999999, tzinfo=UTC))) == 1


def test_judgements_outlive_their_process(tmp_path, engine):
    Judgements(engine).add(FIRST)

    again = open_judgements(f"sqlite:///{tmp_path / 'judgements.sqlite'}")
    assert Judgements(again).all() == [FIRST]
    again.dispose()
