"""`lineage photos add`: lists of members, joined with the index, remembered, and told to ledger and graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lineage.catalogue.load import load as load_catalogue
from lineage.errors import BadInput
from lineage.jobs.naming import thing
from lineage.jobs.photos.cards import checksum, record, write_card
from lineage.jobs.photos.opened import photo_store
from lineage.jobs.photos.shared import share
from lineage.jobs.stores import Stores

if TYPE_CHECKING:
    from lineage.photos.lists.form import Form
    from lineage.photos.serving.manifest import Column, Manifest
    from lineage.photos.store import PhotoStore

FIRST = "1"
"""What the first release of a dataset is called where nobody says."""


@dataclass(frozen=True)
class AddOptions:
    """What a caller may choose."""

    complete: bool = False
    release: str | None = None
    format: str | None = None
    source: str = ""
    """Where the lists are from."""
    withdrawn: bool = False
    """The lists name what was taken out of the dataset, or deleted at its origin."""
    confirm: Callable[[str, str], bool] = lambda name, form: True
    """Asked about a form that was guessed."""
    tell: Callable[[str], None] = lambda step: None


@dataclass(frozen=True)
class AddedList:
    """What one file came to."""

    file: str
    form: str
    sha256: str
    already: bool
    """It was added before; nothing changed."""
    members: int = 0
    others: int = 0
    """Places that name nobody; they are kept aside."""
    aside: str | None = None
    photos: int = 0
    """Photos among the index's rows."""
    outside: int = 0
    """Members that are no rows of the index."""
    owners: int = 0
    """Owners that are named without a photo."""


@dataclass(frozen=True)
class AddResult:
    """A release after lists were added to it."""

    dataset: str
    release: str
    complete: bool
    photos: int
    outside: int
    owners: int
    lists: tuple[AddedList, ...]


@dataclass(frozen=True)
class _Looked:
    """A file before it is read."""

    path: Path
    form: Form
    sha256: str
    size: int


def add(stores: Stores, dataset: str, files: Sequence[Path], options: AddOptions) -> AddResult:
    """Add lists to a release of a dataset; one that was added before changes nothing.

    Raises BadInput for what is no list, or no dataset, before anything changes.
    """
    store, name = photo_store(stores), dataset_id(stores, dataset)
    with store.alone():
        have = store.manifest()
        if have is None:
            raise BadInput("There is no index of photos yet; build one with `lineage photos build FILE…`.")
        before, column = _columns(have, name, options)
        looked = [_look(path, options) for path in files]
        known = {note.sha256 for note in before.lists} if before else set()
        new = list({one.sha256: one for one in looked if one.sha256 not in known}.values())
        added: dict[str, AddedList] = {}
        if new or (before and before.complete != column.complete):
            have, added = _add(stores, store, column, new, options)
        share(stores, store, options.tell)
    options.tell("telling the ledger")
    record(stores, store.folder)
    _, now = _columns(have, name, options)
    lists = tuple(
        added.get(one.sha256) or AddedList(one.path.name, str(one.form), one.sha256, already=True) for one in looked
    )
    return AddResult(name, now.release, now.complete, now.photos, now.outside, now.owners, lists)


def dataset_id(stores: Stores, text: str) -> str:
    """How the index names a dataset: its catalogue slug, else the graph's id of it. Raises BadInput."""
    slug = text.removeprefix("dataset:")
    if slug in {dataset.id for dataset in load_catalogue().datasets}:
        return slug
    return thing(stores.graph, text).id.removeprefix("dataset:")


def _columns(have: Manifest, name: str, options: AddOptions) -> tuple[Column | None, Column]:
    """The release as it is, if it is, and as it is meant to be."""
    from lineage.photos.serving.manifest import Column, by_release

    kind: Literal["members", "withdrawn"] = "withdrawn" if options.withdrawn else "members"
    releases = [column for column in have.columns if (column.dataset, column.kind) == (name, kind)]
    last = max(releases, key=by_release, default=None)
    release = options.release or (last.release if last else FIRST)
    before = next((column for column in releases if column.release == release), None)
    wanted = before or Column(dataset=name, release=release, kind=kind)
    return before, wanted.model_copy(update={"complete": wanted.complete or options.complete})


def _look(path: Path, options: AddOptions) -> _Looked:
    from lineage.photos.lists.form import form as read_form
    from lineage.photos.lists.guess import guess

    sha256, size = checksum(path)
    if options.format:
        return _Looked(path, read_form(options.format), sha256, size)
    try:
        found = guess(path)
    except BadInput as refused:
        raise BadInput(f"{path.name}: {refused}") from None
    if not options.confirm(path.name, str(found)):
        raise BadInput(
            f"{path.name} was not added; take that with `--yes`, or say how it is to be read with `--format`."
        )
    return _Looked(path, found, sha256, size)


def _add(
    stores: Stores, store: PhotoStore, column: Column, new: Sequence[_Looked], options: AddOptions
) -> tuple[Manifest, dict[str, AddedList]]:
    from lineage.photos.lists.read import read
    from lineage.photos.membership.add import add_lists, take_in
    from lineage.photos.serving.manifest import ListNote

    notes = []
    for one in new:
        options.tell(f"reading {one.path.name}")
        aside = store.folder / "aside" / f"{one.sha256[:16]}.tsv"
        counted = take_in(store, column, one.sha256, read(one.path, one.form), aside)
        if not counted.members:
            raise BadInput(f"{one.path.name} names nobody when it is read as `{one.form}`; try another `--format`.")
        notes.append(
            ListNote(
                name=one.path.name, sha256=one.sha256, size=one.size, form=str(one.form), source=options.source,
                added=stores.clock(), members=counted.members, others=counted.others,
            )
        )  # fmt: skip
    options.tell("joining")
    index = store.open()
    try:
        have, each = add_lists(store, index, column, notes)
    finally:
        index.close()
    added = {}
    called = _called(stores, column.dataset)
    for note, joined in zip(notes, each, strict=True):
        write_card(store.folder, column, note, have, len(joined.rows), called)
        others = str(store.folder / "aside" / f"{note.sha256[:16]}.tsv") if note.others else None
        added[note.sha256] = AddedList(
            note.name, note.form, note.sha256, False, note.members, note.others, others,
            len(joined.rows), joined.strangers, len(joined.owners),
        )  # fmt: skip
    return have, added


def _called(stores: Stores, dataset: str) -> str:
    """How a dataset that has but a name is called, so that its card means it again; empty for all others."""
    return stores.graph.things([dataset])[0].label if dataset.startswith("name:") else ""
