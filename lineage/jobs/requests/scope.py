"""What a plan is made from: the photos of a request and what each dataset says of them, and what was searched."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from lineage.jobs.photos.family import thing_of
from lineage.jobs.photos.lookup import Found
from lineage.model.plan import DatasetAnswer, PlannedPhoto
from lineage.photos.answers import LISTED, MAY_CONTAIN, NOT_LISTED
from lineage.photos.found import Photo
from lineage.photos.hashes import hash_of
from lineage.photos.index import Index

_KEPT: Final = 1_000
"""So many answers are kept: hardly any list names a person, and then all lists say the same."""
_MOST_FIRST = (LISTED, MAY_CONTAIN, NOT_LISTED)


def searched(index: Index) -> tuple[str, ...]:
    """The index and every list in it, a sentence each; none names anybody."""
    have = index.manifest
    told = [f"The index of {have.dataset} ({have.rows:,} photos, {'complete' if have.complete else 'a part of it'})."]
    for name, at in sorted(have.current().items()):
        column = have.columns[at]
        told.append(f"The list of {name} ({'complete' if column.complete else 'a part of it'}).")
    return tuple(told)


def photos_of(found: Found, only: Collection[str]) -> tuple[PlannedPhoto, ...]:
    """The photos of a person, or those of them that a request lists."""
    return tuple(_photo(photo) for photo in found.photos() if not only or str(photo.photo_id) in only)


def answers_of(found: Found, photos: Collection[PlannedPhoto], *, whole: bool) -> dict[str, DatasetAnswer]:
    """What every dataset says of a person; or, not of the `whole`, what it says of some photos together."""
    answers = {
        name: _answer(answer.answer, answer.by, found.counts.get(name, 0)) for name, answer in found.answers.items()
    }
    if whole:
        return answers
    names = answers.keys() | {name for photo in photos for name in photo.datasets}
    return {name: _together(name, answers.get(name), photos) for name in sorted(names)}


def listed(answers: dict[str, DatasetAnswer]) -> frozenset[str]:
    """The datasets whose lists name the person or a photo, as things of the graph."""
    return frozenset(thing_of(name) for name, answer in answers.items() if answer.answer == LISTED)


@lru_cache(_KEPT)
def _answer(answer: str, by: str | None, photos: int) -> DatasetAnswer:
    return DatasetAnswer(answer=answer, by=by, photos=photos)


def _together(name: str, person: DatasetAnswer | None, photos: Collection[PlannedPhoto]) -> DatasetAnswer:
    """The strongest answer of some photos. That a list names the person themselves holds for each of their photos."""
    default = NOT_LISTED if person is None else MAY_CONTAIN if person.answer == LISTED else person.answer
    words = [photo.datasets.get(name, default) for photo in photos]
    if person is not None and person.by == "owner":
        words.append(LISTED)
    strongest = min(words, key=_MOST_FIRST.index, default=NOT_LISTED)
    by = person.by if person is not None and strongest == LISTED else None
    return DatasetAnswer(answer=strongest, by=by, photos=words.count(LISTED) - (by == "owner"))


def _photo(photo: Photo) -> PlannedPhoto:
    """Lists that name photos by their hash alone can be searched too: it is made of the address."""
    md5 = photo.md5 or (hash_of(photo.download_url) if photo.download_url else None)
    return PlannedPhoto(
        photo_id=str(photo.photo_id) if photo.photo_id else None, page_url=photo.url, download_url=photo.download_url,
        md5=md5, datasets=photo.datasets,
    )  # fmt: skip
