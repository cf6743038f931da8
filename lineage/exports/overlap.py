"""How datasets overlap, as a picture: of the photos of each row's dataset, the share that each column's dataset has."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

_CELL, _LEFT, _TOP, _RIGHT = 62, 230, 170, 120
_INK, _SOFT, _LINE = "#1d2433", "#5d6780", "#dfe3ec"
_LONGEST = 30
_POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"


@dataclass(frozen=True)
class Overlap:
    """Datasets and the photos they share; `shared[i][j]` are in both, `shared[i][i]` in one."""

    title: str
    about: str
    names: Sequence[str]
    shared: Sequence[Sequence[int]]


def page(overlap: Overlap) -> str:
    """A page that stands alone, with the picture and how to read it."""
    title, about = html.escape(overlap.title), html.escape(overlap.about)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"{_POLICY}"
        f"<title>{title}</title><style>body{{margin:2rem;font:15px/1.5 system-ui,sans-serif;color:{_INK}}}"
        f"p{{max-width:80ch;color:{_SOFT}}}svg{{max-width:100%;height:auto}}</style></head><body>"
        f"<h1>{title}</h1><p>{about}</p>{svg(overlap)}"
        "<p>Each row is a dataset. A cell says how many of its photos the dataset of the column has too; the darker it "
        "is, the larger is their share of the row. On the diagonal stands how many photos a dataset has.</p>"
        "</body></html>\n"
    )


def svg(overlap: Overlap) -> str:
    """The picture alone."""
    count = len(overlap.names)
    width, height = _LEFT + count * _CELL + _RIGHT, _TOP + count * _CELL + 20
    label = html.escape(f"{overlap.title}: {count} datasets")
    heads = [_head(name, at) for at, name in enumerate(overlap.names)]
    cells = [_cell(overlap, row, column) for row in range(count) for column in range(count) if overlap.shared[row][row]]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{label}" font-family="system-ui, sans-serif" font-size="12.5">'
        + "".join(heads + cells)
        + "</svg>"
    )


def _head(name: str, at: int) -> str:
    shown = html.escape(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…")
    middle = at * _CELL + _CELL / 2
    x = _LEFT + middle
    return (
        f'<text x="{_LEFT - 10}" y="{_TOP + middle + 4:.0f}" text-anchor="end" fill="{_INK}">{shown}</text>'
        f'<text transform="translate({x:.0f} {_TOP - 10}) rotate(-45)" fill="{_INK}">{shown}</text>'
    )


def _cell(overlap: Overlap, row: int, column: int) -> str:
    both, whole = overlap.shared[row][column], overlap.shared[row][row]
    share = both / whole
    same = row == column
    fill = "#14203a" if same else _shade(share)
    ink = "#fff" if same or share > 0.55 else _INK
    x, y = _LEFT + column * _CELL, _TOP + row * _CELL
    names = f"{overlap.names[row]} and {overlap.names[column]}: {both:,} photos, {share:.1%} of the first"
    title = html.escape(f"{overlap.names[row]}: {both:,} photos" if same else names)
    text = _short(both) if both else "–"
    return (
        f'<g><title>{title}</title><rect x="{x}" y="{y}" width="{_CELL - 2}" height="{_CELL - 2}" rx="4" fill="{fill}" '
        f'stroke="{_LINE}"/><text x="{x + _CELL / 2 - 1:.0f}" y="{y + _CELL / 2 + 3:.0f}" text-anchor="middle" '
        f'fill="{ink if both else _SOFT}">{text}</text></g>'
    )


def _shade(share: float) -> str:
    """From paper to blue; small shares can be told from none."""
    depth = share**0.5
    red, green, blue = (round(255 + (end - 255) * depth) for end in (36, 87, 197))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _short(number: int) -> str:
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= 0.9995 * size:
            return f"{number / size:.3g}{letter}"
    return str(number)
