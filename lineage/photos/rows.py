"""A row of the index: one photo or video in sixteen bytes, as two 64-bit numbers. Pure; needs numpy.

`first`: the photo's id, and in the upper eight bits what kind of row it is. `place`: secret (40 bits), server (16),
farm (8). They make the address a photo was downloaded from, and that makes its hash.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lineage.photos.columns.text import Numbers
from lineage.photos.hashes import download_url

Rows = NDArray[np.uint64]
"""Shape (n, 2): `first` and `place` of each row."""

ROW_BYTES: Final = 16
LARGEST_PHOTO: Final = 2**37 - 1
"""137,438,953,471: more than twice the newest id Flickr has given."""
ROW_BITS: Final = 27
"""Bits of a row's number; with an id, or as many bits of a hash, it is one 64-bit key."""
MOST_ROWS: Final = 2**ROW_BITS
EXTENSIONS: Final = ("jpg", "png", "gif")
"""What addresses of photos end in, and videos' stills; the number of one stands in two bits of the row's kind."""
VIDEO: Final = 0x10
NO_ADDRESS: Final = 0x20
"""Its source had no address of the usual form: there is no `place`."""
OTHER_HASH: Final = 0x40
"""Its hash is not that of its address; it stands in the index's list of such rows."""
_KIND, _SERVER, _FARM, _SECRET = 56, 40, 56, 0xFFFFFFFFFF
_PHOTO = 2**_KIND - 1


def photo_ids(rows: Rows) -> Numbers:
    """The Flickr id of each row."""
    return rows[:, 0] & np.uint64(_PHOTO)


def kinds(rows: Rows) -> Numbers:
    """The kind of each row: number of its extension, with VIDEO, NO_ADDRESS and OTHER_HASH."""
    return rows[:, 0] >> np.uint64(_KIND)


def packed(photo: Numbers, kind: Numbers, *, server: Numbers, farm: Numbers, secret: Numbers) -> Rows:
    """Rows of columns; ids up to LARGEST_PHOTO, servers below 2**16, farms below 2**8, secrets of ten digits."""
    first = photo | (kind << np.uint64(_KIND))
    return np.stack((first, secret | (server << np.uint64(_SERVER)) | (farm << np.uint64(_FARM))), axis=1)


def address(first: int, place: int) -> str | None:
    """Where the photo of a row lay, with `http` as in YFCC100M; None if its source didn't say."""
    kind = first >> _KIND
    if kind & NO_ADDRESS:
        return None
    return download_url(
        first & _PHOTO,
        farm=str(place >> _FARM),
        server=str(place >> _SERVER & 0xFFFF),
        secret=f"{place & _SECRET:010x}",
        extension=EXTENSIONS[kind & 3],
    )
