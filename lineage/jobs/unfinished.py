"""Resuming: a job that was killed, or left a run unsealed, goes on at its own date instead of starting another."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from lineage.clock import parse_moment, stamp
from lineage.files import write_atomically

_FRESH = timedelta(days=3)


class Unfinished:
    """A marker file that lies there while a job of a kind is under way."""

    def __init__(self, home: Path, job: str) -> None:
        """One marker for each kind of job."""
        self._path = home / "unfinished" / f"{job}.json"

    def begin(self, date: datetime, now: datetime) -> datetime:
        """The date of the unfinished job, when it is less than three days old; else `date`, and a new marker."""
        if self._path.exists():
            begun = parse_moment(json.loads(self._path.read_bytes())["date"])
            if timedelta(0) <= now - begun <= _FRESH or begun == date:
                return begun
        write_atomically(self._path, json.dumps({"date": stamp(date)}).encode())
        return date

    @property
    def lies_there(self) -> bool:
        """Whether a job of the kind is under way, or was when its process ended."""
        return self._path.exists()

    def end(self) -> None:
        """The job is done: the next one begins anew."""
        self._path.unlink(missing_ok=True)
