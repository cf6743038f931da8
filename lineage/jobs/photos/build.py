"""`lineage photos build`: an index from a collection's own metadata."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lineage.catalogue.load import load as load_catalogue
from lineage.errors import BadInput
from lineage.jobs.photos.cards import checksum, record, write_card
from lineage.jobs.photos.opened import photo_store
from lineage.jobs.photos.shared import share
from lineage.jobs.stores import Stores

if TYPE_CHECKING:
    from lineage.photos.serving.manifest import ListNote


@dataclass(frozen=True)
class BuildOptions:
    """What a caller may choose."""

    dataset: str = "yfcc100m"
    complete: bool = False
    hashed: bool | None = None
    """Whether owners are sealed; None for as it was before, and sealed for an index that is shared."""
    source: str = ""
    """Where the files are from."""
    tell: Callable[[str, int, int | None], None] = lambda step, done, of: None


@dataclass(frozen=True)
class BuildResult:
    """What an index was built of."""

    dataset: str
    complete: bool
    rows: int
    owners: int
    twice: int
    """Rows that stood there before, with the same owner."""
    shared: int
    """Photos that stand there with several owners."""
    bad: dict[str, int]
    """Lines that were put aside, by reason."""
    aside: str | None
    """The file they are in."""
    bytes: int
    datasets: int
    """Releases of datasets that were joined with it."""
    key_id: str | None


def build(stores: Stores, files: Sequence[Path], options: BuildOptions) -> BuildResult:
    """Build, join with the lists there are, switch, and tell the ledger. Raises BadInput, ArchiveUnavailable."""
    known = {dataset.id for dataset in load_catalogue().datasets}
    dataset = options.dataset.removeprefix("dataset:")
    if dataset not in known:
        raise BadInput(
            f"The catalogue has no dataset '{dataset}' to build an index of; it has {', '.join(sorted(known)[:9])} …."
        )
    before = photo_store(stores, hashed=False).manifest()
    hashed = options.hashed
    if hashed is None:
        hashed = before.key_id is not None if before else stores.settings.photos_url is not None
    store = photo_store(stores, hashed=hashed)
    if before and before.columns and before.key_id != store.seal.key_id:
        raise BadInput(
            "The lists that were added name owners in another way than the new index would; remove the folder "
            f"{store.folder}, build, and add them again."
        )
    from lineage.photos.renew import Source, renew
    from lineage.photos.serving.manifest import Column

    missing = [path for path in files if not path.is_file()]
    if missing:
        raise BadInput(f"There is no file {missing[0]}; give the metadata file or its parts.")
    with store.alone():
        options.tell("checking files", 0, None)
        notes = tuple(_note(stores, path, options.source) for path in files)
        source = Source(dataset, files, notes, options.complete)
        have, built = renew(store, source, workers=os.cpu_count() or 1, told=options.tell)
        column = Column(dataset=dataset, release="index", complete=options.complete)
        for note in have.lists:
            write_card(store.folder, column, note.model_copy(update={"members": have.rows}), have, have.rows)
        share(stores, store, lambda step: options.tell(step, 0, None))
    options.tell("telling the ledger", 0, None)
    record(stores, store.folder)
    return BuildResult(
        dataset, have.complete, have.rows, have.owners, built.written.twice, built.written.shared, built.bad,
        str(built.aside) if built.aside else None, sum(have.sizes.values()), len(have.columns), have.key_id,
    )  # fmt: skip


def _note(stores: Stores, path: Path, source: str) -> ListNote:
    from lineage.photos.serving.manifest import ListNote

    sha256, size = checksum(path)
    return ListNote(
        name=path.name, sha256=sha256, size=size, form="metadata", source=source, added=stores.clock(),
        members=0, others=0,
    )  # fmt: skip
