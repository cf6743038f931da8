"""What an index consists of at this moment: one small file, replaced in one step, that names all others."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from lineage.errors import IndexUnusable
from lineage.photos.serving.blocks import VERSION

NAME: Final = "index.json"
LARGEST: Final = 4 << 20


class ListNote(BaseModel):
    """One file of members that was added: its checksum, size, source and date, but none of its bytes."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    size: int
    form: str
    """How it is laid out, as `--format` takes it."""
    source: str
    """Where it is from, an address or what the person who added it said; may be empty."""
    added: datetime
    members: int
    """Places of it that name somebody."""
    others: int
    """Places that name nobody, kept aside."""


class Column(BaseModel):
    """A release of a dataset: who is in it, or who was taken out of it."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    release: str
    kind: Literal["members", "withdrawn"] = "members"
    complete: bool = False
    """Whether its lists name every member."""
    photos: int = 0
    """Rows of the index that are members."""
    outside: int = 0
    """Members that are no rows of the index."""
    owners: int = 0
    """Owners that its lists name without photos."""
    lists: tuple[ListNote, ...] = ()


class Manifest(BaseModel):
    """An index as a whole. Names of files are relative to where this one lies."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    """The collection whose rows these are: yfcc100m."""
    complete: bool
    """Whether it is all of the collection."""
    key_id: str | None
    """With which key its owners are sealed; None if they are in clear."""
    rows: int
    owners: int
    hashes: int
    base: str
    """The folder of the rows."""
    members: str
    """The folder of the memberships."""
    sizes: dict[str, int]
    """Bytes of each file."""
    columns: tuple[Column, ...] = ()
    lists: tuple[ListNote, ...] = ()
    """The collection's own files."""

    @property
    def version(self) -> str:
        """Tells this state of the index from every other."""
        return f"{self.base}/{self.members}"

    def current(self) -> dict[str, int]:
        """The number of each dataset's newest release of members."""
        by_dataset: dict[str, list[int]] = {}
        for at, column in enumerate(self.columns):
            if column.kind == "members":
                by_dataset.setdefault(column.dataset, []).append(at)
        return {name: self._newest(found) for name, found in by_dataset.items()}

    def _newest(self, among: list[int]) -> int:
        return among[0] if len(among) == 1 else max(among, key=lambda at: by_release(self.columns[at]))


def by_release(column: Column) -> list[tuple[int, str]]:
    """Sorts a dataset's releases, the newest last: numbers in their names count as numbers."""
    return [(len(part), part) for part in re.split(r"(\d+)", column.release)]


def written(manifest: Manifest) -> bytes:
    """The file's content."""
    text = manifest.model_dump_json()
    return json.dumps({"format": VERSION, "sha256": _sum(text), "index": text}).encode()


def read(content: bytes) -> Manifest:
    """The manifest of such a file. Raises IndexUnusable if it is damaged or of another version."""
    try:
        said = json.loads(content)
        form, checksum, text = said["format"], said["sha256"], said["index"]
    except (ValueError, KeyError, TypeError):
        raise IndexUnusable(f"{NAME} is cut short or damaged; build the index again.") from None
    if form != VERSION:
        raise IndexUnusable(f"{NAME} has version {form} of an index, this program reads {VERSION}; build again.")
    if not isinstance(text, str) or _sum(text) != checksum:
        raise IndexUnusable(f"{NAME} is damaged: its checksum is not the one that was written; build the index again.")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise IndexUnusable(f"{NAME} lacks {error.errors()[0]['loc']}; build the index again.") from None


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
