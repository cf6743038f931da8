"""What only one process does at a time: sending, so that an intent without a result is the sign of a crash; opening."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lineage.errors import BadInput
from lineage.files import explained, make_folder
from lineage.jobs.stores import Stores
from lineage.sql import held

_SENDING: Final = 0x73656E64
_OPENING: Final = 0x6F70656E
_BUSY: Final = "Another process is sending at this moment; wait for it, then run the same command again."


@contextmanager
def alone(stores: Stores) -> Iterator[None]:
    """Send alone, on this machine or, with a database server, everywhere. Raises BadInput while somebody else does."""
    if stores.database.dialect.name == "postgresql":
        with held(stores.database, _SENDING) as mine:
            if not mine:
                raise BadInput(_BUSY)
            yield
        return
    with _file(stores, ".sending", fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def in_turn(stores: Stores) -> Iterator[None]:
    """Open requests one after the other: who looks whether the same person asked before sees all who did."""
    if stores.database.dialect.name == "postgresql":
        with held(stores.database, _OPENING, wait=True):
            yield
        return
    with _file(stores, ".opening", fcntl.LOCK_EX):
        yield


@contextmanager
def _file(stores: Stores, name: str, how: int) -> Iterator[None]:
    make_folder(stores.home)
    path = stores.home / name
    with explained("write", path), path.open("w") as file:
        try:
            fcntl.flock(file, how)
        except BlockingIOError:
            raise BadInput(_BUSY) from None
        yield
