"""What was found of a person: the answer for every dataset, and for every photo where it differs.

Photos of one person differ in few ways, so each way is answered once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from lineage.photos.answers import LISTED, MAY_CONTAIN, Answer, Family
from lineage.photos.index import Person
from lineage.photos.rows import address, photo_ids
from lineage.photos.serving.manifest import Manifest


@dataclass(frozen=True)
class Photo:
    """One photo, and what is known of it where that differs from what is known of its owner."""

    photo_id: int
    """0 where only a hash is known."""
    url: str | None
    """Its page on Flickr."""
    download_url: str | None
    """Where it lay when it was collected."""
    md5: str | None
    """Its hash, of a photo that only lists name."""
    datasets: Mapping[str, str]
    withdrawn: Sequence[str]
    """Datasets that it was taken out of."""


@dataclass
class Found:
    """A person as the index and the graph know them."""

    asked: str
    nsid: str | None
    person: Person
    manifest: Manifest
    family: Family
    columns: Mapping[str, int]
    """The newest column of each dataset."""
    answers: Mapping[str, Answer] = field(init=False)
    """Of the person."""
    counts: dict[str, int] = field(init=False)
    """Photos that each dataset lists."""
    _known: dict[bytes, tuple[Mapping[str, str], Sequence[str]]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        listed = self.person.members.sum(axis=1).tolist()
        others = Counter(column for columns in self.others.values() for column in columns)
        counts = {name: listed[at] + others[at] for name, at in self.columns.items()}
        self.counts = {name: count for name, count in counts.items() if count}
        if len(self.person.rows):
            self.counts[self.manifest.dataset] = len(self.person.rows)
        self.by_owner = frozenset(name for name, at in self.columns.items() if at in self.person.listed)
        self.answers = self.family.of_person(self.counts, self.by_owner)

    def __len__(self) -> int:
        return len(self.person.rows) + len(self.others)

    def photos(self) -> Iterator[Photo]:
        """Every photo of the person, those of the collection first."""
        rows, photos = self.person.rows.tolist(), photo_ids(self.person.rows).tolist()
        for (first, place), photo, key in zip(rows, photos, self.keys(), strict=True):
            yield Photo(photo, self.page(photo), address(first, place), None, *self.differences(key))
        yield from self.strangers()

    def strangers(self) -> Iterator[Photo]:
        """Those that only lists know."""
        for (photo, md5), columns in self.others.items():
            yield Photo(photo, self.page(photo), None, f"{md5:032x}" if md5 else None, *self._told(columns, set()))

    def page(self, photo: int) -> str | None:
        """A photo's page; Flickr finds it by its number alone where the owner is not known."""
        if not photo:
            return None
        if self.nsid:
            return f"https://www.flickr.com/photos/{self.nsid}/{photo}/"
        return f"https://www.flickr.com/photo.gne?id={photo}"

    def keys(self) -> list[bytes]:
        """For each row, in which columns it is, as bits."""
        packed = np.packbits(self.person.members, axis=0)
        whole, width = packed.T.tobytes(), len(packed)
        ends = range(width, (len(self.person.rows) + 1) * width, width) if width else [0] * len(self.person.rows)
        return [whole[end - width : end] for end in ends]

    def differences(self, key: bytes) -> tuple[Mapping[str, str], Sequence[str]]:
        """Where rows with such a key are listed, or differ from the person; and what they were taken out of."""
        if (found := self._known.get(key)) is None:
            columns = np.flatnonzero(np.unpackbits(np.frombuffer(key, np.uint8))).tolist()
            found = self._known[key] = self._told(columns, {self.manifest.dataset})
        return found

    @cached_property
    def others(self) -> dict[tuple[int, int], list[int]]:
        """Members that are no rows: photo and hash (of a photo without a number), and the columns they are in."""
        found: dict[tuple[int, int], list[int]] = {}
        for _, photo, high, low, column in self.person.outside.tolist():
            columns = found.setdefault((photo, 0 if photo else high << 64 | low), [])
            if column not in columns:
                columns.append(column)
        return found

    def _told(self, columns: Sequence[int], also: set[str]) -> tuple[Mapping[str, str], Sequence[str]]:
        listed = also | {name for name, at in self.columns.items() if at in columns}
        answers = self.family.of_photo(listed, self.by_owner)
        told = {
            name: answer.answer
            for name, answer in answers.items()
            if answer.answer == LISTED or name not in self.answers or answer.answer != self.answers[name].answer
        }
        # A partial list with other photos of the person says nothing of this one.
        told |= {
            name: MAY_CONTAIN
            for name, answer in self.answers.items()
            if answer.answer == LISTED and name not in answers
        }
        every = self.manifest.columns
        return told, [every[at].dataset for at in columns if every[at].kind == "withdrawn"]
