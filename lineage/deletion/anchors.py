"""Where the head of the chain is anchored, outside of the database: written once, never again.

Who can change the docket's database could cut off its newest events, and nothing inside would show it. An anchor that
lies where they cannot reach shows it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from lineage.clock import stamp
from lineage.deletion.chain import Head
from lineage.errors import SealBroken
from lineage.files import create_once, explained
from lineage.model.base import canonical
from lineage.s3.bucket import Bucket, Kept

_NAME = "{:012}.json"  # so that names sort as their numbers do


class Anchor(Head):
    """A head of the chain, and when it was one."""

    at: str


class Anchors(Protocol):
    """A place of anchors. Every method raises ArchiveUnavailable."""

    def put(self, number: int, mac: str, at: datetime) -> Kept:
        """Anchor the event of this number; where it is anchored already, that anchor stays, whatever it says."""
        ...

    def all(self) -> list[Anchor]:
        """All anchors by number. Raises SealBroken for one that cannot be read."""
        ...

    def newest(self) -> Anchor | None:
        """The anchor of the highest number; None where there is none."""
        ...


class FolderAnchors:
    """A file for each anchor. Put the folder where who runs the database may add files and not remove any."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is created by the first `put`."""
        self._folder = folder

    def put(self, number: int, mac: str, at: datetime) -> Kept:
        """See `Anchors`; a folder locks nothing."""
        made = create_once(self._folder / _NAME.format(number), _written(number, mac, at), mode=0o444)
        return "unlocked" if made else "there"

    def all(self) -> list[Anchor]:
        """See `Anchors`."""
        with explained("read", self._folder):
            files = {path.name: path.read_bytes() for path in self._folder.glob("[0-9]*.json")}
        return _read(files, str(self._folder))

    def newest(self) -> Anchor | None:
        """See `Anchors`."""
        return next(reversed(self.all()), None)


class BucketAnchors:
    """An object for each anchor, which an object lock holds for so many days where the bucket has one."""

    def __init__(self, bucket: Bucket, days: int) -> None:
        """Use a bucket, or what lies below a prefix in it."""
        self._bucket, self._held = bucket, timedelta(days=days)

    def put(self, number: int, mac: str, at: datetime) -> Kept:
        """See `Anchors`."""
        return self._bucket.put_locked(_NAME.format(number), _written(number, mac, at), at + self._held)

    def all(self) -> list[Anchor]:
        """See `Anchors`; each as it was first written, whatever was laid over it since."""
        return _read(self._bucket.originals(), self._bucket.place())

    def newest(self) -> Anchor | None:
        """See `Anchors`."""
        return next(reversed(self.all()), None)


def _written(number: int, mac: str, at: datetime) -> bytes:
    return canonical(Anchor(number=number, mac=mac, at=stamp(at)).model_dump(mode="json"))


def _read(files: Mapping[str, bytes], place: str) -> list[Anchor]:
    anchors = []
    for name, data in files.items():
        try:
            anchor = Anchor.model_validate(json.loads(data))
        except (ValueError, ValidationError):
            raise _broken(name, place, f"{len(data)} bytes that are no anchor") from None
        if _NAME.format(anchor.number) != name:
            raise _broken(name, place, f"the anchor of event {anchor.number}")
        anchors.append(anchor)
    return sorted(anchors, key=lambda anchor: anchor.number)


def _broken(name: str, place: str, holds: str) -> SealBroken:
    return SealBroken(
        f"The anchor {name} in {place} holds {holds}: somebody has changed it, or put it there. Find out who; if it "
        "is damaged, restore it from a backup."
    )
