"""One rate limiter in SQL, shared by all processes: SQLite on one machine, PostgreSQL for many workers.

Each bucket follows the generic cell rate algorithm (ITU-T I.371): a short burst, then even spacing, so that no window
of the published length ever holds more than the published number of requests. A pause that a source asked for
(`Retry-After`) is kept in the same table, and so outlives a restart.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Engine, Float, String, Table, func, select, update

from lineage.model.base import sha256
from lineage.sql import TABLES, AnyText, insert_once, transaction

_LIMITS = Table(
    "rate_limits",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("bucket", AnyText, nullable=False),
    Column("arrival", Float, nullable=False),
    Column("held_until", Float, nullable=False),
)
_BURST_SHARE = 0.2


@dataclass(frozen=True)
class Rate:
    """At most `requests` in any `seconds`."""

    requests: float
    seconds: float

    def scaled(self, factor: float) -> Rate:
        """The same number in a window shorter by `factor`."""
        return Rate(self.requests, self.seconds / factor)


class Limiter:
    """Hands out the moments at which requests may leave."""

    def __init__(self, engine: Engine) -> None:
        """Use the table in a database of `lineage.database.schema.open_database`."""
        self._engine = engine

    def reserve(self, source: str, bucket: str, rate: Rate, now: float, deadline: float) -> float:
        """The moment (seconds since the epoch) at which one request may leave, and book it.

        When that moment lies after `deadline` it is returned too, but nothing is booked.
        """
        burst = max(1.0, rate.requests * _BURST_SHARE)
        spacing = rate.seconds / max(1.0, rate.requests - burst)
        with transaction(self._engine) as connection:
            arrival = self._locked(connection, bucket)
            leave = max(now, arrival - (burst - 1) * spacing, self._held(connection, source, bucket))
            if leave <= deadline:
                booked = max(arrival, leave) + spacing
                connection.execute(update(_LIMITS).where(_LIMITS.c.key == _key(bucket)).values(arrival=booked))
            return leave

    def held_until(self, *buckets: str) -> float:
        """The latest moment before which nothing of these buckets may leave; 0 when none is held."""
        with transaction(self._engine) as connection:
            return self._held(connection, *buckets)

    def hold(self, bucket: str, until: float) -> None:
        """Let nothing of a bucket, or of a whole source, leave before `until`."""
        longer = update(_LIMITS).where(_LIMITS.c.key == _key(bucket), _LIMITS.c.held_until < until)
        with transaction(self._engine) as connection:
            self._locked(connection, bucket)
            connection.execute(longer.values(held_until=until))

    @staticmethod
    def _locked(connection: Connection, bucket: str) -> float:
        """The bucket's arrival; its row, made if it is new, is ours until the transaction ends."""
        arrival = select(_LIMITS.c.arrival).where(_LIMITS.c.key == _key(bucket)).with_for_update()
        found: float | None = connection.execute(arrival).scalar()
        if found is None:  # of workers that find this at once, one inserts and the others wait for its row
            insert_once(connection, _LIMITS, key=_key(bucket), bucket=bucket, arrival=0.0, held_until=0.0)
            found = connection.execute(arrival).scalar_one()
        return found

    @staticmethod
    def _held(connection: Connection, *buckets: str) -> float:
        longest = select(func.max(_LIMITS.c.held_until)).where(_LIMITS.c.key.in_(map(_key, buckets)))
        return float(connection.execute(longest).scalar() or 0.0)


def _key(bucket: str) -> str:
    return sha256(bucket.encode(errors="surrogatepass"))
