"""File names and lines of derived datasets, as they name their members. Pure.

Forms: MegaFace `<dir>/<NSID>/<photo>_<face>.jpg`, DiveFace `<NSID>_identity_<k>/<photo>_<face>.jpg`, DiDeMo
`<NSID>_<photo>_<secret>.<ext>`, and rows with an NSID or a hash behind the photo they belong to.
"""

from __future__ import annotations

import re
from contextlib import suppress

from lineage.errors import BadInput
from lineage.photos.identity.identity import NSID, PHOTO, Identity, exactly
from lineage.photos.identity.links import linked, looks_like_a_link

_SUFFIX = r"\.[A-Za-z0-9]{2,4}"
_FLAT = re.compile(rf"(?P<nsid>{NSID})_(?P<photo>{PHOTO})_[0-9a-f]{{6,16}}(?:_[a-z])?{_SUFFIX}", re.ASCII)
_FOLDER = re.compile(rf"(?P<nsid>{NSID})(?:_identity_[0-9]{{1,9}})?", re.ASCII)
_FACE = re.compile(rf"(?P<photo>{PHOTO})(?:_[0-9]{{1,4}})?{_SUFFIX}", re.ASCII)
_DOWNLOAD = re.compile(rf"(?P<photo>{PHOTO})_[0-9a-f]{{10}}(?:_(?:[a-z]|[3-6]k))?{_SUFFIX}", re.ASCII)
_SHORTENED_HASH = re.compile(r"[0-9a-f]{23,31}", re.ASCII | re.IGNORECASE)
"""As some lists were published: a zero before each digit lost, or those before the whole."""
_OF_YFCC = {25: 4, 23: 2}
"""Cells of a row of YFCC100M's own file, and how many of them it takes to its owner; people's words come behind."""


def named(path: str) -> Identity | None:
    """Owner and photo that a path of a member names; None where it names neither."""
    *folders, file = re.split(r"[\\/]+", path.rstrip("\\/"))
    if flat := _FLAT.fullmatch(file):
        return Identity(nsid=flat["nsid"], photo=int(flat["photo"]))
    if folder := _FOLDER.fullmatch(file):
        return Identity(nsid=folder["nsid"])
    above = _FOLDER.fullmatch(folders[-1]) if folders else None
    if above and (face := _FACE.fullmatch(file)):
        return Identity(nsid=above["nsid"], photo=int(face["photo"]))
    download = _DOWNLOAD.fullmatch(file)
    return Identity(photo=int(download["photo"])) if download else None


def listed(line: str) -> Identity | None:
    """What a row names: by an NSID, a hash, an address, and the number of a photo right before the first of these.

    A number alone could be anything, so a row without any of these names nobody; nor does one that names two of a kind.
    """
    cells = _cells(line)
    firm = {at: found for at, cell in enumerate(cells) if (found := _firm(cell))}
    if not firm:
        return _number(cells[0]) if len(cells) == 2 and _SHORTENED_HASH.fullmatch(cells[1]) else None
    first = min(firm)
    numbered = any(found.photo for found in firm.values())
    before = _number(cells[first - 1]) if first and not numbered else None
    nsids = {one.nsid for one in firm.values() if one.nsid}
    aliases = {one.alias for one in firm.values() if one.alias}
    hashes = {one.md5 for one in firm.values() if one.md5}
    photos = {one.photo for one in (*firm.values(), before) if one and one.photo}
    if max(len(nsids), len(aliases), len(hashes), len(photos)) > 1:
        return None
    return Identity(
        nsid=min(nsids, default=None), alias=min(aliases, default=None) if not nsids else None,
        photo=min(photos, default=None), md5=min(hashes, default=None),
    )  # fmt: skip


def _firm(cell: str) -> Identity | None:
    """What a cell names that can be nothing else."""
    if looks_like_a_link(cell):
        with suppress(BadInput):  # of something else: its row may name somebody all the same
            return linked(cell)
        return None
    found = exactly(cell)
    return None if found and found.photo else found


def _number(cell: str) -> Identity | None:
    found = exactly(cell)
    return found if found and found.photo else None


def _cells(line: str) -> list[str]:
    mark = next((mark for mark in "\t;,|" if mark in line), None)
    cells = [cell.strip().strip("\"'") for cell in line.split(mark)]
    return cells[: _OF_YFCC.get(len(cells), len(cells))]
