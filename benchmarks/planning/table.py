"""The lines that are printed: what was measured, the figure, and whether it keeps within its bound. Pure."""

from __future__ import annotations


def line(what: str, value: float, unit: str, *, most: float | None = None, least: float | None = None) -> str:
    """A number with its unit and, where there is a bound, whether it is kept."""
    told = f"  {what:62} {_told(value, unit):>14}"
    if most is not None:
        return f"{told}  at most {_told(most, unit)}: {'ok' if value <= most else 'MISSED'}"
    if least is not None:
        return f"{told}  at least {_told(least, unit)}: {'ok' if value >= least else 'MISSED'}"
    return told


def _told(value: float, unit: str) -> str:
    """Three digits, or all of a large number."""
    number = f"{value:,.0f}" if value >= 1000 else f"{float(f'{value:.3g}'):g}"
    return f"{number} {unit}".strip()
