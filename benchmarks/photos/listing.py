"""Invented photos as the 25 columns of YFCC100M's own file: what rows have, and the texts around it. Pure."""

from __future__ import annotations

from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.photos.chance import Numbers
from benchmarks.photos.history import upload_times
from benchmarks.photos.rows import Batch, download_urls, hexadecimal

_TEXTS, _SECRET, _COORDINATES = 30, 50, 60
_WORDS = [
    "gull", "harbour", "market", "tram", "school", "mountain", "winter", "garden", "concert", "caf%C3%A9", "bridge",
    "family", "beach", "museum",
]  # fmt: skip
_TITLES = [f"{a}+{b}{c}" for a, b in product(_WORDS, _WORDS) for c in ("", "+at+night", "%2C+2009")]
_SENTENCES = [f"The+{a}+by+the+{b}+in+the+{c}.%0A" for a, b, c in product(_WORDS, _WORDS, _WORDS)]
_TAGS = [f"{a},{b},{c}" for a, b, c in product(_WORDS, _WORDS, _WORDS)]
_DEVICES = ["", "Canon+EOS+5D", "NIKON+D80", "Apple+iPhone+4", "SONY+DSC-W55", "Panasonic+DMC-FZ8", "OLYMPUS+E-510"]
_MACHINE_TAGS = [""] * 9 + ["geo:lat=52.5,geo:lon=13.4", "upcoming:event=172931"]
_LICENCES = {
    "Attribution License": "by",
    "Attribution-ShareAlike License": "by-sa",
    "Attribution-NoDerivs License": "by-nd",
    "Attribution-NonCommercial License": "by-nc",
    "Attribution-NonCommercial-ShareAlike License": "by-nc-sa",
    "Attribution-NonCommercial-NoDerivs License": "by-nc-nd",
}
_LICENCE_URLS = [f"http://creativecommons.org/licenses/{code}/2.0/" for code in _LICENCES.values()]


def listed(batch: Batch) -> pa.Buffer:
    """The lines of these rows, one behind the other."""
    rows = batch.table()
    table = {name: rows[name].combine_chunks() for name in rows.column_names}
    photo, server, farm = table["photoid"], table["serverid"], table["farmid"]
    chance = [batch.drawn(_TEXTS + number) for number in range(10)]
    licence = chance[0] % np.uint64(len(_LICENCES))
    owner, uploaded = table["uid"], upload_times(batch.photo)
    longitude, latitude, accuracy = _coordinates(batch.drawn(_COORDINATES))
    columns = [
        pa.array(batch.places), photo, table["hash"], owner, _joined("user", pa.array(batch.owner)),
        _taken(uploaded, chance[1]), pa.array(uploaded), _one(_DEVICES, chance[2]), _one(_TITLES, chance[3]),
        _joined(*(_one(["", *_SENTENCES], part) for part in chance[4:6])), _one(["", *_TAGS], chance[6]),
        _one(_MACHINE_TAGS, chance[7]), longitude, latitude, accuracy,
        _joined("http://www.flickr.com/photos/", owner, "/", photo, "/"),
        download_urls(photo, server, farm, table["secret"], table["ext"]), _one(list(_LICENCES), licence),
        _one(_LICENCE_URLS, licence), server, farm, table["secret"], hexadecimal(batch.drawn(_SECRET), 5),
        table["ext"], _joined(table["marker"], "\n"),
    ]  # fmt: skip
    return pc.binary_join_element_wise(*map(_text, columns), "\t").buffers()[2]


def _one(texts: list[str], chance: Numbers) -> pa.Array:
    return pa.array(texts).take(pa.array(chance % np.uint64(len(texts))))


def _taken(uploaded: np.ndarray, chance: Numbers) -> pa.Array:
    """Up to a year before the upload, as `2009-05-17 10:11:12.0`."""
    seconds = pa.array(uploaded - (chance % np.uint64(31_536_000)).astype(np.int64), pa.timestamp("s"))
    return _joined(seconds.cast(pa.string()), ".0")


def _coordinates(chance: Numbers) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Every other photo says where it was taken."""
    nowhere = chance % np.uint64(2) == 0
    east = ((chance >> np.uint64(8)) % np.uint64(360_000_000)).astype(np.int64) - 180_000_000
    north = ((chance >> np.uint64(36)) % np.uint64(180_000_000)).astype(np.int64) - 90_000_000
    exact = (chance >> np.uint64(1)) % np.uint64(16) + np.uint64(1)
    return tuple(
        pa.array(value, mask=nowhere).cast(pa.string()).fill_null("") for value in (east / 1e6, north / 1e6, exact)
    )


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*map(_text, parts), "")


def _text(part: pa.Array | str) -> pa.Array | str:
    return part if isinstance(part, str) else part.cast(pa.string())
