"""The index, opened: from a person, a photo or a hash to rows and memberships, as arrays."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lineage.errors import BadInput, IndexUnusable
from lineage.photos.columns.numbers import fingerprints
from lineage.photos.columns.text import Flags, Numbers, Places, column
from lineage.photos.hashes import hash_of, published_forms
from lineage.photos.md5 import hashes
from lineage.photos.owners import Clear, Owners
from lineage.photos.rows import LARGEST_PHOTO, NO_ADDRESS, OTHER_HASH, ROW_BITS, ROW_BYTES, Rows, address
from lineage.photos.serving import arrays, manifest
from lineage.photos.serving.blocks import HEADER, Blocks, described
from lineage.photos.serving.keys import KEY_BYTES, Keys
from lineage.photos.serving.manifest import Manifest
from lineage.photos.serving.matrix import Matrix
from lineage.photos.serving.places import Place

OUTSIDE_BYTES: Final = 40
"""A member that is no row: owner, photo, the two halves of its hash, and its column; 0 where its list doesn't say."""


@dataclass(frozen=True)
class Person:
    """Everything the index has of one owner."""

    owner: int
    """As the index numbers owners; 0 for a photo's unknown owner."""
    rows: Rows
    """The owner's photos among the collection's rows, by id."""
    members: Flags
    """Shape (columns, rows): which photo is a member of which column."""
    outside: Numbers
    """Shape (n, 5): members that are no rows of the collection (OUTSIDE_BYTES)."""
    listed: tuple[int, ...]
    """Columns whose lists name the owner without a photo."""

    def __bool__(self) -> bool:
        return bool(len(self.rows) or len(self.outside) or self.listed)


class Index:
    """Open for reading. It stays what it was when it was opened, whatever is built meanwhile."""

    def __init__(self, place: Place, seal: Owners | None = None, of: Manifest | None = None) -> None:
        """Read the manifest, unless another is given, and the heads.

        Raises IndexUnusable for damaged files, BadInput for sealed owners without their key.
        """
        self.seal = seal or Clear()
        self.manifest = of or manifest.read(place.whole(manifest.NAME, manifest.LARGEST))
        if self.manifest.key_id != self.seal.key_id:
            raise BadInput(_keys(self.manifest, self.seal))
        self._place = place
        self._files: list[Blocks] = []
        base, members = self._head(self.manifest.base), self._head(self.manifest.members)
        count = len(self.manifest.columns)
        self._owners, self._starts = base["owners"], base["starts"]
        self._other = base["other"].reshape(-1, 3)
        self.rows = self._blocks(self.manifest.base, "rows", base)
        self.ids = self._keys(self.manifest.base, "ids", base, self.manifest.rows)
        self.hashes = self._keys(self.manifest.base, "hashes", base, self.manifest.hashes)
        self.names = self._keys(self.manifest.base, "names", base, self.manifest.owners)
        self.matrix = Matrix(self._blocks(self.manifest.members, "matrix", members), members["offsets"], count)
        self.listed_owners, self.listed_columns = members["listed.owners"], members["listed.columns"]
        self._outside_owners, self._outside_starts = members["outside.owners"], members["outside.starts"]
        self._outside = self._blocks(self.manifest.members, "outside", members)
        outside = int(self._outside_starts[-1])
        self._outside_ids = self._keys(self.manifest.members, "outside-ids", members, outside)
        self._outside_hashes = self._keys(self.manifest.members, "outside-hashes", members, outside)

    def person(self, nsid: str) -> Person:
        """Everything of a Flickr user ID; an empty Person if nothing is there. Raises ValueError for another text."""
        return self.owned(self.seal.one(nsid))

    def people(self, nsids: Iterable[str]) -> Iterator[Person]:
        """Many people, in the given order."""
        return map(self.person, nsids)

    def owned(self, owner: int) -> Person:
        """Everything of an owner, by number."""
        begin, end = _span(self._owners, self._starts, owner)
        return Person(
            owner, self.read_rows(begin, end), self.matrix.read(begin, end), self._strangers(owner), self._listed(owner)
        )

    def called(self, name: str) -> list[str]:
        """The user IDs of those who called themselves so: a hint, as anybody can. None where owners are sealed."""
        fingerprint = int(fingerprints(column([name.encode()]))[0])
        owners = self._owners[self.names.rows(fingerprint >> ROW_BITS)] if fingerprint else ()
        return [nsid for owner in owners if (nsid := self.seal.name(int(owner)))]

    def photo(self, photo: int) -> list[Person]:
        """One photo by its id, with each owner it stands there with (usually one); nothing if it is not known."""
        if not 0 < photo <= LARGEST_PHOTO:
            return []
        return self._photos(self.ids.rows(photo), self._outside_ids.rows(photo))

    def hash(self, md5: str) -> list[Person]:
        """The photo with a hash, 32 hexadecimal digits."""
        rows = [row for row in self.hashes.rows(int(md5, 16) >> 64 + ROW_BITS) if self.hash_of(row) == md5]
        forms = {int(form, 16) for form in published_forms(md5)}
        outside = [row for form in forms for row in self._outside_hashes.rows(form >> 64 + ROW_BITS)]
        exact = [row for row in outside if _hash(self.read_outside(row, row + 1)[0]) in forms]
        return self._photos(rows, exact)

    def owners_by_photo(self, photo: int) -> list[int]:
        """Whose photo it is, as the index numbers owners; 0 where nobody says. Only ids are read for it."""
        if not 0 < photo <= LARGEST_PHOTO:
            return []
        found = [self.owner_of(row) for row in self.ids.rows(photo)]
        return list(dict.fromkeys(found + [self._stranger_of(row) for row in self._outside_ids.rows(photo)]))

    def owners_by_hash(self, md5: str) -> list[int]:
        """The same by a hash, 32 hexadecimal digits.

        A row is compared among all of its owner's, which a place far away keeps for `owned`.
        """
        found = []
        for row in self.hashes.rows(int(md5, 16) >> 64 + ROW_BITS):
            begin, end = _span(self._owners, self._starts, owner := self.owner_of(row))
            if self._hash_of(row, self.read_rows(begin, end)[row - begin]) == md5:
                found.append(owner)
        forms = {int(form, 16) for form in published_forms(md5)}
        keys = np.unique(np.array([form >> 64 + ROW_BITS for form in forms], np.uint64))
        for row in [row for _, rows in self._outside_hashes.many(keys) for row in rows.tolist()]:
            owner = self._stranger_of(row)
            begin, end = _span(self._outside_owners, self._outside_starts, owner) if owner else (row, row + 1)
            if _hash(self.read_outside(begin, end)[row - begin]) in forms:
                found.append(owner)
        return list(dict.fromkeys(found))

    def owner_of(self, row: int) -> int:
        """The owner of a row, by number."""
        return int(self._owners[int(self._starts.searchsorted(np.uint32(row), "right")) - 1])

    def owners_of(self, rows: NDArray[Any]) -> Numbers:
        """The owners of rows."""
        return self._owners[self._starts.searchsorted(rows, "right") - 1]

    def hash_of(self, row: int) -> str | None:
        """A row's hash; None if its source gave neither hash nor address."""
        return self._hash_of(row, self.read_rows(row, row + 1)[0])

    def _hash_of(self, row: int, content: Numbers) -> str | None:
        first, place = content.tolist()
        kind = first >> 56
        if kind & OTHER_HASH:
            at = int(self._other[:, 0].searchsorted(row))
            return f"{int(self._other[at, 1]):016x}{int(self._other[at, 2]):016x}"
        return None if kind & NO_ADDRESS else hash_of(address(first, place) or "")

    def hashes_of(self, rows: Places) -> tuple[Numbers, Numbers]:
        """The halves of each row's hash, 0 where there is none; `rows` are sorted."""
        high, low = np.zeros(len(rows), np.uint64), np.zeros(len(rows), np.uint64)
        for begin, end in _windows(rows):
            some = rows[begin:end]
            here = self.read_rows(int(some[0]), int(some[-1]) + 1)[some - some[0]]
            high[begin:end], low[begin:end] = hashes(here)
            flagged = here[:, 0] >> np.uint64(56)
            unknown = np.flatnonzero(flagged & np.uint64(NO_ADDRESS | OTHER_HASH)) + begin
            high[unknown] = low[unknown] = 0
            other = np.flatnonzero(flagged & np.uint64(OTHER_HASH)) + begin
            at = self._other[:, 0].searchsorted(rows[other].astype(np.uint64))
            high[other], low[other] = self._other[at, 1], self._other[at, 2]
        return high, low

    def read_rows(self, begin: int, end: int) -> Rows:
        """Rows from one number to another."""
        if begin == end:
            return np.empty((0, 2), np.uint64)
        return np.frombuffer(self.rows.read(begin * ROW_BYTES, end * ROW_BYTES), "<u8").reshape(-1, 2)

    def read_outside(self, begin: int, end: int) -> Numbers:
        """Members that are no rows, from one number to another."""
        if begin == end:
            return np.empty((0, 5), np.uint64)
        content = self._outside.read(begin * OUTSIDE_BYTES, end * OUTSIDE_BYTES)
        return np.frombuffer(content, "<u8").reshape(-1, 5)

    def all_outside(self) -> Numbers:
        """All members that are no rows."""
        return self.read_outside(0, int(self._outside_starts[-1]))

    def check(self) -> None:
        """Read every file to its end, against its checksums. Raises IndexUnusable."""
        for file in self._files:
            file.check()

    def close(self) -> None:
        """Let go of the files."""
        self._place.close()

    def _photos(self, rows: list[int], outside: list[int]) -> list[Person]:
        found = [
            Person(
                self.owner_of(row), self.read_rows(row, row + 1), self.matrix.read(row, row + 1),
                np.empty((0, 5), np.uint64), (),
            )
            for row in rows
        ]  # fmt: skip
        strangers: dict[int, list[Numbers]] = {}
        for row in outside:
            stranger = self.read_outside(row, row + 1)
            strangers.setdefault(int(stranger[0, 0]), []).append(stranger)
        for owner, members in strangers.items():
            found.append(Person(owner, self.read_rows(0, 0), self.matrix.read(0, 0), np.concatenate(members), ()))
        return found

    def _stranger_of(self, row: int) -> int:
        """The owner of a member that is no row."""
        return int(self._outside_owners[int(self._outside_starts.searchsorted(np.uint64(row), "right")) - 1])

    def _strangers(self, owner: int) -> Numbers:
        return self.read_outside(*_span(self._outside_owners, self._outside_starts, owner))

    def _listed(self, owner: int) -> tuple[int, ...]:
        if not len(self.listed_owners):
            return ()
        begin = int(self.listed_owners.searchsorted(np.uint64(owner)))
        end = begin
        while end < len(self.listed_owners) and int(self.listed_owners[end]) == owner:
            end += 1
        return tuple(self.listed_columns[begin:end].tolist())

    def _head(self, folder: str) -> dict[str, NDArray[Any]]:
        name = f"{folder}/head"
        return arrays.unpacked(self._place.whole(name, self._size(name)), name)

    def _size(self, name: str) -> int:
        size = self.manifest.sizes.get(name)
        if size is None:
            raise IndexUnusable(f"{manifest.NAME} does not know {name}; build the index again.")
        return size

    def _blocks(self, folder: str, name: str, head: dict[str, NDArray[Any]]) -> Blocks:
        path = f"{folder}/{name}"
        read = self._place.reader(path, self._size(path))
        if self._place.local and described(read(0, HEADER), path)["what"] != name:
            raise IndexUnusable(f"{path} holds something else than its name says; build the index again.")
        self._files.append(Blocks(path, read, head[f"{name}.sums"]))
        return self._files[-1]

    def _keys(self, folder: str, name: str, head: dict[str, NDArray[Any]], count: int) -> Keys:
        return Keys(self._blocks(folder, name, head), head[f"{name}.fences"], min(count, self._count(folder, name)))

    def _count(self, folder: str, name: str) -> int:
        return (self._size(f"{folder}/{name}") - HEADER) // KEY_BYTES


def _windows(rows: Places) -> Iterator[tuple[int, int]]:
    """Runs of sorted rows that are near enough to each other to be read at once."""
    edges = np.flatnonzero(np.diff(rows >> 12, prepend=-1))
    yield from itertools.pairwise([*edges.tolist(), len(rows)])


def _span(owners: Numbers, starts: NDArray[Any], owner: int) -> tuple[int, int]:
    """Where the rows of an owner begin and end."""
    at = int(owners.searchsorted(np.uint64(owner)))
    if at == len(owners) or int(owners[at]) != owner:
        return 0, 0
    return int(starts[at]), int(starts[at + 1])


def _hash(stranger: Numbers) -> int:
    return int(stranger[2]) << 64 | int(stranger[3])


def _keys(found: Manifest, seal: Owners) -> str:
    if found.key_id is None:
        return "This index has its owners in clear, and a key was given; leave out LINEAGE_PHOTOS_KEY."
    if seal.key_id is None:
        return f"This index has sealed owners (key {found.key_id}); set LINEAGE_PHOTOS_KEY to their key."
    return f"This index was sealed with key {found.key_id}, LINEAGE_PHOTOS_KEY is {seal.key_id}; set the right one."
