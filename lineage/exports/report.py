"""The weekly report: one self-contained HTML file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lineage.model.addresses import host


@dataclass(frozen=True)
class Line:
    """One statement as the report shows it."""

    text: str
    quote: str | None
    url: str | None
    detail: str = ""
    private: bool = False
    """Whether the link leads to a private person's account, and so is withheld."""
    ours: bool = False
    """Whether the words are our catalogue's, and the link only the reference that it gives."""

    @property
    def link(self) -> str | None:
        """The address, when it is one that a reader may click."""
        return None if self.private or not host(self.url) else self.url

    @property
    def where(self) -> str:
        """Where the evidence lies, for the eye: a host, or the rest of an address that is none of the web's."""
        return host(self.url) or (self.url or "").partition(":")[2] or "the catalogue"


@dataclass(frozen=True)
class HolderLine:
    """One holder's row."""

    organization: str
    country: str
    role: str
    thing: str
    line: Line
    status: str
    certainty: str


@dataclass(frozen=True)
class Group:
    """The holders of one kind of organisation."""

    kind: str
    holders: tuple[HolderLine, ...]


@dataclass(frozen=True)
class Drawing:
    """One family with its picture."""

    root: str
    about: str
    svg: str


@dataclass(frozen=True)
class Report:
    """Everything the template shows."""

    title: str
    date: str
    note: str
    figures: Sequence[tuple[str, int]]
    first: bool
    new: Sequence[Line]
    more_new: int
    gone: Sequence[Line]
    unchecked: Sequence[Line]
    drawings: Sequence[Drawing]
    groups: Sequence[Group]
    kinds: Sequence[tuple[str, int]]
    countries: Sequence[tuple[str, int]]
    runs: Sequence[tuple[str, str, str]]
    failures: Sequence[tuple[str, str]]
    notes: Sequence[str]


def render(report: Report) -> str:
    """The report as HTML; every text is escaped, the drawings are our own SVG."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawing"] = Markup
    environment.filters["share"] = _share
    return environment.get_template("report.html.j2").render(report=report)


def _shown(value: object) -> object:
    """Scraped text without control characters, and without those that turn the reading direction around."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in value)
    return value


def _share(count: int, rows: Iterable[tuple[str, int]]) -> int:
    """A bar's length in percent of the longest."""
    return round(100 * count / max(1, *(n for _, n in rows)))
