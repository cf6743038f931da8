"""One rate limiter in SQL, shared by all processes: SQLite on one machine, PostgreSQL for many workers.

Each bucket follows the generic cell rate algorithm (ITU-T I.371): a short burst, then even spacing, so that no window
of the published length ever holds more than the published number of requests. A pause that a source asked for
(`Retry-After`) is kept in the same table, and so outlives a restart.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
    update,
)

from lineage.sql import open_database, transaction

_METADATA = MetaData()
_LIMITS = Table(
    "rate_limits",
    _METADATA,
    Column("bucket", String, primary_key=True),
    Column("arrival", Float, nullable=False, default=0.0),
    Column("held_until", Float, nullable=False, default=0.0),
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


def open_limits(url: str) -> Engine:
    """An engine on the limits table, created where it is missing. Raises ArchiveUnavailable."""
    return open_database(url, _METADATA)


class Limiter:
    """Hands out the moments at which requests may leave."""

    def __init__(self, engine: Engine) -> None:
        """Use a table opened by `open_limits`."""
        self._engine = engine

    def reserve(self, source: str, bucket: str, rate: Rate, now: float, deadline: float) -> float:
        """The moment (seconds since the epoch) at which one request may leave, and book it.

        When that moment lies after `deadline` it is returned too, but nothing is booked.
        """
        burst = max(1.0, rate.requests * _BURST_SHARE)
        spacing = rate.seconds / max(1.0, rate.requests - burst)
        with transaction(self._engine) as connection:
            row = connection.execute(
                select(_LIMITS.c.arrival).where(_LIMITS.c.bucket == bucket).with_for_update()
            ).first()
            if row is None:
                connection.execute(insert(_LIMITS).values(bucket=bucket, arrival=0.0, held_until=0.0))
            arrival = float(row.arrival) if row else 0.0
            leave = max(now, arrival - (burst - 1) * spacing, self._held(connection, source, bucket))
            if leave <= deadline:
                booked = max(arrival, leave) + spacing
                connection.execute(update(_LIMITS).where(_LIMITS.c.bucket == bucket).values(arrival=booked))
            return leave

    def held_until(self, *buckets: str) -> float:
        """The latest moment before which nothing of these buckets may leave; 0 when none is held."""
        with transaction(self._engine) as connection:
            return self._held(connection, *buckets)

    @staticmethod
    def _held(connection: Connection, *buckets: str) -> float:
        return float(
            connection.execute(select(func.max(_LIMITS.c.held_until)).where(_LIMITS.c.bucket.in_(buckets))).scalar()
            or 0.0
        )

    def hold(self, bucket: str, until: float) -> None:
        """Let nothing of a bucket, or of a whole source, leave before `until`."""
        with transaction(self._engine) as connection:
            held = connection.execute(
                select(_LIMITS.c.held_until).where(_LIMITS.c.bucket == bucket).with_for_update()
            ).scalar()
            if held is None:
                connection.execute(insert(_LIMITS).values(bucket=bucket, arrival=0.0, held_until=until))
            elif held < until:
                connection.execute(update(_LIMITS).where(_LIMITS.c.bucket == bucket).values(held_until=until))
