"""What is told of the list that names a person: what it is, from where, since when; and nobody who is in it."""

from __future__ import annotations

from collections.abc import Mapping

from lineage.clock import stamp
from lineage.deletion.whys import Listing
from lineage.graph.base import GraphStore
from lineage.jobs.photos.family import thing_of
from lineage.letters.things import Thing, called
from lineage.photos.serving.manifest import ListNote, Manifest


def names(graph: GraphStore, manifest: Manifest) -> Mapping[str, str]:
    """What people call the datasets that have lists, by what the index calls them; no two are called alike."""
    ids = {name: thing_of(name) for name in (manifest.dataset, *manifest.current())}
    labels = {thing.id: thing.label for thing in graph.things(set(ids.values()))}
    apart = called(Thing(id_, labels.get(id_, name)) for name, id_ in ids.items())
    return {name: apart[id_] for name, id_ in ids.items()}


def listings(manifest: Manifest, names: Mapping[str, str]) -> dict[str, Listing]:
    """The newest list of each dataset that has any, by the dataset's id in the graph."""
    own = _told(names[manifest.dataset], manifest.lists, complete=manifest.complete, members=manifest.rows)
    told = {thing_of(manifest.dataset): own}
    for name, at in manifest.current().items():
        column = manifest.columns[at]
        told[thing_of(name)] = _told(names[name], column.lists, complete=column.complete, release=column.release)
    return told


def _told(dataset: str, notes: tuple[ListNote, ...], *, complete: bool, release: str = "", members: int = 0) -> Listing:
    coverage = "which has all of them" if complete else "which has a part of them"
    which = f"{dataset}, release {release}" if release else dataset
    if not notes:
        return Listing(f"A list of members of {which}, {coverage}.", source="membership")
    newest = max(notes, key=lambda note: note.added)
    says = f"A list of {members or newest.members:,} members of {which}, {coverage}; its SHA-256 is {newest.sha256}."
    added = stamp(newest.added)
    return Listing(says, newest.source or f"urn:sha256:{newest.sha256}", "membership", added, added)
