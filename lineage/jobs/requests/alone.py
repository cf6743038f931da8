"""Only one process sends at a time: so an intent without a result is the sign of a crash, never of a colleague."""

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
    make_folder(stores.home)
    path = stores.home / ".sending"
    with explained("write", path), path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadInput(_BUSY) from None
        yield
