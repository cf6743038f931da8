"""A run's journal: what was answered is never asked again, whatever killed the process in between."""

from __future__ import annotations

import pytest

from lineage.archive.folder import FolderArchive
from lineage.errors import ArchiveUnavailable
from lineage.fetch.exchange import Request
from lineage.model.base import sha256
from tests.fetch.scripting import HUB, answer

BODY = b'{"id": "owner/name"}'


@pytest.fixture
def run_journal(journals):
    """These tests run over every kind of journal."""
    return journals


class FullArchive(FolderArchive):
    """An archive on a disk that is full."""

    def put(self, data):
        raise ArchiveUnavailable("Cannot write: the disk is full.")


def test_the_same_address_is_asked_once(door):
    hub = door(answer(body=BODY, etag='"1"'))

    first, second = hub.get(), hub.get()

    assert second == first
    assert len(hub.transport.asked) == 1


def test_a_new_process_goes_on_where_the_old_one_was(door):
    first = door(answer(body=BODY, etag='"1"')).get()

    again = door(answer(500))

    assert again.get() == first
    assert again.transport.asked == []


def test_the_order_of_parameters_makes_no_other_address(door):
    hub = door(answer(body=BODY))

    hub.get("/a?x=1&y=2")
    hub.get("/a?y=2&x=1")

    assert hub.transport.urls == [f"{HUB}/a?x=1&y=2"]


def test_another_address_is_asked(door):
    hub = door(answer(body=BODY))

    hub.get("/a")
    hub.get("/b")

    assert len(hub.transport.asked) == 2


@pytest.mark.parametrize("status", [304, 404, 410])
def test_an_answer_without_a_page_is_remembered_too(door, status):
    first = door(answer(status, b"", x_error_code="RepoNotFound")).get()

    again = door(answer(500))

    assert again.get() == first
    assert again.transport.asked == []


def test_the_journal_s_line_is_written_before_the_body_is_archived(door, tmp_path):
    hub = door(answer(body=BODY), archive=FullArchive(tmp_path / "archive"))

    with pytest.raises(ArchiveUnavailable):
        hub.get()

    assert hub.journal.find(f"{HUB}/a").snapshot == sha256(BODY)


def test_an_entry_whose_body_is_missing_is_asked_again(door, tmp_path):
    with pytest.raises(ArchiveUnavailable):
        door(answer(body=BODY), archive=FullArchive(tmp_path / "archive")).get()

    again = door(answer(body=b'{"id": "renamed"}'))
    found = again.get()

    assert len(again.transport.asked) == 1
    assert found.body == again.archive.get(found.snapshot) == b'{"id": "renamed"}'


def test_what_was_asked_again_is_what_is_remembered(door, tmp_path):
    with pytest.raises(ArchiveUnavailable):
        door(answer(body=BODY), archive=FullArchive(tmp_path / "archive")).get()
    door(answer(body=b"[]")).get()

    again = door(answer(500))

    assert again.get().body == b"[]"


def test_a_page_that_was_forgotten_is_never_taken_for_an_empty_one(door):
    hub = door(answer(body=BODY))
    hub.archive.forget(hub.get().snapshot, "a request", "2026-11-16T12:00:00Z")

    assert hub.get().body == BODY
    assert len(hub.transport.asked) == 2


def test_what_describes_a_person_leaves_no_trace(door, tmp_path):
    hub = door(answer(body=b'{"name": "Jane Gull"}'))
    request = Request(f"{HUB}/users/gull-7", "api", personal=True)

    answers = [hub.fetcher.get(request), hub.fetcher.get(request)]

    assert [a.body for a in answers] == [b'{"name": "Jane Gull"}'] * 2
    assert [a.snapshot for a in answers] == [None, None]
    assert hub.journal.find(request.url) is None
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert [data for data in written if b"gull" in data.lower()] == []
