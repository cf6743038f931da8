"""The archive in a folder: what the operating system refuses is told in a sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from lineage.archive.folder import FolderArchive
from lineage.errors import ArchiveUnavailable
from lineage.model.base import sha256

PAGE = b"A page with a name on it."
NOW = "2026-11-16T12:00:00Z"


@pytest.fixture
def archive(tmp_path):
    return FolderArchive(tmp_path / "archive")


def fill(path, data):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_archive_that_was_never_used_is_no_folder(archive, tmp_path):
    assert not archive.has(sha256(PAGE))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_stores_nothing_and_says_so(archive, monkeypatch):
    monkeypatch.setattr(Path, "write_bytes", fill)

    with pytest.raises(ArchiveUnavailable, match="the disk is full; free some space"):
        archive.put(PAGE)

    assert not archive.has(sha256(PAGE))


def test_a_file_that_cannot_be_read_is_told(archive, monkeypatch):
    key = archive.put(PAGE)

    def refuse(path):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(ArchiveUnavailable, match=r"^Cannot read .*permission is denied"):
        archive.get(key)


def test_when_the_tombstone_cannot_be_written_the_bytes_are_still_there(archive, monkeypatch):
    key = archive.put(PAGE)
    monkeypatch.setattr(Path, "write_bytes", fill)

    with pytest.raises(ArchiveUnavailable):
        archive.forget(key, "a request", NOW)

    assert archive.get(key) == PAGE


def test_when_the_bytes_cannot_be_removed_it_is_told(archive, monkeypatch):
    key, unlink = archive.put(PAGE), Path.unlink

    def refuse(path, missing_ok=False):
        if path.suffix == ".gz":
            raise OSError(errno.EACCES, "Permission denied")
        return unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(ArchiveUnavailable, match="permission is denied"):
        archive.forget(key, "a request", NOW)
