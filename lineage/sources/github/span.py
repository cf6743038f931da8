"""Spans of time or size: a query with more results than GitHub gives out is cut in two, and again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

_FIRST_DAY = date(2008, 1, 1)
_LARGEST_FILE = 384 * 1024


@dataclass(frozen=True)
class Span:
    """From where to where a qualifier reaches; days count as numbers."""

    name: str
    low: int
    high: int

    @property
    def text(self) -> str:
        """The qualifier as a query has it."""
        bounds = [self._written(self.low), self._written(self.high)]
        return f"{self.name}:{'..'.join(bounds)}"

    def halves(self) -> tuple[Span, ...]:
        """Two spans that cover this one; none when it cannot be cut."""
        middle = (self.low + self.high) // 2
        return (replace(self, high=middle), replace(self, low=middle + 1)) if self.low < self.high else ()

    def _written(self, number: int) -> str:
        return date.fromordinal(number).isoformat() if self.name == "created" else str(number)


def all_days(until: str) -> Span:
    """From GitHub's first year to a day, written as in ISO 8601."""
    return Span("created", _FIRST_DAY.toordinal(), date.fromisoformat(until).toordinal())


def all_sizes() -> Span:
    """All sizes of a file that code search looks into."""
    return Span("size", 0, _LARGEST_FILE)
