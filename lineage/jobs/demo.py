"""`lineage demo`: the whole river on bundled recordings, offline, into a fresh folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lineage.clock import Clock
from lineage.errors import BadInput
from lineage.files import make_folder, write_atomically
from lineage.jobs.crawl import CrawlOptions
from lineage.jobs.stores import Stores
from lineage.jobs.weekly import WeeklyResult, weekly
from lineage.settings import Settings

_RECORDINGS = Path(__file__).parent.parent / "demo"
_MARK = ".lineage-demo"
NOTE = (
    "This is the demo: its documents and Hub pages were written for it after public facts, some organisations are "
    "invented, and nothing in it is evidence of anything."
)


@dataclass(frozen=True)
class DemoResult:
    """Where the demo lies and what it found."""

    home: Path
    stores: Stores
    weekly: WeeklyResult


def demo(clock: Clock, into: Path, tell: Callable[[str], None]) -> DemoResult:
    """Run the main job on the recordings; an earlier demo in the same folder is replaced. Raises BadInput."""
    if into.exists() and any(into.iterdir() if into.is_dir() else [into]):
        if not (into / _MARK).exists():
            raise BadInput(f"{into} exists and is not an earlier demo; give another folder with --into.")
        shutil.rmtree(into)
    make_folder(into)
    write_atomically(into / _MARK, b"made by lineage demo; it may be deleted\n")
    environment = {"LINEAGE_SOURCE_DOCUMENTS_PATH": str(_RECORDINGS / "documents")}
    stores = Stores(Settings(home=into, environment=environment), clock)
    options = CrawlOptions(recorded=_RECORDINGS, tell=tell, sources=("documents", "huggingface"))
    return DemoResult(into, stores, weekly(stores, options, NOTE))
