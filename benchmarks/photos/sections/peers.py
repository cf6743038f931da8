"""The same question asked of other engines, each against our own answer in the same minute."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.photos.ground import Ground
from benchmarks.photos.sections.lookup import warm
from benchmarks.photos.table import Line, skipped


def measure(ground: Ground) -> Iterator[Line]:
    """For each peer what building took, a warm answer, and how many times ours that is."""
    try:
        from benchmarks.photos.peers import PEERS, asked, told
    except ImportError as error:
        yield skipped("peers", f"{error}; install the group `peers`")
        return
    index = ground.index()
    ground.serving()
    owners = ground.usual(ground.owners)
    for kind in PEERS:
        with tempfile.TemporaryDirectory(dir=ground.work) as folder:
            peer = kind()
            ours, _ = warm(index.person, owners)
            built, seconds = asked(peer, ground.data, Path(folder))
            yield Line(peer.name, f"{seconds * 1000 / ours:,.1f} times ours", told(built, seconds))
    index.close()
