"""DuckDB's own table, sorted by owner: it knows the least and the greatest owner of each 122,880 rows."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.photos.peers.base import FLAGS, Built, database, flagged, size


class DuckdbTable:
    """Read whole columns at a time, for the few rows of one owner."""

    name = "DuckDB's own table sorted by owner"
    owners = 60

    def build(self, data: Path, work: Path) -> Built:
        """One statement, and what was written put in order."""
        begin = time.perf_counter()
        self._database = database(work, str(work / "photos.duckdb"))
        self._database.execute(f"CREATE TABLE photos AS {flagged(data)} ORDER BY uid, photoid")
        self._database.execute("CHECKPOINT")
        taken = time.perf_counter() - begin
        rows = self._database.execute("SELECT count(*) FROM photos").fetchall()[0][0]
        return Built(taken, size(work / "photos.duckdb"), rows)

    def ask(self, owner: str) -> int:
        """The photos as columns of numpy."""
        return len(self._database.execute("SELECT * FROM photos WHERE uid = ?", [owner]).fetchnumpy()["photoid"])

    def memberships(self, owner: str) -> int:
        """The flags that are set."""
        rows = self._database.execute(f"SELECT {FLAGS} FROM photos WHERE uid = ?", [owner]).fetchall()
        return sum(map(sum, rows))

    def scale(self, data: Path) -> float:
        """All rows are there."""
        return 1.0
