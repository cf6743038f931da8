"""Who is asked for: whatever a person pastes, followed to an owner of the index, or to a photo without one."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from lineage.errors import BadInput
from lineage.photos.identity.export import PROFILE, exported
from lineage.photos.identity.identify import Read, identify_lines
from lineage.photos.identity.identity import Identity

if TYPE_CHECKING:
    from lineage.photos.index import Index

MOST_FILES: Final = 200_000
LARGEST_FILE: Final = 4 << 20
"""Bytes of one JSON file of an export, unpacked."""


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked for."""

    text: str
    """As it was asked."""
    nsid: str | None
    """None for a photo whose owner is not known, or is sealed."""
    owner: int
    """As the index numbers owners; 0 if not known."""
    photo: int | None = None
    md5: str | None = None


def resolve(index: Index, text: str, identity: Identity, nsid_of: Callable[[str], str]) -> list[Asked]:
    """The people an identity leads to: one; none if the index doesn't know the photo; several if lists disagree.

    A photo leads to its owner even where its address has an alias, so Flickr is asked for aliases alone.
    """
    if identity.nsid:
        return [Asked(text, identity.nsid, index.seal.one(identity.nsid), identity.photo, identity.md5)]
    owners: list[int] = []
    if identity.photo is not None:
        owners = index.owners_by_photo(identity.photo)
    if not owners and identity.md5:
        owners = index.owners_by_hash(identity.md5)
    if not owners and identity.alias:
        nsid = nsid_of(identity.alias)
        return [Asked(text, nsid, index.seal.one(nsid), identity.photo, identity.md5)]
    known = sorted(set(owners) - {0}) or ([0] if owners else [])
    return [
        Asked(text, index.seal.name(owner) if owner else None, owner, identity.photo, identity.md5) for owner in known
    ]


def identities(path: Path) -> Iterator[Read]:
    """Everybody a file names: one a line, or Flickr's own export of an account. Raises BadInput."""
    if zipfile.is_zipfile(path):
        yield from (Read(number, identity) for number, identity in enumerate(_exported(path), 1))
        return
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield from identify_lines(file)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def _exported(path: Path) -> list[Identity]:
    """The account of an export, and its photos where the account's file is not in this part of it."""
    found: list[Identity] = []
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise BadInput(
                    f"{path.name} holds {len(entries):,} files, an export of an account has fewer; is it one?"
                )
            for entry in entries:
                name = PurePosixPath(entry.filename).name
                if name == PROFILE or name.startswith("photo_"):
                    if entry.file_size > LARGEST_FILE:
                        raise BadInput(f"{path.name}: {name} is larger than an export's files are; is it one?")
                    with archive.open(entry) as file:
                        content = json.loads(file.read(LARGEST_FILE))
                    identity = exported(name, content) if isinstance(content, dict) else None
                    if identity:
                        found.append(identity)
    except (zipfile.BadZipFile, ValueError, RecursionError, NotImplementedError, RuntimeError):
        raise BadInput(f"{path.name} cannot be read as Flickr's export of an account; fetch it again.") from None
    people = [identity for identity in found if identity.nsid]
    if not found:
        raise BadInput(f"{path.name} has neither {PROFILE} nor files of photos; is it Flickr's export of an account?")
    return people or found
