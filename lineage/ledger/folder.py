"""The ledger in a folder: `runs/<run id>/{visits,readings,issues,quotes}.jsonl.gz` and `seal.json`, all in one step."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from lineage.files import create_folder_once, explained, remove_folder, write_atomically
from lineage.ledger.lines import from_files, to_files, without_quotes
from lineage.ledger.seals import SEAL, dated, from_bytes, is_run, sealed, to_bytes, unsealed
from lineage.model.run import RunId, Seal, SealedRun

_PART = re.compile(r"\..*\.part")


class FolderLedger:
    """See `lineage.ledger.base.Ledger`."""

    def __init__(self, root: Path) -> None:
        """Use `root`; it is created by the first run."""
        self._runs = root / "runs"

    def seal(self, run: SealedRun) -> bool:
        """Write the files and their seal aside, then give the whole folder its name.

        So of two workers on one run the first wins with all its files. A folder without a seal makes way.
        """
        folder = self._runs / str(run.id)
        if folder.exists() and not (folder / SEAL).exists():
            remove_folder(folder, unless=SEAL)
        if folder.exists():
            return False
        files = to_files(run)
        packed = {f"{name}.jsonl.gz": data for name, data in files.items()}
        return create_folder_once(folder, packed | {SEAL: to_bytes(sealed(run, files))})

    def seals(self, until: datetime | None = None) -> list[tuple[RunId, Seal]]:
        """Every folder with a seal, in the order of dates."""
        with explained("read", self._runs):
            folders = sorted(self._runs.iterdir()) if self._runs.exists() else []
        names = [each.name for each in folders if (each / SEAL).exists() and not each.name.startswith(".")]
        return [(run, self._read_seal(run)) for run in dated(names, until)]

    def read(self, run: RunId) -> SealedRun:
        """Read and verify one run."""
        folder = self._runs / str(run)
        if not (folder / SEAL).exists():
            raise unsealed(run)
        with explained("read", folder):
            files = {path.name.removesuffix(".jsonl.gz"): path.read_bytes() for path in folder.glob("*.jsonl.gz")}
        return from_files(run, self._read_seal(run), files)

    def cut_quotes(self, snapshot: str) -> int:
        """Rewrite the quotes files that quote the snapshot, without those quotes; raises RunIncomplete."""
        cut = 0
        for left in self._runs.glob(".*.part"):  # by a worker that was killed: it may quote the snapshot, too
            remove_folder(left)
        for path in sorted(self._runs.glob("*/quotes.jsonl.gz")):
            with explained("read", path):
                packed = path.read_bytes()
            kept, fewer = without_quotes(path.parent.name, packed, snapshot)
            if fewer:
                write_atomically(path, kept)
            cut += fewer
        return cut

    def tidy(self, before: datetime) -> int:
        """Remove the folders of runs that have no name or no seal, and lie there since before a moment."""
        with explained("read", self._runs):
            folders = list(self._runs.iterdir()) if self._runs.exists() else []
            left = [
                folder
                for folder in folders
                if (_PART.fullmatch(folder.name) or (is_run(folder.name) and not (folder / SEAL).exists()))
                and datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before
            ]
        for folder in left:
            remove_folder(folder)
        return len(left)

    def _read_seal(self, run: RunId) -> Seal:
        path = self._runs / str(run) / SEAL
        with explained("read", path):
            return from_bytes(str(run), path.read_bytes())[0]
