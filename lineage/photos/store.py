"""The photo store of one team: a folder with the index of now, the lists behind it, and the next one in the making.

    index.json       what the index of now consists of; replaced in one step
    base-…/          its rows; members-…/ its memberships
    lists/           what each list named
    aside/           lines of lists and of metadata that name nobody, as they stood there
    building/        a build under way; one that was interrupted goes on from there

Folders of rows and memberships are named after their content and never changed, so readers are never in the way.
"""

from __future__ import annotations

import fcntl
import filecmp
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from lineage.errors import BadInput, IndexUnusable
from lineage.files import explained, make_folder, write_atomically
from lineage.photos.index import Index
from lineage.photos.owners import Owners
from lineage.photos.serving import manifest
from lineage.photos.serving.manifest import Column, Manifest
from lineage.photos.serving.places import Folder

_TRIES: Final = 5


class PhotoStore:
    """A folder; nothing is read before it is asked for."""

    def __init__(self, folder: Path, seal: Owners) -> None:
        """`seal` turns owners into the index's numbers."""
        self.folder, self.seal = folder, seal

    @property
    def building(self) -> Path:
        """Where a build is under way."""
        return self.folder / "building"

    def manifest(self) -> Manifest | None:
        """What the index of now consists of; None if nothing was built yet. Raises IndexUnusable."""
        if not (self.folder / manifest.NAME).exists():
            return None
        return manifest.read(Folder(self.folder).whole(manifest.NAME, manifest.LARGEST))

    def open(self) -> Index:
        """The index of now. Raises BadInput if nothing was built, IndexUnusable if it is damaged."""
        for _ in range(_TRIES):
            seen, place = self._switched(), Folder(self.folder)
            if seen is None:
                raise BadInput("There is no index of photos yet; build one with `lineage photos build FILE…`.")
            try:
                return Index(place, self.seal)
            except BaseException as error:
                place.close()
                if not isinstance(error, IndexUnusable) or self._switched() == seen:
                    raise
        raise IndexUnusable(f"The index in {self.folder} is replaced faster than it can be opened; see who builds it.")

    def _switched(self) -> tuple[int, int] | None:
        """Tells one switch to an index from the next, even back to the same one; None if there was none yet."""
        with explained("read", self.folder), suppress(FileNotFoundError):
            seen = (self.folder / manifest.NAME).stat()
            return seen.st_mtime_ns, seen.st_ino
        return None

    def list_path(self, column: Column, checksum: str) -> Path:
        """Where what a list named is kept."""
        name = "|".join((column.dataset, column.release, column.kind, checksum))
        return self.folder / "lists" / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.parquet"

    def named(self, made: Path, prefix: str) -> str:
        """Give a folder of serving files its name, by what is in its head; another if one that has it is damaged."""
        digest, again = hashlib.sha256((made / "head").read_bytes()).hexdigest()[:20], 1
        name = f"{prefix}-{digest}"
        with explained("write", self.folder / name):
            while (self.folder / name).exists() and not _alike(made, self.folder / name):
                again += 1
                name = f"{prefix}-{digest}-{again}"
            if (self.folder / name).exists():  # the same was made before
                shutil.rmtree(made)
            else:
                made.rename(self.folder / name)
        return name

    def switch(self, new: Manifest) -> None:
        """From now on this is the index; what no index needs any more is removed."""
        write_atomically(self.folder / manifest.NAME, manifest.written(new))
        with explained("remove", self.folder):
            for path in self.folder.glob("*-*"):
                if path.is_dir() and path.name not in (new.base, new.members):
                    shutil.rmtree(path)
            kept = {self.list_path(column, note.sha256) for column in new.columns for note in column.lists}
            for path in (self.folder / "lists").glob("*.parquet"):
                if path not in kept:
                    path.unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Change the store alone. Raises BadInput while somebody else does."""
        make_folder(self.folder)
        with explained("write", self.folder), (self.folder / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BadInput(f"Somebody else is changing the index in {self.folder}; wait for them.") from None
            yield


def _alike(made: Path, there: Path) -> bool:
    """Whether a folder has the files of another, byte by byte: one that was damaged must not stay."""
    names = [path.name for path in made.iterdir()]
    return len(filecmp.cmpfiles(made, there, names, shallow=False)[0]) == len(names)


def sizes(folders: Sequence[tuple[str, dict[str, int]]]) -> dict[str, int]:
    """Bytes of each file by its name in the manifest."""
    return {f"{folder}/{name}": size for folder, files in folders for name, size in files.items()}
