"""The ledger in a folder: `runs/<run id>/{visits,readings,issues,quotes}.jsonl.gz` and `seal.json`, all in one step."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from lineage.errors import BadInput, RunIncomplete, SchemaBehind
from lineage.files import create_folder_once, explained, remove_folder, write_atomically
from lineage.ledger.lines import from_files, pack, to_files, unpack_quotes
from lineage.model.base import canonical, sha256
from lineage.model.run import RunId, Seal, SealedRun

_SEAL = "seal.json"
_FORMAT = 1


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
        if folder.exists() and not (folder / _SEAL).exists():
            remove_folder(folder, unless=_SEAL)
        if folder.exists():
            return False
        files = to_files(run)
        sealed = {name: sha256(data) for name, data in files.items() if name != "quotes"}
        seal = run.seal.model_copy(update={"files": sealed})
        packed = {f"{name}.jsonl.gz": data for name, data in files.items()}
        return create_folder_once(folder, packed | {_SEAL: canonical(seal.model_dump(mode="json"))})

    def seals(self, until: datetime | None = None) -> list[tuple[RunId, Seal]]:
        """Every folder with a seal, in the order of dates."""
        found = []
        with explained("read", self._runs):
            folders = sorted(self._runs.iterdir()) if self._runs.exists() else []
        for folder in folders:
            if (folder / _SEAL).exists() and not folder.name.startswith("."):
                run_id = RunId.parse(folder.name)
                if until is None or run_id.date <= until:
                    found.append((run_id, self._read_seal(folder)))
        return sorted(found, key=lambda entry: (entry[0].date, entry[0].source, entry[0].shard))

    def read(self, run: RunId) -> SealedRun:
        """Read and verify one run."""
        folder = self._runs / str(run)
        if not (folder / _SEAL).exists():
            raise BadInput(f"No sealed run {run}; `lineage doctor` lists the runs there are.")
        with explained("read", folder):
            files = {path.name.removesuffix(".jsonl.gz"): path.read_bytes() for path in folder.glob("*.jsonl.gz")}
        return from_files(run, self._read_seal(folder), files)

    def cut_quotes(self, snapshot: str) -> int:
        """Rewrite the quotes files that quote the snapshot, without those quotes; raises RunIncomplete."""
        cut = 0
        for left in self._runs.glob(".*.part"):  # by a worker that was killed: it may quote the snapshot, too
            remove_folder(left)
        for path in sorted(self._runs.glob("*/quotes.jsonl.gz")):
            with explained("read", path):
                packed = path.read_bytes()
            rows = unpack_quotes(path.parent.name, packed)
            kept = [row for row in rows if row["snapshot"] != snapshot]
            if len(kept) < len(rows):
                cut += len(rows) - len(kept)
                write_atomically(path, pack(kept))
        return cut

    @staticmethod
    def _read_seal(folder: Path) -> Seal:
        with explained("read", folder / _SEAL):
            text = (folder / _SEAL).read_bytes()
        try:
            values = json.loads(text)
            newer = values["format"] > _FORMAT
            seal = None if newer else Seal.model_validate(values)
        except (ValueError, KeyError, TypeError):
            raise RunIncomplete(
                f"Run {folder.name} is damaged: its seal.json ({len(text)} bytes) cannot be read. Restore it from a "
                "backup, or move the run's folder away to go on without it."
            ) from None
        if seal is None:
            raise SchemaBehind(
                f"Run {folder.name} was written by a newer version (format {values['format']}); upgrade lineage."
            )
        if seal.run != folder.name:
            raise RunIncomplete(
                f"Run {folder.name} is damaged: its seal.json is that of {seal.run}; rename the folder."
            )
        return seal
