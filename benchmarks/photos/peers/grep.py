"""`zstdcat | grep -F` over YFCC100M's own format: what somebody does who has the file and nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from benchmarks.photos.peers.base import Built, rows_of, size


class Grep:
    """The lines of one owner, without any dataset; the time is extrapolated from the lines there are to all rows."""

    name = "zstdcat | grep -F, no datasets (extrapolated)"
    owners = 3

    def build(self, data: Path, work: Path) -> Built:
        """Nothing to build."""
        self._path = data / "listing.tsv.zst"
        self._lines = self._counted("")
        return Built(0.0, size(self._path), self._lines)

    def ask(self, owner: str) -> int:
        """The lines, counted."""
        return self._counted(f"\t{owner}\t")

    def memberships(self, owner: str) -> None:
        """Not asked for."""

    def scale(self, data: Path) -> float:
        """All rows to the lines there are."""
        return rows_of(data) / self._lines

    def _counted(self, text: str) -> int:
        environment = os.environ | {"LC_ALL": "C"}
        with subprocess.Popen(["zstdcat", str(self._path)], stdout=subprocess.PIPE) as lines:
            # Not -c: the lines are wanted, as from the others.
            found = subprocess.run(
                ["grep", "-F", text] if text else ["wc", "-l"],
                stdin=lines.stdout, stdout=subprocess.PIPE, env=environment, check=False,
            ).stdout  # fmt: skip
        if lines.returncode:
            raise RuntimeError(f"zstdcat cannot read {self._path}")
        return found.count(b"\n") if text else int(found)
