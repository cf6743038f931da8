"""The journal of an unsealed run, as a file and as a table: what was noted is found by whoever comes next."""

from __future__ import annotations

import pytest

from lineage.fetch.exchange import Answer
from tests.odd import ODD

URL = "https://hub.example/a"
SEEN = Answer(URL, 200, {"etag": '"1"'}, b"body", fetched_at="2026-11-16T12:00:00Z", snapshot="a" * 64)
WITHOUT_BODY = Answer(URL, 200, {"etag": '"1"'}, b"", fetched_at="2026-11-16T12:00:00Z", snapshot="a" * 64)


def test_a_new_journal_knows_nothing(journals):
    assert journals().find(URL) is None


def test_what_was_noted_is_found_by_the_next_process_without_its_body(journals):
    journals().note(URL, SEEN)

    assert journals().find(URL) == WITHOUT_BODY


def test_the_newest_note_on_an_address_counts(journals):
    journal = journals()
    journal.note(URL, SEEN)
    journal.note(URL, Answer(URL, 404, {}, b""))

    assert journal.find(URL).status == journals().find(URL).status == 404


def test_the_order_of_parameters_makes_no_difference(journals):
    journals().note(f"{URL}?b=2&a=1", SEEN)

    assert journals().find(f"{URL}?a=1&b=2") is not None
    assert journals().find(f"{URL}?a=1&b=3") is None


def test_runs_do_not_share_a_journal(journals):
    journals("one").note(URL, SEEN)

    assert journals("other").find(URL) is None


def test_a_journal_that_is_dropped_is_forgotten_and_the_others_stay(journals):
    for run in ("one", "other"):
        journals(run).note(URL, SEEN)
    journal = journals("one")

    journal.drop()

    assert journal.find(URL) is None
    assert journals("one").find(URL) is None
    assert journals("other").find(URL) == WITHOUT_BODY


def test_a_journal_that_never_was_can_be_dropped_and_used_afterwards(journals):
    journal = journals()
    journal.drop()

    journal.note(URL, SEEN)

    assert journals().find(URL) == WITHOUT_BODY


@pytest.mark.parametrize("word", [*ODD.values(), "\ud800"], ids=[*ODD, "half a character"])
def test_addresses_and_headers_may_hold_any_text(journals, word):
    answer = Answer(f"{URL}/{word}", 404, {"x-said": word}, b"")

    journals().note(f"{URL}/{word}", answer)

    assert journals().find(f"{URL}/{word}") == answer
    assert journals().find(URL) is None
