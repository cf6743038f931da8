"""`lineage photos stats`: the index in numbers, how datasets overlap, and what changed between releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineage.exports.overlap import Overlap, page, svg
from lineage.files import write_atomically
from lineage.jobs.photos.add import dataset_id
from lineage.jobs.photos.opened import index
from lineage.jobs.stores import Stores
from lineage.photos.overlap import overlaps
from lineage.photos.serving.manifest import Column, by_release


@dataclass(frozen=True)
class Change:
    """What differs between one release of a dataset and the next."""

    dataset: str
    before: str
    after: str
    removed: int
    added: int


@dataclass(frozen=True)
class Stats:
    """The index in numbers."""

    dataset: str
    complete: bool
    rows: int
    owners: int
    bytes: int
    key_id: str | None
    releases: tuple[Column, ...]
    overlaps: tuple[tuple[int, ...], ...]
    """Photos that two releases share, in the order of `releases`; with itself, all of its photos."""
    changes: tuple[Change, ...]


def stats(stores: Stores, dataset: str | None = None) -> Stats:
    """Count; of one dataset alone if it is named. Raises BadInput."""
    opened = index(stores)
    have = opened.manifest
    name = dataset_id(stores, dataset) if dataset else None
    chosen = [at for at, column in enumerate(have.columns) if name in (None, column.dataset)]
    every = overlaps(opened.matrix, len(have.columns)).tolist()
    shared = tuple(tuple(every[row][column] for column in chosen) for row in chosen)
    releases = tuple(have.columns[at] for at in chosen)
    return Stats(
        have.dataset, have.complete, have.rows, have.owners, sum(have.sizes.values()), have.key_id, releases,
        shared, tuple(_changes(releases, shared)),
    )  # fmt: skip


def picture(result: Stats, output: Path) -> None:
    """Draw how the releases overlap: a page, or the picture alone where the file's name ends in `.svg`."""
    several = Counter(column.dataset for column in result.releases)
    overlap = Overlap(
        f"Datasets with photos of {result.dataset}",
        f"{result.rows:,} photos and videos of {result.owners:,} owners are in the index, "
        f"{'all' if result.complete else 'a part'} of {result.dataset}.",
        [f"{c.dataset} {c.release}" if several[c.dataset] > 1 else c.dataset for c in result.releases],
        result.overlaps,
    )
    write_atomically(output, (svg if output.suffix == ".svg" else page)(overlap).encode())


def _changes(releases: tuple[Column, ...], shared: Sequence[Sequence[int]]) -> list[Change]:
    """Each release of a dataset against the one before: members that are gone, and new ones."""
    last: dict[tuple[str, str], int] = {}
    found = []
    for at, column in sorted(enumerate(releases), key=lambda item: by_release(item[1])):
        before = last.get((column.dataset, column.kind))
        if before is not None:
            both = shared[before][at]
            removed, added = shared[before][before] - both, shared[at][at] - both
            found.append(Change(column.dataset, releases[before].release, column.release, removed, added))
        last[column.dataset, column.kind] = at
    return found
