"""A collection's lines as plain Python understands them, to hold the index against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from lineage.photos.build.raw import NO_OWNER, NO_PHOTO
from lineage.photos.columns.numbers import nsid
from lineage.photos.hashes import download_url, hash_of
from lineage.photos.index import Index
from lineage.photos.rows import LARGEST_PHOTO, VIDEO, address, kinds

LARGEST_OWNER = "999999999999@N99"
Known = tuple[str | None, str | None, bool]
"""Address, hash, and whether it is a video."""


@dataclass(frozen=True)
class Line:
    """The cells of a line that the index is made of, as they stand there."""

    photo: str
    owner: str
    md5: str = ""
    server: str = "7205"
    farm: str = "8"
    secret: str = "0a1b2c3d4e"
    ending: str = "jpg"
    marker: str = "0"

    @property
    def url(self) -> str:
        return f"http://farm{self.farm}.staticflickr.com/{self.server}/{self.photo}_{self.secret}.{self.ending}"

    @property
    def bad(self) -> str | None:
        """Why it names no photo with its owner."""
        if not re.fullmatch(r"[1-9][0-9]{0,17}", self.photo) or int(self.photo) > LARGEST_PHOTO:
            return NO_PHOTO
        return None if re.fullmatch(r"[1-9][0-9]{3,11}@N[0-9]{2}", self.owner) else NO_OWNER

    @property
    def known(self) -> Known:
        where = self._address()
        said = self.md5.lower() if re.fullmatch("[0-9a-fA-F]{32}", self.md5) else None
        return where, said or (hash_of(where) if where else None), self.marker == "1"

    def _address(self) -> str | None:
        server, farm = (int(cell) if cell.isdigit() else 0 for cell in (self.server, self.farm))
        right = 0 < server < 1 << 16 and 0 < farm < 1 << 8 and self.ending in ("jpg", "png", "gif")
        if not right or not re.fullmatch("[0-9a-fA-F]{10}", self.secret):
            return None
        parts = {"farm": str(farm), "server": str(server), "secret": self.secret.lower(), "extension": self.ending}
        return download_url(int(self.photo), **parts)


def modelled(lines: Iterable[Line]) -> dict[tuple[str, int], Known]:
    """What an index of these lines holds: of each photo of each owner, the first."""
    found: dict[tuple[str, int], Known] = {}
    for line in lines:
        if not line.bad:
            found.setdefault((line.owner, int(line.photo)), line.known)
    return found


def indexed(index: Index) -> dict[tuple[str, int], Known]:
    """What an index holds, asked person by person; that photos and hashes lead to the same is asserted."""
    found: dict[tuple[str, int], Known] = {}
    owners = dict.fromkeys(index.owner_of(row) for row in range(index.manifest.rows))
    for owner in owners:
        who = nsid(owner)
        rows = index.person(who).rows
        for (first, place), kind in zip(rows.tolist(), kinds(rows).tolist(), strict=True):
            photo = first & (1 << 56) - 1
            row = next(row for row in index.ids.rows(photo) if index.owner_of(row) == owner)
            md5 = index.hash_of(row)
            assert owner in {one.owner for one in index.photo(photo)}
            assert md5 is None or owner in {one.owner for one in index.hash(md5) if one.rows[0, 0] == first}
            assert md5 is None or owner in index.owners_by_hash(md5)
            found[who, photo] = (address(first, place), md5, bool(kind & VIDEO))
    assert len(found) == index.manifest.rows
    return found


PHOTOS = st.sampled_from(["1", "1234567890", "1234567891", "9876543210", str(LARGEST_PHOTO)])
OWNERS = st.sampled_from(["1000@N90", "12345678@N90", "12345678@N91", "87654321@N92", LARGEST_OWNER])
BAD_PHOTOS = st.sampled_from(["", "0", "x", "-5", str(LARGEST_PHOTO + 1), "9" * 18, "9" * 19, "12345678901 "])
BAD_OWNERS = st.sampled_from(["", "12345678@n90", "012345678@N90", "123@N90", "somebody", "1234567890123@N90"])


@st.composite
def lines(draw: st.DrawFn, owners: st.SearchStrategy[str] = OWNERS | BAD_OWNERS) -> Line:
    """A line as it may stand in a file, odd ones often."""
    line = Line(
        photo=draw(PHOTOS | PHOTOS | BAD_PHOTOS),
        owner=draw(owners),
        server=draw(st.sampled_from(["7205", "1", "65535", "65536", "0", "", "x"])),
        farm=draw(st.sampled_from(["8", "1", "255", "256", "0", ""])),
        secret=draw(
            st.sampled_from(["0a1b2c3d4e", "0000000000", "ffffffffff", "0A1B2C3D4E", "0a1b2c3d4", "", "g" * 10])
        ),
        ending=draw(st.sampled_from(["jpg", "jpg", "png", "gif", "tif", ""])),
        marker=draw(st.sampled_from("001")),
    )
    hashes = [hash_of(line.url), hash_of(line.url.replace("http:", "https:")), "0a" * 16, "", "A" * 32, "a" * 31, "odd"]
    return Line(**{**line.__dict__, "md5": draw(st.sampled_from(hashes))})
