"""What the tests of lists share: writing one, and reading it back as plain tuples."""

from __future__ import annotations

from pathlib import Path

from lineage.photos.columns.numbers import nsid
from lineage.photos.lists.chunk import Aside
from lineage.photos.lists.form import Form, form
from lineage.photos.lists.guess import guess
from lineage.photos.lists.members import Members, joined
from lineage.photos.lists.read import read

HASH = "3a08e8440a6f6e267487c1e6df22887a"
STATIC = "http://farm3.staticflickr.com/2932/{}_0a1b2c3d4e.jpg"
PAGE = "https://www.flickr.com/photos/{}/{}/"


def plain(members: Members) -> list[tuple[int, str | None, str | None]]:
    """Photo, NSID and hash (of 32 digits, zeros before it) of each member."""
    rows = zip(*(part.tolist() for part in members.numbers), strict=True)
    return [
        (photo, nsid(owner) if owner else None, f"{high << 64 | low:032x}" if high | low else None)
        for photo, owner, high, low in rows
    ]


def read_all(path: Path, said: Form | str) -> tuple[list[tuple[int, str | None, str | None]], list[Aside]]:
    """All members and asides of a list."""
    chunks = list(read(path, form(said) if isinstance(said, str) else said))
    return plain(joined([one.members for one in chunks])), [other for one in chunks for other in one.others]


def guessed(folder: Path, content: str | bytes) -> tuple[str, list[tuple[int, str | None, str | None]], list[Aside]]:
    """The form that a list is found to have, and what is read by it."""
    path = folder / "list"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = guess(path)
    assert form(str(found)) == found
    return str(found), *read_all(path, found)
