"""A source of rows, whatever its format: pieces to scan side by side, each from where it was left at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lineage.errors import BadInput
from lineage.photos.build.raw import Raw

AT_ONCE: Final = 1 << 18
"""Rows of a batch, about."""

NAMES: Final = {
    "photo": ("photoid", "photo_id", "photo id", "id"),
    "owner": ("uid", "nsid", "owner", "owner_nsid", "user_nsid", "userid", "user_id"),
    "hash": ("hash", "md5", "key", "photohash", "photo_hash"),
    "server": ("serverid", "server", "server_id"),
    "farm": ("farmid", "farm", "farm_id"),
    "secret": ("secret",),
    "extension": ("downloadurl", "download_url", "ext", "extension", "photoext"),
    "nickname": ("unickname", "nickname", "user_nickname"),
    "marker": ("marker", "is_video", "photo_video_marker"),
}
"""What YFCC100M's columns are called in the forms it is passed around in, the likeliest first, in lower case."""


@dataclass(frozen=True)
class Scanned:
    """A batch of a source."""

    raw: Raw
    behind: int
    """Where the source goes on."""
    lines: int
    """Lines, or rows, up to there."""
    number: Callable[[int], int]
    """The line of a row of the batch, counted from 1."""
    text: Callable[[int], bytes]
    """The text of a row of the batch, for putting aside."""
    others: list[tuple[int, bytes]]
    """Lines that have not as many cells as they should: number and text."""
    resumable: bool = True
    """Whether reading can go on at `behind`; within a row group it cannot."""


@dataclass(frozen=True)
class Piece:
    """A file, or some of it; `end` is where it ends, None for at its end."""

    path: Path
    format: str
    begin: int = 0
    end: int | None = None


def table_of(path: Path) -> Path:
    """The photos of a published folder; any other path as it is."""
    inside = path / "photos.parquet"
    return inside if inside.is_file() else path


def chosen(names: list[str], path: Path) -> dict[str, str]:
    """Which of a table's columns has what. Raises BadInput if it has no photos or no owners."""
    lower = {name.lower(): name for name in reversed(names)}
    found = {what: lower[name] for what, known in NAMES.items() for name in reversed(known) if name in lower}
    missing = [what for what in ("photo", "owner") if what not in found]
    if missing:
        raise BadInput(
            f"{path.name} has no column of {' and none of '.join(missing)}s that is known: it has "
            f"{', '.join(names[:30])}; expected is one of {', '.join(NAMES[missing[0]])}. Rename it in the file."
        )
    return found


Batches = Callable[[Piece, int], Iterator[Scanned]]
"""(piece, where to begin) → its batches."""
Cut = Callable[[Path], list[Piece]]
"""A file → its pieces."""
