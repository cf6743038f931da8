"""The journal's file: one line for each answer, torn only at the end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.fetch.journal import FileJournal
from tests.fetch.scripting import HUB, answer
from tests.fetch.test_journal import SEEN, URL


def test_a_journal_without_a_note_is_no_file(tmp_path):
    assert FileJournal(tmp_path / "run" / "journal.jsonl").find(URL) is None
    assert list(tmp_path.iterdir()) == []


def test_a_dropped_journal_leaves_no_folder(tmp_path):
    journal = FileJournal(tmp_path / "run" / "journal.jsonl")
    journal.note(URL, SEEN)

    journal.drop()

    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(cut=st.integers(min_value=1))
def test_wherever_the_last_line_is_torn_the_others_stand(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("run") / "journal.jsonl"
    journal = FileJournal(path)
    journal.note(f"{URL}/1", SEEN)
    whole = path.stat().st_size
    journal.note(f"{URL}/2", SEEN)
    content = path.read_bytes()
    path.write_bytes(content[: whole + cut % (len(content) - whole)])

    again = FileJournal(path)
    again.note(f"{URL}/3", SEEN)

    last = FileJournal(path)
    assert [last.find(f"{URL}/{n}") is not None for n in (1, 2, 3)] == [True, False, True]


def test_a_torn_last_line_is_asked_again(door, tmp_path):
    path = tmp_path / "run" / "journal.jsonl"
    first = door(answer())
    first.get("/a")
    first.get("/b")
    path.write_bytes(path.read_bytes()[:-20])

    again = door(answer())
    again.get("/a")
    again.get("/b")

    assert again.transport.urls == [f"{HUB}/b"]


def test_a_token_is_never_written_down(door, tmp_path):
    hub = door(answer())

    hub.get(Authorization="Bearer very-secret")

    assert b"very-secret" not in (tmp_path / "run" / "journal.jsonl").read_bytes()
