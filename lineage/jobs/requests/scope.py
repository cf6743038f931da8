"""What a plan is made from: the photos of a request and what each dataset says of them, and what was searched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from lineage.errors import BadInput
from lineage.graph.base import GraphStore
from lineage.jobs.photos.family import thing_of
from lineage.jobs.photos.lookup import Found, Lookup
from lineage.jobs.requests.lists import names
from lineage.model.plan import DatasetAnswer, PlannedPhoto
from lineage.photos.answers import LISTED, MAY_CONTAIN, NOT_LISTED
from lineage.photos.found import Photo
from lineage.photos.hashes import hash_of
from lineage.photos.serving.manifest import Manifest

_KEPT: Final = 10_000
"""So many answers are kept: hardly any list names a person, and what the others say is the same for everybody."""
_MOST_FIRST = (LISTED, MAY_CONTAIN, NOT_LISTED)


def searched(have: Manifest, called: Mapping[str, str]) -> dict[str, str]:
    """The index and every list in it, a sentence each, by dataset; none names anybody. `called` is of `lists.names`."""
    whole = {True: "complete", False: "a part of it"}
    told = {have.dataset: f"Index of {called[have.dataset]} ({have.rows:,} photos, {whole[have.complete]})."}
    for name, at in sorted(have.current().items()):
        told[name] = f"List of {called[name]} ({whole[have.columns[at].complete]})."
    return told


def one_person(graph: GraphStore, lookup: Lookup, who: str) -> Found:
    """The person whom somebody asks about. Raises BadInput for several; for nobody with `no_match`."""
    try:
        found = lookup.one(who)
    except BadInput as nobody:
        raise BadInput(f"no_match: {nobody}") from None
    if len(found) > 1:
        raise BadInput(
            f"This leads to {len(found)} people, as lists disagree on whose it is; ask by the user ID of one of them."
        )
    if not found or not (len(found[0]) or found[0].by_owner):
        lists = searched(lookup.index.manifest, names(graph, lookup.index.manifest))
        raise BadInput(f"no_match: nothing is known of this user ID. Searched: {' '.join(lists.values())}")
    return found[0]


def theirs(found: Found, wanted: Sequence[str]) -> tuple[str, ...]:
    """The photos that are listed, all of which have to be the person's. Raises BadInput."""
    if not wanted:
        return ()
    have = {str(photo.photo_id) for photo in found.photos() if photo.photo_id}
    if strange := [photo for photo in wanted if photo not in have]:
        raise BadInput(
            f"{len(strange)} of the {len(wanted)} photos are not known as this person's; "
            "`lineage lookup` shows those that are."
        )
    return tuple(dict.fromkeys(wanted))


def photos_of(found: Found, only: Collection[str]) -> tuple[PlannedPhoto, ...]:
    """The photos of a person, or those of them that a request lists."""
    return tuple(_photo(photo) for photo in found.photos() if not only or str(photo.photo_id) in only)


def answers_of(
    found: Found, photos: Collection[PlannedPhoto], called: Mapping[str, str], *, whole: bool
) -> dict[str, DatasetAnswer]:
    """What every dataset says of a person; or, not of the `whole`, what it says of some photos together.

    `called` gives the names of datasets, by their ids in the graph.
    """
    answers = {
        name: _answer(called.get(thing_of(name), name), answer.answer, answer.by, found.counts.get(name, 0))
        for name, answer in found.answers.items()
    }
    if whole:
        return answers
    names = answers.keys() | {name for photo in photos for name in photo.datasets}
    named = {name: called.get(thing_of(name), name) for name in sorted(names)}
    return {name: _together(name, label, answers.get(name), photos) for name, label in named.items()}


def listed(answers: dict[str, DatasetAnswer]) -> frozenset[str]:
    """The datasets whose lists name the person or a photo, as things of the graph."""
    return frozenset(thing_of(name) for name, answer in answers.items() if answer.answer == LISTED)


@lru_cache(_KEPT)
def _answer(name: str, answer: str, by: str | None, photos: int) -> DatasetAnswer:
    return DatasetAnswer(name=name, answer=answer, by=by, photos=photos)


def _together(name: str, label: str, person: DatasetAnswer | None, photos: Collection[PlannedPhoto]) -> DatasetAnswer:
    """The strongest answer of some photos. That a list names the person themselves holds for each of their photos."""
    default = NOT_LISTED if person is None else MAY_CONTAIN if person.answer == LISTED else person.answer
    words = [photo.datasets.get(name, default) for photo in photos]
    if person is not None and person.by == "owner":
        words.append(LISTED)
    strongest = min(words, key=_MOST_FIRST.index, default=NOT_LISTED)
    by = person.by if person is not None and strongest == LISTED else None
    return DatasetAnswer(name=label, answer=strongest, by=by, photos=words.count(LISTED) - (by == "owner"))


def _photo(photo: Photo) -> PlannedPhoto:
    """Lists that name photos by their hash alone can be searched too: it is made of the address."""
    md5 = photo.md5 or (hash_of(photo.download_url) if photo.download_url else None)
    return PlannedPhoto(
        photo_id=str(photo.photo_id) if photo.photo_id else None, page_url=photo.url, download_url=photo.download_url,
        md5=md5, datasets=photo.datasets,
    )  # fmt: skip
