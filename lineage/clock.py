"""Time comes in from outside: every moment in this product is aware, UTC, and handed over by the caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from lineage.errors import BadInput

Clock = Callable[[], datetime]


def system_clock(environment: Mapping[str, str]) -> Clock:
    """The clock that jobs run by: `LINEAGE_NOW` when it is set (a date or a timestamp), else the machine's."""
    fixed = environment.get("LINEAGE_NOW")
    if fixed:
        moment = parse_moment(fixed)
        return lambda: moment
    return lambda: datetime.now(UTC)


def parse_moment(text: str) -> datetime:
    """A timestamp or date of ISO 8601 as a moment in UTC; a bare date is its midnight."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(f"'{text}' is not a date or timestamp; write 2026-11-23 or 2026-11-23T10:30:00Z.") from None


def end_of(text: str) -> datetime:
    """The last moment that `text` includes: a date means that whole day, a timestamp itself."""
    moment = parse_moment(text)
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return moment
    return moment + timedelta(days=1, microseconds=-1)


def stamp(moment: datetime) -> str:
    """A moment as it is stored and shown: `2026-11-23T10:30:00Z`; fractions only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
