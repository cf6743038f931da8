"""The library, driven as a command would: build an index, add a list.

`python -m benchmarks.photos.driving STORE FILE…` builds and does nothing else, so that its memory is that of a build.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from lineage.photos.lists.guess import guess
from lineage.photos.lists.read import read
from lineage.photos.membership.add import add_lists, take_in
from lineage.photos.membership.write import write
from lineage.photos.owners import Clear
from lineage.photos.renew import Source, renew
from lineage.photos.serving.manifest import Column, ListNote
from lineage.photos.store import PhotoStore, sizes

WORKERS = 2
_COLLECTION = "yfcc100m"


def build(folder: Path, files: Sequence[Path]) -> None:
    """Build an index of these files, in place of any other."""
    store = PhotoStore(folder, Clear())
    with store.alone():
        renew(store, Source(_COLLECTION, files, (), True), workers=WORKERS, told=lambda *_: None)


def add(folder: Path, path: Path) -> int:
    """Add a list, from finding out what it is to the switch; how many members it has."""
    store = PhotoStore(folder, Clear())
    with store.alone():
        form = guess(path)
        with path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        column = Column(dataset=path.stem, release="1")
        counted = take_in(store, column, checksum, read(path, form), folder / "aside" / path.name)
        note = ListNote(
            name=path.name, sha256=checksum, size=path.stat().st_size, form=str(form), source="",
            added=datetime.now(UTC), members=counted.members, others=counted.others,
        )  # fmt: skip
        index = store.open()
        add_lists(store, index, column, [note])
        index.close()
    return counted.members


def forget_lists(folder: Path) -> None:
    """Leave the rows of an index, and none of its lists."""
    store = PhotoStore(folder, Clear())
    with store.alone():
        have = store.manifest()
        work = folder / "adding"
        shutil.rmtree(work, ignore_errors=True)
        empty = write(work, have.rows, {})
        members = store.named(work, "members")
        left = {name: size for name, size in have.sizes.items() if name.startswith(have.base)}
        update = {"columns": (), "members": members, "sizes": left | sizes([(members, empty)])}
        store.switch(have.model_copy(update=update))


if __name__ == "__main__":
    build(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
