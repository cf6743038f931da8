"""A process with everything it started, also what moved to a group of its own: found through /proc, ended together."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cluster.errors import ServerFailed

LAST = 5.0  # seconds between asking those left behind to end and killing them
PAUSE = 0.05


@dataclass(frozen=True)
class Process:
    """One process; the moment of its birth tells it from a later one that got the same number."""

    pid: int
    born: int

    @classmethod
    def of(cls, pid: int) -> Process:
        """The process that has this number now."""
        row = _row(pid)
        return cls(pid, row.born if row else -1)

    def lives(self) -> bool:
        """Whether it runs still; a zombie does not."""
        row = _row(self.pid)
        return row is not None and row.born == self.born


@dataclass(frozen=True)
class _Row:
    pid: int
    parent: int
    group: int
    born: int


def _row(pid: int) -> _Row | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:  # it ended between two looks
        return None
    state, parent, group, *rest = stat.rpartition(")")[2].split()
    return None if state in "ZX" else _Row(pid, int(parent), int(group), int(rest[16]))


def family(leaders: Iterable[Process]) -> set[Process]:
    """The living among these, with all in their groups and all their descendants."""
    rows = [row for entry in Path("/proc").iterdir() if entry.name.isdigit() and (row := _row(int(entry.name)))]
    born = {row.pid: row.born for row in rows}
    # A number that belongs to somebody else by now says nothing about groups and children.
    pids = {leader.pid for leader in leaders if born.get(leader.pid, leader.born) == leader.born}
    while new := {row.pid for row in rows if row.parent in pids or row.group in pids} - pids:
        pids |= new
    return {Process(pid, born[pid]) for pid in pids if pid in born}


def end(leader: Process, polite: int = signal.SIGTERM, patience: float = 30.0) -> None:
    """End a process with its family: ask the leader, after `patience` seconds ask all, at last kill all."""
    everyone = family({leader})
    _send(polite, {leader})
    everyone = _left(everyone, leader, patience)
    _send(signal.SIGTERM, everyone)
    everyone = _left(everyone, None, LAST)
    kill(leader, everyone)


def kill(leader: Process, others: Iterable[Process] = ()) -> None:
    """Kill a process with its family at once, as a crash would; returns when all are gone."""
    everyone = {leader, *others}
    deadline = time.monotonic() + LAST
    while everyone := family(everyone):
        if time.monotonic() > deadline:
            pids = ", ".join(str(member.pid) for member in everyone)
            raise ServerFailed(f"Processes {pids} do not end, although they were killed; look at them with ps.")
        _send(signal.SIGKILL, everyone)
        time.sleep(PAUSE)


def _left(everyone: set[Process], leader: Process | None, seconds: float) -> set[Process]:
    """Who is left when the leader (without one: everybody) has ended, or the time is over."""
    deadline = time.monotonic() + seconds
    while (everyone := family(everyone)) and (leader is None or leader in everyone) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return everyone


def _send(number: int, processes: Iterable[Process]) -> None:
    for process in processes:
        if process.lives():
            with suppress(ProcessLookupError):  # it ended between the look and the signal
                os.kill(process.pid, number)
