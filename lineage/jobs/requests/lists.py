"""What is told of the list that names a person: what it is, from where, since when; and nobody who is in it."""

from __future__ import annotations

from lineage.clock import stamp
from lineage.deletion.whys import Listing
from lineage.jobs.photos.family import thing_of
from lineage.photos.serving.manifest import ListNote, Manifest


def listings(manifest: Manifest) -> dict[str, Listing]:
    """The newest list of each dataset that has any, by the dataset's id in the graph."""
    own = _told(manifest.dataset, manifest.lists, complete=manifest.complete, members=manifest.rows)
    told = {thing_of(manifest.dataset): own}
    for name, at in manifest.current().items():
        column = manifest.columns[at]
        told[thing_of(name)] = _told(name, column.lists, complete=column.complete, release=column.release)
    return told


def _told(dataset: str, notes: tuple[ListNote, ...], *, complete: bool, release: str = "", members: int = 0) -> Listing:
    coverage = "complete" if complete else "partial"
    which = f"{dataset}, release {release}" if release else dataset
    if not notes:
        return Listing(f"A list of members of {which}, {coverage}.")
    newest = max(notes, key=lambda note: note.added)
    says = f"A list of {members or newest.members:,} members of {which}, {coverage}; its SHA-256 is {newest.sha256}."
    added = stamp(newest.added)
    return Listing(says, newest.source or f"urn:sha256:{newest.sha256}", "membership", added, added)
