"""Forgetting: the bytes go for good, in every version of them; the hash stays and says why."""

from __future__ import annotations

import gzip

import pytest

from lineage.archive.base import Tombstone
from lineage.errors import ArchiveUnavailable, BadInput, LineageError
from lineage.model.base import sha256

PAGE = b"A page with a name on it."
NOW, LATER = "2026-11-16T12:00:00Z", "2026-12-01T00:00:00Z"


class Killed(BaseException):
    """Stands for the process being killed."""


@pytest.fixture
def key(archive):
    return archive.put(PAGE)


@pytest.fixture
def half_forgotten(archive, key, shelf, monkeypatch):
    """The process was killed after the tombstone was written and before the bytes were removed."""

    def kill(self, name):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "delete", kill)
        with pytest.raises(Killed):
            archive.forget(key, "a request", NOW)
    return key


def kept(place):
    """The pages that are kept there in any version, also where nobody would look."""
    return [gzip.decompress(data) for data in place.everything() if data.startswith(b"\x1f\x8b")]


def test_a_tombstone_takes_the_place_of_the_bytes(archive, key, place):
    tombstone = archive.forget(key, "a request", NOW)

    assert tombstone == Tombstone(sha256=sha256(PAGE), size=len(PAGE), forgotten_at=NOW, reason="a request")
    assert archive.get(key) == tombstone
    assert not archive.has(key)
    assert kept(place) == []


def test_bytes_that_were_written_several_times_go_with_every_version(archive, key, place, blob):
    for _ in range(3):
        blob().write_bytes(gzip.compress(PAGE))
    blob().unlink()
    place.file(f"{key[:2]}/{key}.gz").write_bytes(gzip.compress(PAGE))

    archive.forget(key, "a request", NOW)

    assert kept(place) == []


def test_forgetting_again_keeps_the_first_tombstone(archive, key):
    first = archive.forget(key, "a request", NOW)

    assert archive.forget(key, "another reason", LATER) == first


def test_what_was_forgotten_stays_forgotten_when_it_is_put_again(archive, key, place):
    tombstone = archive.forget(key, "a request", NOW)

    assert archive.put(PAGE) == key

    assert archive.get(key) == tombstone
    assert kept(place) == []


def test_what_is_forgotten_while_it_is_put_is_not_kept(archive, place, shelf, monkeypatch):
    key, put, forgotten = sha256(PAGE), shelf.put, []

    def overtaken(self, name, data):
        put(self, name, data)
        if not forgotten:
            forgotten.append(name)
            put(self, name.replace(".gz", ".gone"), b"{}")  # by a worker that had found the bytes just before

    monkeypatch.setattr(shelf, "put", overtaken)

    assert archive.put(PAGE) == key

    assert not archive.has(key)
    assert kept(place) == []


def test_forgetting_one_page_leaves_the_others(archive, key):
    other = archive.put(b"another page")

    archive.forget(key, "a request", NOW)

    assert archive.get(other) == b"another page"


def test_what_was_never_there_cannot_be_forgotten(archive):
    with pytest.raises(BadInput, match="No snapshot"):
        archive.forget("0" * 64, "a request", NOW)


def test_after_a_kill_in_between_the_bytes_count_as_forgotten_already(archive, half_forgotten):
    assert isinstance(archive.get(half_forgotten), Tombstone)
    assert not archive.has(half_forgotten)


def test_after_a_kill_in_between_forgetting_again_removes_the_bytes(archive, half_forgotten, place):
    assert kept(place) == [PAGE]

    tombstone = archive.forget(half_forgotten, "again", LATER)

    assert (tombstone.forgotten_at, tombstone.reason) == (NOW, "a request")
    assert kept(place) == []


def test_when_the_tombstone_cannot_be_written_the_bytes_are_still_there(archive, key, shelf, monkeypatch):
    def fail(self, name, data):
        raise ArchiveUnavailable("Cannot write it.")

    monkeypatch.setattr(shelf, "put", fail)

    with pytest.raises(ArchiveUnavailable):
        archive.forget(key, "a request", NOW)

    assert archive.get(key) == PAGE


def test_damaged_bytes_can_be_forgotten_too(archive, key, place, blob):
    blob().write_bytes(blob().read_bytes()[:-6])

    tombstone = archive.forget(key, "a request", NOW)

    assert archive.get(key) == tombstone
    assert not any(data.startswith(b"\x1f\x8b") for data in place.everything())


def test_a_damaged_tombstone_is_told(archive, key, place):
    archive.forget(key, "a request", NOW)
    (grave,) = place.files().values()
    grave.write_bytes(grave.read_bytes()[:10])

    with pytest.raises(LineageError, match=key[:12]):
        archive.get(key)
