"""What every section stands on: the invented data, the index that is built of them, and owners to be asked for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.photos import driving
from benchmarks.photos.people import people
from lineage.photos.index import Index
from lineage.photos.owners import Clear
from lineage.photos.store import PhotoStore

_SEED = 1
_USUAL = (1500, 1800)
"""Photos of the owners whose look-ups are measured."""
_AT_ONCE = 16 << 20


@dataclass(frozen=True)
class Ground:
    """Folders, and how thorough to be. The index stays in `work`, so a section can be run again without building."""

    data: Path
    """What benchmarks.photos.generate wrote."""
    work: Path
    seconds: float = 5.0
    """How long each run of a section lasts that counts what is done in a time."""
    owners: int = 500
    """Owners, and photos, whose look-ups are measured."""
    crowd: int = 10_000
    """People who are looked up together."""

    @cached_property
    def photos(self) -> list[Path]:
        """The files of rows."""
        return sorted((self.data / "photos").glob("*.parquet"))

    @cached_property
    def rows(self) -> int:
        """How many rows they have."""
        return sum(pq.read_metadata(path).num_rows for path in self.photos)

    @cached_property
    def lists(self) -> list[Path]:
        """The lists of members, the shortest first: the longest is added when there is most to be written again."""
        return sorted((self.data / "members").glob("*.txt"), key=lambda path: path.stat().st_size)

    @property
    def home(self) -> Path:
        """Where commands find the index."""
        return self.work / "home"

    @property
    def folder(self) -> Path:
        """The photo store."""
        return self.home / "photos"

    def fresh(self) -> None:
        """Remove what was built."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def built(self) -> PhotoStore:
        """The store with an index of these rows, which is built if it isn't there."""
        store = PhotoStore(self.folder, Clear())
        have = store.manifest()
        if have is None or have.rows != self.rows:
            self.fresh()
            driving.build(self.folder, self.photos)
        return store

    def index(self) -> Index:
        """The index with all lists; those that are missing are added."""
        store = self.built()
        have = {column.dataset for column in store.manifest().columns}
        for path in self.lists:
            if path.stem not in have:
                driving.add(self.folder, path)
        return store.open()

    def serving(self) -> list[Path]:
        """The files that look-ups read, read once, so that they lie in memory."""
        files = [self.folder / name for name in self.built().manifest().sizes]
        for path in files:
            with path.open("rb", buffering=0) as file:
                while file.read(_AT_ONCE):
                    pass
        return files

    def usual(self, count: int) -> list[str]:
        """Owners of 1,500 to 1,800 photos, in no order; if there are too few, those who have most of the others."""
        known, photos = people(self.rows, _SEED), self._counts
        rank = np.where((photos >= _USUAL[0]) & (photos <= _USUAL[1]), self.rows + 1, photos)
        order = np.random.default_rng(_SEED).permutation(len(photos))
        return [known.names[at] for at in order[np.argsort(-rank[order], kind="stable")][:count]]

    def photos_of(self, owners: list[str]) -> int:
        """How many photos these owners have together, as was invented."""
        at = {name: number for number, name in enumerate(people(self.rows, _SEED).names)}
        return int(self._counts[[at[owner] for owner in owners]].sum())

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        return np.diff(people(self.rows, _SEED).ends, prepend=0)

    def anybody(self, count: int, seed: int = _SEED) -> list[str]:
        """Owners by chance; nobody twice, unless there are fewer."""
        names = people(self.rows, _SEED).names
        return [names[at] for at in np.resize(np.random.default_rng(seed).permutation(len(names)), count)]
