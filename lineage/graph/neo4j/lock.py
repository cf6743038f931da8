"""One loader at a time: a lock in the database with an owner and an expiry, renewed with every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from lineage.errors import GraphUnavailable
from lineage.graph.neo4j.statements import statement

LEASE = 60.0
"""Seconds after which the lock of a loader that was killed is free."""


@dataclass(frozen=True)
class Lock:
    """A lock as one owner sees it. The database's clock decides, so loaders need not agree on theirs.

    It has several names when its owner works in several transactions at once: each renews one of them, and nobody gets
    the lock before all of them are free.
    """

    names: tuple[str, ...]
    owner: str
    lease: float = LEASE

    def part(self, number: int) -> Lock:
        """The lock of one name."""
        return replace(self, names=(self.names[number],))

    def acquire(self, tx: neo4j.ManagedTransaction) -> bool:
        """Get it when it is free, expired or one's own; whether that was so."""
        return tx.run(statement("acquire_lock"), self._values).single() is not None

    def renew(self, tx: neo4j.ManagedTransaction) -> None:
        """Keep it, in the transaction of the batch it protects. Raises GraphUnavailable when it went to another."""
        if tx.run(statement("renew_lock"), self._values).single() is None:
            raise GraphUnavailable(self._taken(tx))

    @contextmanager
    def held(self, session: neo4j.Session, sleep: Callable[[float], None]) -> Iterator[None]:
        """Hold it for a while; given back whatever happens, or it expires. Raises GraphUnavailable."""
        self.wait(session, sleep)
        try:
            yield
        except BaseException:
            with suppress(DriverError, Neo4jError):
                self.release(session)
            raise
        self.release(session)

    def wait(self, session: neo4j.Session, sleep: Callable[[float], None], patience: float | None = None) -> None:
        """Get it, waiting until a loader that was killed cannot hold it any more. Raises GraphUnavailable."""
        left = 1.5 * self.lease if patience is None else patience
        while not session.execute_write(self.acquire):
            if left <= 0:
                raise GraphUnavailable(session.execute_read(self._taken))
            sleep(min(1.0, left))
            left -= 1.0

    def release(self, session: neo4j.Session) -> None:
        """Give it back, if it is one's own still."""
        session.run(statement("release_lock"), names=self.names, owner=self.owner).consume()

    @property
    def _values(self) -> dict[str, Any]:
        return {"names": self.names, "owner": self.owner, "lease": round(self.lease * 1000)}

    def _taken(self, tx: neo4j.ManagedTransaction) -> str:
        rows = list(tx.run(statement("get_lock"), names=self.names))
        row = max(rows, key=itemgetter("remaining"), default=None)
        who = f"{row['owner']} (for {max(0, row['remaining']) / 1000:.0f} s more)" if row else "another loader"
        return f"The graph is being loaded by {who}; run `lineage project` again when that is done."
