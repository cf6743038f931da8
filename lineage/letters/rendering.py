"""Templates to text and to HTML. What is put in is data: it is never read as a template, as markup or as a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lineage.letters.plain import one_line, wrapped
from lineage.model.addresses import host
from lineage.model.counting import count


def text(template: str, **values: Any) -> str:  # noqa: ANN401  what templates show
    """A plain letter."""
    return wrapped(_plain().get_template(template).render(values))


def html(template: str, **values: Any) -> str:  # noqa: ANN401
    """A page without script that loads nothing."""
    return _pages().get_template(template).render(values)


@cache
def _plain() -> Environment:
    # Escaping is on so that the templates' own pieces are told from values; values are marked as safe once they are a
    # line, since plain text has no markup to escape from.
    return _environment(lambda value: value if isinstance(value, Markup) else Markup(one_line(str(value))))  # noqa: S704


@cache
def _pages() -> Environment:
    return _environment(lambda value: value if isinstance(value, Markup) else one_line(str(value)))


def _environment(finalize: Any) -> Environment:  # noqa: ANN401
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "moment": _moment, "host": host, "number": "{:,}".format, "count": count}
    return made


def day(moment: str | None) -> str:
    """The day of a moment as records write it: 2026-11-16 of 2026-11-16T12:00:00Z."""
    return (moment or "an unknown day")[: len("2026-11-16") if moment else None]


def _moment(moment: str) -> str:
    """A moment for the eye: 2026-11-16 12:00 UTC of 2026-11-16T12:00:00Z."""
    day, _, time = moment.partition("T")
    return f"{day} {time[:5]} UTC" if time else day
