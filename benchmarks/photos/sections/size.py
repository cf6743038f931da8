"""Bytes a row of the serving files, with owners and ten memberships."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line

_BARE, _WHOLE = 25, 33.5


def measure(ground: Ground) -> Iterator[Line]:
    """Without the hashes' index and with it, and the largest files."""
    index = ground.index()
    index.close()
    have, rows = index.manifest, index.manifest.rows
    whole, hashes = sum(have.sizes.values()), have.sizes[f"{have.base}/hashes"]
    yield line("serving files without the index of hashes", (whole - hashes) / rows, "bytes a row", most=_BARE)
    yield line("serving files", whole / rows, "bytes a row", most=_WHOLE)
    for name, size in sorted(have.sizes.items(), key=lambda item: -item[1]):
        if size >= whole / 100:
            yield line(f"  {name.partition('-')[0]}/{name.rpartition('/')[2]}", size / rows, "bytes a row")
