"""Adding the ten lists, the longest last: from finding out what each is to an index that has it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from benchmarks.photos.driving import add, forget_lists
from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line

_SECONDS = 4
"""For the longest: 14 million members of 100 million rows."""


def measure(ground: Ground) -> Iterator[Line]:
    """Seconds of each list, in an index that had none."""
    ground.built()
    forget_lists(ground.folder)
    for at, path in enumerate(ground.lists):
        os.sync()  # a list waits for its own files, not for those of the build before
        begin = time.perf_counter()
        members = add(ground.folder, path)
        taken = time.perf_counter() - begin
        bound = _SECONDS if path == ground.lists[-1] else None
        found = ground.built().manifest().columns[at].photos
        if found != members:
            raise RuntimeError(f"{path.name} has {members:,} photos of these rows, the index has {found:,} of them")
        yield line(f"list of {members:,} members added", taken, "s", most=bound)
