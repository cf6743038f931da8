"""The journal's file: one line for each answer, torn only at the end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.fetch.exchange import Answer
from lineage.fetch.journal import Journal

URL = "https://hub.example/a"
SEEN = Answer(URL, 200, {"etag": '"1"'}, b"body", fetched_at="2026-11-16T12:00:00Z", snapshot="a" * 64)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run" / "journal.jsonl"


def test_a_new_journal_knows_nothing_and_writes_nothing(path):
    assert Journal(path).find(URL) is None
    assert not path.exists()


def test_what_was_noted_is_found_by_the_next_process_without_its_body(path):
    Journal(path).note(URL, SEEN)

    found = Journal(path).find(URL)

    assert found == Answer(URL, 200, {"etag": '"1"'}, b"", fetched_at="2026-11-16T12:00:00Z", snapshot="a" * 64)


def test_the_newest_note_on_an_address_counts(path):
    journal = Journal(path)
    journal.note(URL, SEEN)
    journal.note(URL, Answer(URL, 404, {}, b""))

    assert journal.find(URL).status == Journal(path).find(URL).status == 404


def test_the_order_of_parameters_makes_no_difference(path):
    Journal(path).note(f"{URL}?b=2&a=1", SEEN)

    assert Journal(path).find(f"{URL}?a=1&b=2") is not None
    assert Journal(path).find(f"{URL}?a=1&b=3") is None


@settings(deadline=None)
@given(cut=st.integers(min_value=1))
def test_wherever_the_last_line_is_torn_the_others_stand(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("run") / "journal.jsonl"
    journal = Journal(path)
    journal.note(f"{URL}/1", SEEN)
    whole = path.stat().st_size
    journal.note(f"{URL}/2", SEEN)
    content = path.read_bytes()
    path.write_bytes(content[: whole + cut % (len(content) - whole)])

    again = Journal(path)
    again.note(f"{URL}/3", SEEN)

    last = Journal(path)
    assert [last.find(f"{URL}/{n}") is not None for n in (1, 2, 3)] == [True, False, True]
