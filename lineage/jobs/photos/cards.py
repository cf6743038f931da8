"""The card of a list: what is known of it without naming anybody in it. Ledger and graph have claims of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from lineage.errors import ArchiveUnavailable, BadInput
from lineage.files import explained, write_atomically
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.project import project
from lineage.jobs.stores import Stores
from lineage.model.base import canonical

if TYPE_CHECKING:
    from lineage.photos.serving.manifest import Column, ListNote, Manifest

CARDS = "cards"
_BLOCK = 1 << 22


def checksum(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a list; of a folder, over the names of its files, which are what it lists."""
    digest, size = hashlib.sha256(), 0
    with explained("read", path):
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                name = file.relative_to(path).as_posix().encode(errors="surrogateescape") + b"\0"
                digest.update(name)
                size += len(name)
        else:
            try:
                with path.open("rb") as opened:
                    while block := opened.read(_BLOCK):
                        digest.update(block)
                        size += len(block)
            except FileNotFoundError:
                raise BadInput(f"There is no {path}.") from None
    return digest.hexdigest(), size


def write_card(folder: Path, column: Column, note: ListNote, have: Manifest, in_index: int, called: str = "") -> None:
    """Keep the card of a list; the same list of the same release has one card.

    `called` is how the dataset is called, where the index knows it by an id that is made of its name.
    """
    coverage = "complete" if column.complete else "partial"
    said = {
        "says": f"A list of {note.members:,} members of {column.dataset}, release {column.release}, {coverage}; its "
        f"SHA-256 is {note.sha256}.",
        "overlap": f"{in_index:,} of the {note.members:,} members on this list are photos of {have.dataset}.",
        "dataset": column.dataset, "release": column.release, "kind": column.kind, "file": note.name,
        "sha256": note.sha256, "bytes": note.size, "form": note.form, "source": note.source,
        "added": note.added.isoformat(), "coverage": coverage,
        "members": note.members, "in_index": in_index, "index": have.dataset,
        **({"called": called} if called else {}),
    }  # fmt: skip
    name = f"{column.dataset}-{column.release}-{column.kind}-{note.sha256[:16]}"
    safe = "".join(c if c.isalnum() or c in "-." else "_" for c in name)
    write_atomically(folder / CARDS / f"{safe}.json", canonical(said))


def record(stores: Stores, folder: Path) -> None:
    """Make the cards claims of the ledger, and the graph what the ledger says. Raises what a crawl's shards said."""
    crawled = crawl(stores, CrawlOptions(sources=("membership",), path=folder / CARDS))
    problems = [shard.problem for shard in crawled.shards if shard.problem]
    if problems:
        raise ArchiveUnavailable(
            f"The index is changed, but the ledger could not be told: {problems[0]} Run the same command again."
        )
    project(stores)
