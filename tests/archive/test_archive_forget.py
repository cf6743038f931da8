"""Forgetting: the bytes go for good, the hash stays and says why."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from lineage.archive.base import Tombstone
from lineage.archive.folder import FolderArchive
from lineage.errors import ArchiveUnavailable, BadInput, LineageError
from lineage.model.base import sha256

PAGE = b"A page with a name on it."
NOW, LATER = "2026-11-16T12:00:00Z", "2026-12-01T00:00:00Z"


class Killed(BaseException):
    """Stands for the process being killed."""


@pytest.fixture
def archive(tmp_path):
    return FolderArchive(tmp_path / "archive")


@pytest.fixture
def key(archive):
    return archive.put(PAGE)


@pytest.fixture
def half_forgotten(archive, key):
    """The process was killed after the tombstone was written and before the bytes were removed."""

    def kill(path, missing_ok=False):
        if path.suffix == ".gz":
            raise Killed
        return unlink(path, missing_ok)

    unlink = Path.unlink
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", kill)
        with pytest.raises(Killed):
            archive.forget(key, "a request", NOW)
    return key


def bytes_on_disk(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.suffix == ".gz"]


def test_a_tombstone_takes_the_place_of_the_bytes(archive, key, tmp_path):
    tombstone = archive.forget(key, "a request", NOW)

    assert tombstone == Tombstone(sha256=sha256(PAGE), size=len(PAGE), forgotten_at=NOW, reason="a request")
    assert archive.get(key) == tombstone
    assert not archive.has(key)
    assert bytes_on_disk(tmp_path) == []


def test_forgetting_again_keeps_the_first_tombstone(archive, key):
    first = archive.forget(key, "a request", NOW)

    assert archive.forget(key, "another reason", LATER) == first


def test_what_was_forgotten_stays_forgotten_when_it_is_put_again(archive, key, tmp_path):
    tombstone = archive.forget(key, "a request", NOW)

    assert archive.put(PAGE) == key

    assert archive.get(key) == tombstone
    assert bytes_on_disk(tmp_path) == []


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


def test_after_a_kill_in_between_forgetting_again_removes_the_bytes(archive, half_forgotten, tmp_path):
    tombstone = archive.forget(half_forgotten, "again", LATER)

    assert (tombstone.forgotten_at, tombstone.reason) == (NOW, "a request")
    assert bytes_on_disk(tmp_path) == []


def test_when_the_tombstone_cannot_be_written_the_bytes_are_still_there(archive, key, monkeypatch):
    def fill(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)

    with pytest.raises(ArchiveUnavailable):
        archive.forget(key, "a request", NOW)

    assert archive.get(key) == PAGE


def test_when_the_bytes_cannot_be_removed_it_is_told(archive, key, monkeypatch):
    unlink = Path.unlink

    def refuse(path, missing_ok=False):
        if path.suffix == ".gz":
            raise OSError(errno.EACCES, "Permission denied")
        return unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(ArchiveUnavailable, match="permission is denied"):
        archive.forget(key, "a request", NOW)


def test_damaged_bytes_can_be_forgotten_too(archive, key, tmp_path):
    (path,) = bytes_on_disk(tmp_path)
    path.write_bytes(path.read_bytes()[:-6])

    tombstone = archive.forget(key, "a request", NOW)

    assert archive.get(key) == tombstone
    assert bytes_on_disk(tmp_path) == []


def test_a_damaged_tombstone_is_told(archive, key, tmp_path):
    archive.forget(key, "a request", NOW)
    (grave,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    grave.write_bytes(grave.read_bytes()[:10])

    with pytest.raises(LineageError, match=key[:12]):
        archive.get(key)
