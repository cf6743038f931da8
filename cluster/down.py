"""`make cluster-down`: end what `make cluster` started, and nothing else; from any shell, also after a crash."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from cluster import family
from cluster.home import Home, Started

_SERVERS = ("postgres", "redis", "s3", "neo4j")
_PATIENCE = 30.0


def down(home: Home, tell: Callable[[str], None]) -> int:
    """End all parts, Airflow's first, for they need the servers to end well; how many processes were ended."""
    started = home.started()  # a part that was killed may have left children behind: its family is ended too
    before = family.family([*(one.process for one in started), *home.marked()])
    for group in (
        [one for one in started if one.name not in _SERVERS],
        [one for one in started if one.name in _SERVERS],
    ):
        with ThreadPoolExecutor() as threads:
            for name in threads.map(_end, group):
                tell(f"{name} ended")
    for left in home.marked():  # started, but the crash came before it was written down
        family.kill(left)
    if home.folder.exists():
        home.remember([])
    return len(before)


def _end(one: Started) -> str:
    family.end(one.process, one.polite, _PATIENCE)
    return one.name
