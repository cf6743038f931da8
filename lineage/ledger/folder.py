"""The ledger in a folder: `runs/<run id>/{visits,readings,issues,quotes}.jsonl.gz`, and `seal.json` written last."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from lineage.errors import BadInput, RunIncomplete, SchemaBehind
from lineage.files import create_once, explained, write_atomically
from lineage.ledger.lines import from_files, pack, to_files, unpack
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
        """Write all files, then the seal; a run without a seal is invisible and simply written again."""
        folder = self._runs / str(run.id)
        if (folder / _SEAL).exists():
            return False
        files = to_files(run)
        for name, data in files.items():
            write_atomically(folder / f"{name}.jsonl.gz", data)
        sealed = {name: sha256(data) for name, data in files.items() if name != "quotes"}
        return create_once(
            folder / _SEAL, canonical(run.seal.model_copy(update={"files": sealed}).model_dump(mode="json"))
        )

    def seals(self, until: datetime | None = None) -> list[tuple[RunId, Seal]]:
        """Every folder with a seal, in the order of dates."""
        found = []
        with explained("read", self._runs):
            folders = sorted(self._runs.iterdir()) if self._runs.exists() else []
        for folder in folders:
            if (folder / _SEAL).exists():
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
        """Rewrite the quotes files that quote the snapshot, without those quotes."""
        cut = 0
        for path in sorted(self._runs.glob("*/quotes.jsonl.gz")):
            rows = unpack(path.read_bytes())
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
            seal = Seal.model_validate_json(text)
        except ValidationError:
            raise RunIncomplete(
                f"Run {folder.name} is damaged: its seal.json ({len(text)} bytes) cannot be read. Restore it from a "
                "backup, or move the run's folder away to go on without it."
            ) from None
        if seal.format > _FORMAT:
            raise SchemaBehind(
                f"Run {folder.name} was written by a newer version (format {seal.format}); upgrade lineage."
            )
        return seal
