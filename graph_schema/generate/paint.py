"""Shapes and colours of the picture: readable on a light and on a dark page, for it brings its own ground."""

from __future__ import annotations

import html
from collections.abc import Mapping

MONO = 6.7
"""Width of a letter of the small monospaced text."""
PILL = 22

_LIGHT = {
    "ground": "#ffffff", "area": "#f4f6f9", "panel": "#ffffff", "line": "#cfd8e3", "text": "#1c2733", "dim": "#566575",
    "arrow": "#7b8a9a", "works": "#1b5fae", "works-fill": "#e5effb", "pages": "#6a44ad", "pages-fill": "#efe9fa",
    "actors": "#a04d07", "actors-fill": "#fcefdf", "flow": "#0a6f53", "flow-fill": "#dff3ea", "end": "#a33862",
    "end-fill": "#fbe7ef", "other": "#4a5866", "other-fill": "#e9edf2",
}  # fmt: skip
_DARK = {
    "ground": "#11161c", "area": "#182029", "panel": "#11161c", "line": "#344252", "text": "#e6edf3", "dim": "#9fb0c1",
    "arrow": "#8596a8", "works": "#8cc0ff", "works-fill": "#16304f", "pages": "#c9b0ff", "pages-fill": "#2d2350",
    "actors": "#ffc078", "actors-fill": "#45290b", "flow": "#7fe0bd", "flow-fill": "#0d3b2e", "end": "#ff9ec0",
    "end-fill": "#4a1a2e", "other": "#c3ced9", "other-fill": "#2a3541",
}  # fmt: skip
_FONTS = """\
text{font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;font-size:13px}
.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:11px}
.title{font-size:17px;font-weight:650}.head{font-size:13px;font-weight:650}.small{font-size:12px}
.middle{text-anchor:middle}.right{text-anchor:end}
.arrow{fill:none;stroke-width:1.5}
"""


def style() -> str:
    """The style sheet: colours by the reader's preference."""
    return f"<style>\n{_FONTS}{_colours(_LIGHT)}\n@media (prefers-color-scheme:dark){{\n{_colours(_DARK)}\n}}\n</style>"


def _colours(palette: Mapping[str, str]) -> str:
    rules = [f"text{{fill:{palette['text']}}}", f".dim{{fill:{palette['dim']}}}"]
    rules += [f".{name}{{fill:{palette[name]};stroke:{palette['line']}}}" for name in ("ground", "area", "panel")]
    rules += [f".arrow{{stroke:{palette['arrow']}}}", f".tip{{fill:{palette['arrow']}}}"]
    for name in ("works", "pages", "actors", "flow", "end", "other"):
        rules += [
            f".{name}{{fill:{palette[f'{name}-fill']};stroke:{palette[name]}}}",
            f"text.on-{name}{{fill:{palette[name]}}}",
        ]
    return "".join(rules)


def box(x: float, y: float, width: float, height: float, kind: str, *, radius: float = 10) -> str:
    """A rectangle with round corners."""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"/>'


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """One line of text."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{html.escape(words)}</text>'


def pill(x: float, y: float, words: str, kind: str) -> str:
    """A name on a coloured ground, its middle at a point."""
    width = len(words) * MONO + 18
    shape = box(x - width / 2, y - PILL / 2, width, PILL, kind, radius=PILL / 2)
    return shape + text(x, y + 4, words, f"mono middle on-{kind}")


def arrow(*points: tuple[float, float]) -> str:
    """A line through points, with a head at the last."""
    path = " ".join(f"{'L' if at else 'M'}{x:g} {y:g}" for at, (x, y) in enumerate(points))
    return f'<path class="arrow" d="{path}" marker-end="url(#tip)"/>'


def loop(x: float, top: float, bottom: float, out: float) -> str:
    """A line that leaves a panel at its right edge and comes back below."""
    bend = 16
    path = (
        f"M{x:g} {top:g}H{out - bend:g}Q{out:g} {top:g} {out:g} {top + bend:g}V{bottom - bend:g}"
        f"Q{out:g} {bottom:g} {out - bend:g} {bottom:g}H{x:g}"
    )
    return f'<path class="arrow" d="{path}" marker-end="url(#tip)"/>'


TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
    'orient="auto-start-reverse"><path class="tip" d="M0 0L10 5L0 10z"/></marker></defs>'
)


def wrapped(words: list[str], width: float) -> list[str]:
    """Words as lines of small monospaced text that fit a width."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} · {word}" if lines[-1] else word
        if len(longer) * MONO > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
