"""Flickr from 2004 to 2014, roughly: the photo ids and servers in use when a share of all photos was uploaded. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos.chance import Numbers, drawn

_SHARE, _PHOTO, _SECOND, _SERVER = np.array(
    [
        (0.000, 50e6, 1076371200, 1),
        (0.030, 80e6, 1136073600, 40),
        (0.090, 340e6, 1167609600, 180),
        (0.190, 2150e6, 1199145600, 2200),
        (0.310, 3150e6, 1230768000, 3250),
        (0.440, 4230e6, 1262304000, 4050),
        (0.570, 5310e6, 1293840000, 5250),
        (0.710, 6610e6, 1325376000, 7150),
        (0.845, 8330e6, 1356998400, 8500),
        (0.965, 11670e6, 1388534400, 7400),
        (1.000, 15000e6, 1398902400, 14100),
    ]
).T
_NEIGHBOURS = 121
"""Servers that were filled at one time."""
_LATE = 1000
"""One photo in so many was moved to the last server of all, 65535."""


def photo_ids(ranks: Numbers, rows: int, purpose: int) -> NDArray[np.int64]:
    """The id of the photo that was uploaded as so many-th of `rows`: each in a gap of its own, anywhere in it."""
    begin, end = (np.interp((ranks + np.uint64(more)) / rows, _SHARE, _PHOTO).astype(np.int64) for more in (0, 1))
    return begin + (drawn(ranks, purpose) % (end - begin).astype(np.uint64)).astype(np.int64)


def upload_times(photos: NDArray[np.int64]) -> NDArray[np.int64]:
    """Seconds since 1970."""
    return np.interp(photos, _PHOTO, _SECOND).astype(np.int64)


def servers(photos: NDArray[np.int64], chance: Numbers) -> NDArray[np.int32]:
    """Servers follow the time of the upload, of which the id is a measure."""
    near = (chance % np.uint64(_NEIGHBOURS)).astype(np.int32) - _NEIGHBOURS // 2
    found = np.maximum(np.interp(photos, _PHOTO, _SERVER).astype(np.int32) + near, 1)
    found[(chance >> np.uint64(32)) % np.uint64(_LATE) == 0] = 65535
    return found


def farms(server: NDArray[np.int32]) -> NDArray[np.int32]:
    """A thousand servers to a farm, nine farms."""
    return np.minimum(server // 1000 + 1, 9).astype(np.int32)
