"""Adding lists to the index, and joining those that were added with a new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lineage.files import explained, make_folder
from lineage.photos.index import Index
from lineage.photos.lists.chunk import Chunk
from lineage.photos.lists.members import Members, joined, lean
from lineage.photos.membership.join import NOBODY, Joined, join, together
from lineage.photos.membership.kept import gathered, keep, kept
from lineage.photos.membership.write import add, write
from lineage.photos.owners import Owners
from lineage.photos.serving.manifest import Column, ListNote, Manifest
from lineage.photos.store import PhotoStore, sizes

_AT_ONCE: Final = 1 << 24
"""Members that are joined at once: some 500 MB."""


@dataclass(frozen=True)
class Counted:
    """What a list came to: members, and places of it that name nobody."""

    members: int
    others: int


def take_in(store: PhotoStore, column: Column, checksum: str, chunks: Iterator[Chunk], aside: Path) -> Counted:
    """Keep what a list names, and put aside what names nobody."""
    parts: list[Members] = []
    others = 0
    make_folder(aside.parent)
    with explained("write", aside), aside.open("w", encoding="utf-8") as file:
        for chunk in chunks:
            parts.append(lean(_sealed(chunk.members, store.seal)))
            others += len(chunk.others)
            file.writelines(f"{other.number}\t{'' if store.seal.key_id else other.text}\n" for other in chunk.others)
    if not others:
        aside.unlink()
    keep(store.list_path(column, checksum), gathered(parts))
    return Counted(sum(map(len, parts)), others)


def add_lists(
    store: PhotoStore, index: Index, column: Column, new: Sequence[ListNote]
) -> tuple[Manifest, list[Joined]]:
    """The index with more lists of a column, which may be a new one, and what each list came to.

    The store's lock is held by the caller.
    """
    have = index.manifest
    at = next((i for i, one in enumerate(have.columns) if _same(one, column)), len(have.columns))
    each = [_joined(store, index, column, note) for note in new]
    more = together(each)
    work = store.folder / "adding"
    shutil.rmtree(work, ignore_errors=True)
    files, whole = add(work, index, at, more)
    name = store.named(work, "members")
    old = have.columns[at] if at < len(have.columns) else column
    column = column.model_copy(update={"complete": old.complete or column.complete})
    counted = _counted(column, whole, (*old.lists, *new))
    columns = (*have.columns[:at], counted, *have.columns[at + 1 :])
    kept_sizes = {path: size for path, size in have.sizes.items() if path.startswith(have.base)}
    update = {"columns": columns, "members": name, "sizes": {**kept_sizes, **sizes([(name, files)])}}
    changed = have.model_copy(update=update)
    store.switch(changed)
    return changed, each


def write_members(
    store: PhotoStore, index: Index, columns: Sequence[Column], told: Callable[[str], None]
) -> tuple[str, dict[str, int], tuple[Column, ...]]:
    """All lists of all columns, joined with another index."""
    found: dict[int, Joined] = {}
    for at, column in enumerate(columns):
        told(f"joining {column.dataset}")
        found[at] = together([_joined(store, index, column, note) for note in column.lists])
    work = store.folder / "adding"
    shutil.rmtree(work, ignore_errors=True)
    files = write(work, index.manifest.rows, found)
    counted = tuple(_counted(column, found[at], column.lists) for at, column in enumerate(columns))
    return store.named(work, "members"), files, counted


def _joined(store: PhotoStore, index: Index, column: Column, note: ListNote) -> Joined:
    parts, waiting, count = [NOBODY], [], 0
    for members in kept(store.list_path(column, note.sha256)):
        waiting.append(members)
        count += len(members)
        if count >= _AT_ONCE:
            parts.append(join(index, joined(waiting)))
            waiting, count = [], 0
    parts.append(join(index, joined(waiting)))
    return together(parts)


def _counted(column: Column, whole: Joined, lists: Sequence[ListNote]) -> Column:
    counts = {"photos": len(whole.rows), "outside": whole.strangers, "owners": len(whole.owners)}
    return column.model_copy(update={**counts, "lists": tuple(lists)})


def _same(one: Column, other: Column) -> bool:
    return (one.dataset, one.release, one.kind) == (other.dataset, other.release, other.kind)


def _sealed(members: Members, seal: Owners) -> Members:
    if seal.key_id is None or not members.owner.any():
        return members
    return Members(members.photo, seal.many(members.owner), members.hash_high, members.hash_low, members.short)
