"""What a person's own export of their Flickr account says: who they are, and which photos are theirs. Pure.

The export is a zip of JSON files: `account_profile.json` has the NSID, each `photo_<id>.json` one photo. Its other
files (favourites, contacts, comments) are about other people and say nothing here. Source: Flickr's help,
https://help.flickr.com/en_us/data-export-faqs-HkNJr1viV, and exports that people described.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lineage.errors import BadInput
from lineage.photos.identity.identity import PHOTO, Identity, exactly

PROFILE = "account_profile.json"
_PHOTO_FILE = re.compile(rf"photo_({PHOTO})\.json")


def exported(name: str, content: Mapping[str, Any]) -> Identity | None:
    """The person or photo that one file of the export is of; None for a file about others.

    `name` is the file's, without folders. Raises BadInput where such a file lacks what it is there for.
    """
    if name == PROFILE:
        return _read("account_profile.json", "nsid", content.get("nsid"), "a user ID like 12345678@N00")
    if file := _PHOTO_FILE.fullmatch(name):
        found = _read("A photo's file", "photo", content.get("id"), "a photo's number")
        if found != Identity(photo=int(file[1])):
            raise BadInput("A photo's file in the export is of another photo than its name says; unpack the zip again.")
        return found
    return None


def _read(file: str, kind: str, value: object, expected: str) -> Identity:
    found = exactly(str(value)) if isinstance(value, str | int) else None
    if found is None or getattr(found, kind) is None:
        raise BadInput(f"{file} in the export lacks {expected}; is the file whole?")
    return found
