"""The archive in a folder."""

from __future__ import annotations

from pathlib import Path

from lineage.archive.shelved import ShelvedArchive
from lineage.files import explained, write_atomically


class FolderShelf:
    """See `lineage.archive.shelved.Shelf`: a file for each name."""

    def __init__(self, root: Path) -> None:
        """Use `root`; it is created by the first `put`."""
        self._root = root

    def has(self, key: str) -> bool:
        """Whether the file is there."""
        return (self._root / key).exists()

    def get(self, key: str) -> bytes | None:
        """Read the file."""
        if not self.has(key):
            return None
        with explained("read", self._root / key):
            return (self._root / key).read_bytes()

    def put(self, key: str, data: bytes) -> None:
        """Write the file in one step."""
        write_atomically(self._root / key, data)

    def delete(self, key: str) -> None:
        """Remove the file."""
        with explained("remove", self._root / key):
            (self._root / key).unlink(missing_ok=True)

    def place(self, key: str = "") -> str:
        """Its path."""
        return str(self._root / key)


class FolderArchive(ShelvedArchive):
    """The archive of a home."""

    def __init__(self, root: Path) -> None:
        """Use `root`; it is created by the first `put`."""
        super().__init__(FolderShelf(root), "LINEAGE_HOME")
