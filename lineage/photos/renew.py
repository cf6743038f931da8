"""A new index: built from metadata, joined with all lists there are, then switched to in one step."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineage.files import explained
from lineage.photos.build.build import Built, Told, build
from lineage.photos.index import Index
from lineage.photos.membership.add import write_members
from lineage.photos.membership.write import write
from lineage.photos.serving.manifest import ListNote, Manifest
from lineage.photos.serving.places import Folder
from lineage.photos.store import PhotoStore, sizes


@dataclass(frozen=True)
class Source:
    """What an index is built from."""

    dataset: str
    """The collection, as the catalogue calls it."""
    files: Sequence[Path]
    notes: tuple[ListNote, ...]
    """What is remembered of each file."""
    complete: bool
    """Whether these are all of the collection."""


def renew(store: PhotoStore, source: Source, *, workers: int, told: Told) -> tuple[Manifest, Built]:
    """Build, join, switch. Readers see the old index until the end; so does everybody if this is interrupted.

    The store's lock is held by the caller. Raises what `build` raises.
    """
    before = store.manifest()
    built = build(source.files, store.building, store.seal, workers=workers, told=told)
    aside = _keep_aside(store, built)
    base = store.named(built.folder, "base")
    have = built.written
    shutil.rmtree(store.folder / "adding", ignore_errors=True)
    bare = write(store.folder / "adding", have.rows, {})
    empty = store.named(store.folder / "adding", "members")
    new = Manifest(
        dataset=source.dataset, complete=source.complete, key_id=store.seal.key_id,
        rows=have.rows, owners=have.owners, hashes=have.hashes, base=base, members=empty,
        sizes=sizes([(base, have.sizes), (empty, bare)]), lists=source.notes,
    )  # fmt: skip
    if before and before.columns:
        index = Index(Folder(store.folder), store.seal, new)
        members, files, columns = write_members(store, index, before.columns, lambda step: told(step, 0, None))
        index.close()
        update = {"members": members, "columns": columns, "sizes": sizes([(base, have.sizes), (members, files)])}
        new = new.model_copy(update=update)
    store.switch(new)
    with explained("remove", store.building):
        shutil.rmtree(store.building)
    return new, Built(store.folder / base, have, built.lines, built.bad, aside)


def _keep_aside(store: PhotoStore, built: Built) -> Path | None:
    kept = store.folder / "aside" / "metadata.tsv"
    with explained("write", kept):
        if built.aside is None:
            kept.unlink(missing_ok=True)
            return None
        kept.parent.mkdir(exist_ok=True)
        shutil.copyfile(built.aside, kept)
    return kept
