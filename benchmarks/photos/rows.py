"""Invented photos as rows, each made from its place alone.

Both the time of a photo and its owner are shuffled places, so the rows are sorted by neither.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.photos.chance import Numbers, drawn, shuffled
from benchmarks.photos.history import farms, photo_ids, servers
from benchmarks.photos.people import people

SCHEMA = pa.schema(
    {
        "photoid": pa.int64(), "uid": pa.string(), "hash": pa.string(), "serverid": pa.int32(), "farmid": pa.int32(),
        "secret": pa.string(), "ext": pa.string(), "marker": pa.int8(),
    }
)  # fmt: skip
_TIME, _OWNER, _GAP, _SERVER, _SECRET, _KIND = range(6)
PURPOSES = 100
"""Purposes of one seed; those from 10 on are for members and texts."""
_AT_ONCE = 50_000
"""Addresses that are taken out of their column and hashed before the next; they take much memory."""
_ENDINGS = pa.array(["jpg", "png", "gif"])
_HEXADECIMAL = np.frombuffer(b"".join(b"%02x" % byte for byte in range(256)), "<u2")


@dataclass(frozen=True)
class World:
    """So many photos of one seed."""

    rows: int
    seed: int

    def purpose(self, number: int) -> int:
        """A purpose of this seed, for drawing."""
        return self.seed * PURPOSES + number

    def batch(self, begin: int, end: int) -> Batch:
        """The rows at places from `begin` to `end`."""
        places = np.arange(begin, end, dtype=np.uint64)
        owner = people(self.rows, self.seed).owners(shuffled(places, self.rows, self.purpose(_OWNER)))
        ranks = shuffled(places, self.rows, self.purpose(_TIME))
        return Batch(self, places, owner, photo_ids(ranks, self.rows, self.purpose(_GAP)))


@dataclass(frozen=True, eq=False)
class Batch:
    """Some rows: their places, owners (as places among all people) and photo ids."""

    world: World
    places: Numbers
    owner: NDArray[np.int64]
    photo: NDArray[np.int64]

    def drawn(self, purpose: int) -> Numbers:
        """64 random bits for each row."""
        return drawn(self.places, self.world.purpose(purpose))

    def table(self) -> pa.Table:
        """The rows by SCHEMA."""
        kind = self.drawn(_KIND)
        server = servers(self.photo, self.drawn(_SERVER))
        part = kind % np.uint64(1000)
        video = ((kind >> np.uint64(32)) % np.uint64(1000) < 8).astype(np.int8)
        names = pa.array(people(self.world.rows, self.world.seed).names)
        photo, farm = pa.array(self.photo), farms(server)
        secret, ending = hexadecimal(self.drawn(_SECRET), 5), _ENDINGS.take(pa.array((part > 990) + 0 + (part > 997)))
        url = download_urls(photo, pa.array(server), pa.array(farm), secret, ending)
        columns = [photo, names.take(pa.array(self.owner)), _hashes(url), server, farm, secret, ending, video]
        return pa.table(columns, schema=SCHEMA)


def download_urls(photo: pa.Array, server: pa.Array, farm: pa.Array, secret: pa.Array, ending: pa.Array) -> pa.Array:
    """Where each photo lay in 2014."""
    host, path = ["http://farm", _text(farm), ".staticflickr.com/"], [_text(server), "/", _text(photo), "_", secret]
    return pc.binary_join_element_wise(*host, *path, ".", ending, "")


def hexadecimal(numbers: Numbers, size: int) -> pa.Array:
    """The first `size` bytes of each number as lower-case digits."""
    return _fixed(_HEXADECIMAL[numbers.view(np.uint8).reshape(-1, 8)[:, :size]], 2 * size)


def _hashes(urls: pa.Array) -> pa.Array:
    """By hashlib, address by address: another way than that of the index, which is measured by it."""
    md5, some = hashlib.md5, (urls[at : at + _AT_ONCE] for at in range(0, len(urls), _AT_ONCE))
    digests = b"".join(b"".join([md5(url).digest() for url in part.cast(pa.binary()).to_pylist()]) for part in some)
    return _fixed(_HEXADECIMAL[np.frombuffer(digests, np.uint8)], 32)


def _fixed(characters: NDArray[np.uint16], width: int) -> pa.Array:
    rows = characters.nbytes // width
    offsets = np.arange(rows + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(characters)))


def _text(numbers: pa.Array) -> pa.Array:
    return numbers.cast(pa.string())
