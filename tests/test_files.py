"""Files are old or new, never half; and what the system says is passed on as one sentence."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from lineage.errors import ArchiveUnavailable
from lineage.files import (
    append_line,
    create_folder_once,
    create_once,
    explained,
    make_folder,
    remove_folder,
    whole_lines,
    write_atomically,
)


@pytest.fixture
def disk_full(monkeypatch):
    write = Path.write_bytes

    def fill(path, data):
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)


def test_writing_creates_the_file_and_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "file"

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"


def test_writing_again_replaces_everything(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, b"a long old content")

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(tmp_path, request):
    path = tmp_path / "file"
    write_atomically(path, b"old")
    request.getfixturevalue("disk_full")

    with pytest.raises(ArchiveUnavailable) as caught:
        write_atomically(path, b"new and longer")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert str(caught.value) == (
        f"Cannot write {path}: the disk is full; free some space, then run the same command again. "
        "Nothing that was stored before is lost."
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EDQUOT, "free some space"),
        (errno.EACCES, "make it writable"),
        (errno.EROFS, "set LINEAGE_HOME to a folder that can be written"),
        (errno.ENOTDIR, "set LINEAGE_HOME to a folder"),
        (errno.EIO, "the system says 'wheels fell off'"),
    ],
)
def test_each_reason_says_what_to_do(number, words):
    with pytest.raises(ArchiveUnavailable) as caught, explained("write", Path("place")):
        raise OSError(number, "wheels fell off")

    assert str(caught.value).startswith("Cannot write place: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_made_with_its_parents_and_may_be_there(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("path", ["file", "file/below"])
def test_a_file_where_a_folder_should_be_is_told(tmp_path, path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ArchiveUnavailable, match="set LINEAGE_HOME to a folder"):
        make_folder(tmp_path / path)


def test_a_folder_is_created_once_and_never_changed(tmp_path):
    folder = tmp_path / "runs" / "one"

    assert create_folder_once(folder, {"a": b"first", "b": b"first"}) is True
    assert create_folder_once(folder, {"a": b"second"}) is False

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": b"first", "b": b"first"}
    assert list(folder.parent.iterdir()) == [folder]


def test_a_folder_is_removed_with_all_that_is_in_it(tmp_path):
    folder = tmp_path / "runs" / "one"
    create_folder_once(folder, {"a": b"first"})

    remove_folder(folder)
    remove_folder(folder)

    assert list(folder.parent.iterdir()) == []


def test_a_full_disk_creates_nothing(tmp_path, disk_full):
    with pytest.raises(ArchiveUnavailable, match="the disk is full"):
        create_folder_once(tmp_path / "run", {"seal": b"first"})

    assert list(tmp_path.iterdir()) == []


def test_lines_that_were_appended_are_read_back(tmp_path):
    path = tmp_path / "folder" / "journal"

    append_line(path, b"one")
    append_line(path, b"two")

    assert whole_lines(path) == [b"one", b"two"]


def test_a_file_that_is_not_there_has_no_lines(tmp_path):
    assert whole_lines(tmp_path / "journal") == []


@pytest.mark.parametrize("whole", [[], [b"one"], [b"one", b"two"]])
def test_a_torn_last_line_is_dropped_and_the_next_one_starts_clean(tmp_path, whole):
    path = tmp_path / "journal"
    path.write_bytes(b"".join(line + b"\n" for line in whole) + b'{"to')

    assert whole_lines(path) == whole

    append_line(path, b"next")
    assert whole_lines(path) == [*whole, b"next"]


def test_a_file_is_created_once_with_its_mode(tmp_path):
    path = tmp_path / "a" / "file"

    assert [create_once(path, data, 0o600) for data in (b"first", b"second")] == [True, False]

    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_of_many_who_create_a_file_exactly_one_does(tmp_path):
    start = Barrier(8)

    def create(writer):
        start.wait()
        return create_once(tmp_path / "file", b"%d" % writer)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(create, range(8)))

    assert made.count(True) == 1
    assert (tmp_path / "file").read_bytes() == b"%d" % made.index(True)


def test_a_file_that_cannot_be_created_leaves_nothing(tmp_path, monkeypatch):
    def fail(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)

    with pytest.raises(ArchiveUnavailable, match="the disk is full"):
        create_once(tmp_path / "file", b"new")

    assert list(tmp_path.iterdir()) == []


def test_what_is_private_only_its_owner_may_read_from_the_first_byte_on(tmp_path, monkeypatch):
    write, seen = Path.write_bytes, []

    def look(path, data):
        seen.append(oct(path.stat().st_mode & 0o777))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", look)
    create_folder_once(tmp_path / "folder", {"a": b"1", "b": b"2"}, private=True)

    assert seen == ["0o600", "0o600"]
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700
