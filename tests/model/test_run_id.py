"""Run ids: source × shard × date, written so that they name files and sort."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.model.run import RunId, shown

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=20)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))


def run_id(date, source="huggingface", shard="datasets"):
    return RunId(source=source, shard=shard, date=date)


def test_a_run_id_says_source_shard_and_date():
    assert str(run_id(datetime(2026, 11, 16, tzinfo=UTC))) == "huggingface.datasets.20261116T000000Z"
    assert str(run_id(datetime(2026, 11, 16, 0, 0, 0, 5, UTC))) == "huggingface.datasets.20261116T000000_000005Z"


@settings(deadline=None)
@given(st.builds(RunId, source=WORDS, shard=WORDS, date=MOMENTS))
def test_a_run_id_reads_back_as_itself(made):
    assert RunId.parse(str(made)) == made


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_run_ids_of_one_shard_sort_like_their_dates(one, other):
    assert (str(run_id(one)) < str(run_id(other))) == (one < other)


@settings(deadline=None)
@given(SECONDS, st.integers(1, 999_999))
def test_run_ids_sort_like_their_dates_within_a_second_too(moment, microsecond):
    later = moment.replace(microsecond=microsecond)

    assert str(run_id(moment)) < str(run_id(later))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "huggingface",
        "huggingface.datasets",
        "huggingface.datasets.2026-11-16",
        "huggingface.datasets.20261116",
        "Huggingface.datasets.20261116T000000Z",
        "a.b.c.20261116T000000Z",
        "../etc.all.20261116T000000Z",
        ".all.20261116T000000Z",
        "huggingface.datasets.20261116T000000Z.bak",
    ],
)
def test_what_is_no_run_id_is_refused_with_an_example(text):
    with pytest.raises(BadInput, match=r"is not a run id; they look like huggingface\.datasets\.20261116T000000Z"):
        RunId.parse(text)


def test_a_run_id_of_a_day_that_never_was_is_refused():
    with pytest.raises(BadInput):
        RunId.parse("huggingface.datasets.20261399T000000Z")


def test_a_run_s_date_is_shown_as_a_day_when_it_is_one():
    assert shown(datetime(2026, 11, 16, tzinfo=UTC)) == "2026-11-16"
    assert shown(datetime(2026, 11, 16, 10, 30, tzinfo=UTC)) == "2026-11-16T10:30:00Z"
