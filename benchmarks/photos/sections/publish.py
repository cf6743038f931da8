"""Publishing the index, for readers elsewhere: from the store to a folder."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line, skipped
from lineage.photos.store import PhotoStore

MODULE = "lineage.photos.publish"


def call(publish: Callable[..., Any], store: PhotoStore, target: Path) -> None:
    """How the function is called: change it here when it is there."""
    publish(store, target)


def measure(ground: Ground) -> Iterator[Line]:
    """Seconds, and how much was written a second; skipped without the function."""
    ground.index().close()
    try:
        publish = import_module(MODULE).publish
    except (ImportError, AttributeError) as error:
        yield skipped("publishing", error)
        return
    target, store = ground.work / "published", ground.built()
    shutil.rmtree(target, ignore_errors=True)
    begin = time.perf_counter()
    try:
        call(publish, store, target)
    except TypeError as error:
        yield skipped("publishing", f"is called otherwise: {error}")
        return
    taken = time.perf_counter() - begin
    yield line("publishing", taken, "s")
    yield line("  of the serving files", sum(store.manifest().sizes.values()) / 1e6 / taken, "MB/s")
