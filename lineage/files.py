"""Writing files so that a killed process leaves either the old or the new, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from lineage.errors import ArchiveUnavailable

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the disk quota is used up; free some space",
    errno.EACCES: "permission is denied; make it writable for this user, or set LINEAGE_HOME to a folder that is",
    errno.EPERM: "permission is denied; make it writable for this user, or set LINEAGE_HOME to a folder that is",
    errno.EROFS: "the file system is read-only; set LINEAGE_HOME to a folder that can be written",
    errno.ENOTDIR: "a part of that path is a file; set LINEAGE_HOME to a folder",
    errno.EEXIST: "a file is in the way; set LINEAGE_HOME to a folder",
}


@contextmanager
def explained(doing: str, path: Path) -> Iterator[None]:
    """Turn what the operating system says of `path` into one sentence; raises ArchiveUnavailable."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"the system says '{error.strerror or error}'; see to that")
        raise ArchiveUnavailable(
            f"Cannot {doing} {path}: {reason}, then run the same command again. Nothing that was stored before is lost."
        ) from error


def make_folder(path: Path) -> None:
    """Create a folder and its parents; raises ArchiveUnavailable."""
    with explained("create", path):
        path.mkdir(parents=True, exist_ok=True)


def make_private(path: Path) -> Path:
    """Create a folder that only its owner may enter; raises ArchiveUnavailable."""
    make_folder(path)
    with explained("protect", path):
        path.chmod(0o700)
    return path


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace `path` by `data` in one step; raises ArchiveUnavailable. What is private only its owner may read."""
    with explained("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            if private:
                part.touch(mode=0o600)
            part.write_bytes(data)
            part.replace(path)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()


def create_once(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Create a file with all its bytes in one step; False, changing nothing, when there is one already.

    The content reaches the disk before the name does. `mode` says who may do what with it, less what the umask takes.
    """
    with explained("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            with open(part, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(part, path)  # unlike a rename, it never takes the place of another
            except FileExistsError:
                return False
            _sync(path.parent)
        finally:
            part.unlink(missing_ok=True)
    return True


def _sync(folder: Path) -> None:
    """Have a folder's names on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def create_folder_once(folder: Path, files: Mapping[str, bytes], *, private: bool = False) -> bool:
    """Create a folder with all its files in one step; False, changing nothing, when it is there already.

    The content reaches the disk first (one sync instead of one a file), then the folder gets its name. What is private
    only its owner may enter and read, from the first byte on.
    """
    with explained("write", folder):
        part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
        folder.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir(mode=0o700 if private else 0o777)
        try:
            for name, data in files.items():
                (part / name).touch(mode=0o600 if private else 0o666)
                (part / name).write_bytes(data)
            os.sync()
            part.rename(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            return False
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return True


def remove_folder(folder: Path, *, unless: str = "") -> None:
    """Remove a folder and all that is in it; raises ArchiveUnavailable. It loses its name first, in one step.

    A folder that turns out to hold a file named `unless`, because another worker was faster, gets its name back.
    """
    with explained("remove", folder):
        part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
        with suppress(FileNotFoundError):
            folder.rename(part)
            if unless and (part / unless).exists():
                part.rename(folder)
                return
            shutil.rmtree(part)


def append_line(path: Path, line: bytes) -> None:
    """Append one line, in one write call; raises ArchiveUnavailable."""
    with explained("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(line + b"\n")


def whole_lines(path: Path) -> list[bytes]:
    """The lines of a file that only grows; a last line cut short by a killed process is cut off the file."""
    if not path.exists():
        return []
    with explained("read", path):
        content = path.read_bytes()
        *lines, torn = content.split(b"\n")
        if torn:
            os.truncate(path, len(content) - len(torn))
    return lines
