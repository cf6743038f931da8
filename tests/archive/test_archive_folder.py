"""The archive in a folder: bytes in, the same bytes out, or a sentence."""

from __future__ import annotations

import errno
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.archive.folder import FolderArchive
from lineage.errors import ArchiveUnavailable, BadInput, RunIncomplete
from lineage.model.base import sha256

PAGE = b"<p>DiF is a subset of YFCC100M.</p>" * 20


@pytest.fixture
def root(tmp_path):
    return tmp_path / "archive"


@pytest.fixture
def archive(root):
    return FolderArchive(root)


def blob(root) -> Path:
    (only,) = root.rglob("*.gz")
    return only


def test_bytes_are_kept_under_their_hash(archive):
    key = archive.put(PAGE)

    assert key == sha256(PAGE)
    assert archive.has(key)
    assert archive.get(key) == PAGE


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_come_back(tmp_path_factory, data):
    archive = FolderArchive(tmp_path_factory.mktemp("archive"))

    assert archive.get(archive.put(data)) == data


def test_an_archive_that_was_never_used_has_nothing(archive, root):
    assert not archive.has(sha256(PAGE))
    assert not root.exists()


def test_putting_the_same_bytes_again_changes_nothing(archive, root):
    key = archive.put(PAGE)
    before = blob(root).stat()

    assert archive.put(PAGE) == key

    after = blob(root).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_bytes_give_the_same_file_everywhere(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    FolderArchive(one).put(PAGE)
    FolderArchive(other).put(PAGE)

    assert blob(one).relative_to(one) == blob(other).relative_to(other)
    assert blob(one).read_bytes() == blob(other).read_bytes()


def test_getting_and_asking_change_nothing(archive, root):
    key = archive.put(PAGE)
    before = blob(root).read_bytes()

    assert [archive.get(key), archive.get(key), archive.has(key)] == [PAGE, PAGE, True]

    assert blob(root).read_bytes() == before


def test_an_unknown_hash_is_refused_and_the_folder_named(archive, root):
    with pytest.raises(BadInput) as caught:
        archive.get("0" * 64)

    assert str(caught.value) == f"No snapshot 000000000000… in {root}; is LINEAGE_HOME the place it was crawled into?"


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"not compressed at all",
        lambda whole: whole[:20] + bytes([whole[20] ^ 0xFF]) + whole[21:],
        lambda whole: gzip.compress(b"other bytes"),
    ],
    ids=["emptied", "cut in half", "cut by a byte", "overwritten", "a byte flipped", "swapped for another page"],
)
def test_a_damaged_file_is_told_and_named(archive, root, damage):
    key = archive.put(PAGE)
    path = blob(root)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(RunIncomplete) as caught:
        archive.get(key)

    assert str(caught.value) == (
        f"Snapshot {key[:12]}… is damaged: {path} does not hold those bytes; restore that file."
    )


def test_a_full_disk_stores_nothing_and_says_so(archive, monkeypatch):
    def fill(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

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
