"""What somebody pasted, as what it is: an owner, a photo, a hash, or several of these that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

NSID = r"[1-9][0-9]{3,11}@N[0-9]{2}"
"""A Flickr user ID, as a pattern: `12345678@N00`."""
PHOTO = r"[1-9][0-9]{0,17}"
"""A photo's id, as a pattern: Flickr's have eleven digits by now; eighteen fit into 64 bits whatever they are."""
ALIAS = r"[A-Za-z0-9_-]{3,64}"
"""The part of an address that a person chose, as a pattern. Unlike the NSID it may change hands."""
HASH = r"[0-9a-f]{32}"
"""YFCC100M's name of a photo, as a pattern: the MD5 of its first download address."""
_NSID, _PHOTO, _ALIAS, _HASH = (re.compile(pattern, re.ASCII) for pattern in (NSID, PHOTO, ALIAS, HASH))

Kind = Literal["photo", "hash", "person"]


@dataclass(frozen=True)
class Identity:
    """Who or what is meant; at least one field is there, and never both an NSID and an alias.

    Its text is one of the forms that `identify` takes, and is read as an equal identity.
    """

    nsid: str | None = None
    """Flickr's id of the owner."""
    alias: str | None = None
    """The owner's name in Flickr's addresses; Flickr knows whose NSID it is."""
    photo: int | None = None
    """Flickr's id of the photo or video."""
    md5: str | None = None
    """YFCC100M's hash, 32 hexadecimal digits."""

    @property
    def kind(self) -> Kind:
        """What it leads to first: with a photo's id or a hash one photo, without them all of an owner's."""
        if self.photo is not None:
            return "photo"
        return "hash" if self.md5 else "person"

    def __str__(self) -> str:
        owner = self.nsid or self.alias
        if self.photo is None:
            named = f"https://www.flickr.com/photos/{self.alias}/" if self.alias else self.nsid
        else:
            named = f"https://www.flickr.com/photos/{owner}/{self.photo}/" if owner else str(self.photo)
        return "\t".join(part for part in (named, self.md5) if part)


def exactly(text: str) -> Identity | None:
    """An NSID, a photo's id or a hash that stands for itself; None for anything else."""
    if _NSID.fullmatch(text):
        return Identity(nsid=text)
    if _HASH.fullmatch(text.lower()):
        return Identity(md5=text.lower())
    return Identity(photo=int(text)) if _PHOTO.fullmatch(text) else None


def owner(text: str) -> Identity | None:
    """An NSID or an alias, where an address has its owner; None for anything else."""
    if _NSID.fullmatch(text):
        return Identity(nsid=text)
    return Identity(alias=text) if _ALIAS.fullmatch(text) else None
