"""The table that is printed: what was measured, the figure, and the bound where there is one. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line."""

    what: str
    figure: str
    bound: str = ""

    def __str__(self) -> str:
        return f"  {self.what:64} {self.figure:>22}  {self.bound}".rstrip()


def line(what: str, value: float, unit: str, *, most: float | None = None, least: float | None = None) -> Line:
    """A number with its unit, and whether it keeps within its bound."""
    bound = most if least is None else least
    if bound is None:
        return Line(what, _told(value, unit))
    kept = value <= bound if least is None else value >= bound
    side = "at most" if least is None else "at least"
    return Line(what, _told(value, unit), f"{side} {_told(bound, unit)}{'' if kept else ' – MISSED'}")


def skipped(what: str, why: object) -> Line:
    """Something that could not be measured, and why."""
    return Line(what, "skipped", str(why))


def _told(value: float, unit: str) -> str:
    """Three digits, or all of a large number."""
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{float(f'{value:.3g}'):g} {unit}"
