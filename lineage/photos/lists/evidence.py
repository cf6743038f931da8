"""Which columns of a table name members, by their values first and by their names second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from lineage.photos.columns.text import column
from lineage.photos.lists.cells import READERS
from lineage.photos.lists.form import Name
from lineage.photos.lists.members import Members

_NUMBER = re.compile(r"([1-9][0-9]{0,17})(?:\.0)?", re.ASCII)
_FIGURES = re.compile(r"[-+0-9.eE:\"' ]+", re.ASCII)
_PHOTOSET = re.compile(r"72157[0-9]{12}", re.ASCII)
_PHOTO_NAME = re.compile(r"(?:flickr|yfcc|yfcc100m)?(?:photo|media)?(?:id|ids|number|no)")
_MAYBE_NAME = re.compile(
    r"(?:id|pid|photos?|images?|imageid|img|imgid|pictureid|picid|videoid|itemid|key|identifier|flickr)"
)
_OWNER_NAME = re.compile(r"owner|nsid|user|uid|author")
_HASH_NAMES = ("yfcc", "photo", "hash", "key", "md5")
_SMALL, _USUAL = 100_000, 100_000_000
"""Flickr's photos of its first months have numbers of six digits, most have nine to eleven."""
_LONG, _SECONDS = 100, range(1_000_000_000, 1_600_000_000)
_MOST, _HALF = 0.9, 0.5


@dataclass(frozen=True)
class Seen:
    """One column of a sample."""

    place: str
    """As a form writes it."""
    name: str | None
    """Its header or key; None, if it has none."""
    cells: list[str] = field(repr=False)

    @cached_property
    def filled(self) -> list[str]:
        """Its cells that aren't empty."""
        return [cell for cell in map(str.strip, self.cells) if cell]

    @cached_property
    def plain_name(self) -> str:
        """Its name without capitals, blanks and underlines."""
        return re.sub(r"[\W_]+", "", self.name.lower()) if self.name and "#" not in self.name else ""

    def read_as(self, name: Name) -> Members:
        """What its cells are, read as this."""
        return self._read.setdefault(
            name, READERS[name](column([cell.encode(errors="replace") for cell in self.cells]))
        )

    @cached_property
    def _read(self) -> dict[Name, Members]:
        return {}

    def share(self, name: Name) -> float:
        """How many of its filled cells can be read as this."""
        return float(self.read_as(name).named.sum()) / len(self.filled) if self.filled else 0.0


def places(columns: Sequence[Seen]) -> tuple[tuple[Name, str], ...]:
    """The columns that name members, and what each has; none, if none does."""
    chosen: dict[Name, Seen] = {}
    if owners := [one for one in columns if one.share("owner") >= _HALF]:
        chosen["owner"] = max(owners, key=lambda one: _OWNER_NAME.search(one.plain_name) is not None)
    if hashes := [one for one in columns if _is_hash(one)]:
        chosen["hash"] = max(hashes, key=lambda one: [word in one.plain_name for word in _HASH_NAMES])
    rest = [one for one in columns if one not in chosen.values()]
    telling = _telling(rest)
    if photo := _photo(columns, chosen, telling):
        chosen["photo"] = photo
    if telling:
        kind, one, with_owner = telling
        if "photo" not in chosen or (with_owner and "owner" not in chosen):
            chosen[kind] = one
    order: Final[tuple[Name, ...]] = ("photo", "owner", "hash", "url", "member")
    return tuple((name, chosen[name].place) for name in order if name in chosen)


def _is_hash(one: Seen) -> bool:
    if one.share("hash") < _MOST:
        return False
    stems = [re.split(r"[\\/]", cell)[-1].split(".")[0].strip("\"'") for cell in one.filled]
    return median(map(len, stems)) >= 30 and not all(stem.isdigit() for stem in stems)


def _telling(columns: Sequence[Seen]) -> tuple[Name, Seen, bool] | None:
    """The column of addresses or file names that tells most."""
    found: list[tuple[int, Name, Seen]] = []
    for one in columns:
        if sum(_FIGURES.fullmatch(cell) is None for cell in one.filled) > _HALF * len(one.filled):
            kind: Name = "url" if one.share("url") >= _HALF else "member"
            if one.share(kind) >= _HALF:
                read = one.read_as(kind)
                found.append((2 * bool(read.photo.any()) + bool(read.owner.any()), kind, one))
    if not found:
        return None
    most, kind, one = max(found, key=lambda each: each[0])
    return kind, one, bool(most & 1)


def _photo(columns: Sequence[Seen], chosen: dict[Name, Seen], telling: tuple[Name, Seen, bool] | None) -> Seen | None:
    """The column of photos' numbers."""
    numeric = [one for one in columns if one not in chosen.values() and _is_numeric(one)]
    if telling and (told := telling[1].read_as(telling[0]).photo).any():
        return next((one for one in numeric if _agrees(one, told.tolist())), None)
    able = [one for one in numeric if not _counts(one)]
    for one in sorted(able, key=lambda one: "flickr" not in one.plain_name):
        if _PHOTO_NAME.fullmatch(one.plain_name) and one.plain_name != "id" and _middle(one) >= _SMALL:
            return one
    firm = [one for one in (chosen.get("owner"), chosen.get("hash")) if one]
    for one in able:
        behind = columns[columns.index(one) + 1 :][:1]
        if behind and behind[0] in firm:
            nameless = one.name is None and _middle(one) >= _SMALL and not _tells_time(one)
            if nameless or (one.plain_name.endswith("id") and _middle(one) >= _USUAL):
                return one
    for one in able:
        if _MAYBE_NAME.fullmatch(one.plain_name) and _middle(one) >= _USUAL:
            return one
    if len(columns) == 1 and able and able[0].name is None and _middle(able[0]) >= _SMALL and not _tells_time(able[0]):
        return able[0]
    return next((one for one in able if one.name is None and _behind_a_set(one, columns)), None)


def _is_numeric(one: Seen) -> bool:
    numbers = sum(_NUMBER.fullmatch(cell.strip("\"'")) is not None for cell in one.filled)
    return numbers > 0 and numbers >= _MOST * len(one.filled)


def _numbers(one: Seen) -> list[int]:
    return [number for number in one.read_as("photo").photo.tolist() if number]


def _middle(one: Seen) -> float:
    return median(_numbers(one) or [0])


def _counts(one: Seen) -> bool:
    """Whether a column numbers the rows of a list, or has the same in all."""
    numbers = _numbers(one)
    steps = [after - before for before, after in pairwise(numbers)]
    same = steps.count(1 if numbers and numbers[0] < _USUAL else 0)
    return len(steps) > 1 and max(same, steps.count(0)) >= _MOST * len(steps)


def _tells_time(one: Seen) -> bool:
    """Whether a column has seconds of Flickr's years: photos have such numbers too, but not all of a long list."""
    numbers = _numbers(one)
    return len(numbers) >= _LONG and all(number in _SECONDS for number in numbers)


def _agrees(one: Seen, told: list[int]) -> bool:
    pairs = [(mine, other) for mine, other in zip(one.read_as("photo").photo.tolist(), told, strict=True) if other]
    return bool(sum(mine == other for mine, other in pairs) >= _MOST * len(pairs))


def _behind_a_set(one: Seen, columns: Sequence[Seen]) -> bool:
    """Whether the column before has numbers of sets of photos."""
    before = columns[: columns.index(one)][-1:]
    return bool(before) and sum(map(bool, map(_PHOTOSET.fullmatch, before[0].filled))) >= _HALF * len(before[0].filled)
