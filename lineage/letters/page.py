"""The page to manage requests by: one file of HTML that names holders, and requests by their ids alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lineage.letters.rendering import html
from lineage.letters.states import STATES, Turn, unsettled
from lineage.model.obligation import Obligation, State
from lineage.model.request import Regulation, RequestId, RequestStatus

SOON: Final = timedelta(days=7)
SECTIONS: Final = {
    "overdue": ("Overdue", "The time to answer is over, and no final answer is on record."),
    "trouble": ("A person has to decide", "Something is in the way that nothing but a person can move."),
    "soon": ("Due within a week", "The time to answer ends soon."),
    "ours": ("Ours to send", "Planned, approved or on its way: the holder was not told yet, as far as we know."),
    "look": ("To be looked at", "The holder says that it is deleted; somebody has to look whether it is."),
    "theirs": ("Waiting for an answer", "The holder was told, and there is time left."),
    "settled": ("Settled", "Nothing is left to do or to wait for."),
}
"""The sections of the page in their order: name, and what lies in it."""
_BAR: Final[Sequence[Turn]] = ("done", "declined", "look", "theirs", "ours", "trouble")


@dataclass(frozen=True)
class HolderRow:
    """One holder in one request."""

    request: RequestId
    holder_name: str
    obligations: tuple[Obligation, ...]
    due: datetime | None
    """The last second for an answer; None where none runs."""
    last_event: str
    """What happened last, in some words that name no person."""
    last_at: str
    next_action: str
    """What is to be done next; may be a command."""

    def section(self, now: datetime) -> str:
        """The most urgent section that the row belongs to: a key of `SECTIONS`."""
        turns = {STATES[one.state].turn for one in self.obligations}
        if "theirs" in turns and self.due and self.due < now:
            return "overdue"
        if "trouble" in turns:
            return "trouble"
        if "theirs" in turns and self.due and self.due < now + SOON:
            return "soon"
        return next((turn for turn in ("ours", "look", "theirs") if turn in turns), "settled")


@dataclass(frozen=True)
class RequestRow:
    """One request."""

    id: RequestId
    status: RequestStatus
    regulation: Regulation
    opened_at: str
    due: datetime | None
    """Our own last second to answer the person."""
    standing: bool
    states: tuple[State, ...]
    """The state of each of its obligations."""

    @property
    def bar(self) -> list[tuple[Turn, int, float]]:
        """The parts of its bar: whose turn, how many, and how wide in percent."""
        counts = Counter(STATES[state].turn for state in self.states)
        return [(turn, counts[turn], round(100 * counts[turn] / len(self.states), 2)) for turn in _BAR if counts[turn]]

    @property
    def settled(self) -> int:
        """How many of its obligations are settled."""
        return sum(not unsettled(state) for state in self.states)


@dataclass(frozen=True)
class Page:
    """Everything that the page shows."""

    title: str
    now: datetime
    requests: tuple[RequestRow, ...]
    rows: tuple[HolderRow, ...]
    stopped: str = ""
    """Why nothing leaves at the moment; empty where things may leave."""
    notes: tuple[str, ...] = ()
    """What a reader should know: what could not be read, what is left out."""


def render(page: Page) -> str:
    """The page as HTML."""
    sections: dict[str, list[HolderRow]] = {key: [] for key in SECTIONS}
    for row in page.rows:
        sections[row.section(page.now)].append(row)
    open_points = sum(unsettled(one.state) for row in page.rows for one in row.obligations)
    figures = [
        ("requests", len(page.requests), "requests"),
        ("points open", open_points, "theirs"),
        ("holders overdue", len(sections["overdue"]), "overdue"),
        ("due within a week", len(sections["soon"]), "soon"),
        ("for a person to decide", len(sections["trouble"]), "trouble"),
        ("holders settled", len(sections["settled"]), "settled"),
    ]
    return html("page.html.j2", page=page, sections=sections, about=SECTIONS, figures=figures, states=STATES)
