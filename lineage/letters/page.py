"""The page to manage requests by: one file of HTML that names holders, and requests by their ids alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from lineage.letters.rendering import html
from lineage.letters.states import STATES, Said, Turn, unsettled, word
from lineage.model.obligation import Obligation, State
from lineage.model.request import Regulation, RequestId, RequestStatus

SOON: Final = timedelta(days=7)
SECTIONS: Final = {
    "overdue": ("Overdue", "The time to answer is over, and no final answer is on record."),
    "trouble": ("A person has to decide", "Something is in the way that nothing but a person can move."),
    "soon": ("Due within a week", "The time to answer ends soon."),
    "ours": ("Ours to do", "To approve, to send, to carry; to take out of our own index; a complaint to be sent."),
    "look": ("To be looked at", "The holder says that it is deleted; somebody has to look whether it is."),
    "theirs": ("Waiting for an answer", "The holder was told, and there is time left."),
    "settled": ("Settled", "Nothing is left to do or to wait for."),
}
"""The sections of the page in their order: name, and what lies in it."""
_BAR: Final[Sequence[Turn]] = ("done", "declined", "look", "theirs", "ours", "trouble")


_ORDER: Final = tuple(STATES)


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
    ours: bool = False
    """Whether that is ours, although nothing of it waits to be sent: a complaint lies ready, or we are the holder."""

    def section(self, now: datetime) -> str:
        """The most urgent section that the row belongs to: a key of `SECTIONS`."""
        turns = {STATES[one.state].turn for one in self.obligations}
        if "theirs" in turns and self.due and self.due < now:
            return "overdue"
        if "trouble" in turns:
            return "trouble"
        if "theirs" in turns and self.due and self.due < now + SOON:
            return "soon"
        if self.ours:
            return "ours"
        return next((turn for turn in ("ours", "look", "theirs") if turn in turns), "settled")


@dataclass(frozen=True)
class Group:
    """One holder's rows, request by request."""

    holder_name: str
    rows: tuple[HolderRow, ...]

    @property
    def obligations(self) -> int:
        """How many obligations there are: one is one dataset in one request."""
        return sum(len(row.obligations) for row in self.rows)

    @property
    def open(self) -> int:
        """How many of them are not settled."""
        return sum(unsettled(one.state) for row in self.rows for one in row.obligations)

    @property
    def states(self) -> list[tuple[str, Said, int]]:
        """How many of them stand where, in a word, with what that means."""
        counts = Counter((word(one), one.state) for row in self.rows for one in row.obligations)
        ordered = sorted(counts, key=lambda each: _ORDER.index(each[1]))
        return [(said, STATES[state], counts[said, state]) for said, state in ordered]

    @property
    def due(self) -> datetime | None:
        """When the first of them is due."""
        return min((row.due for row in self.rows if row.due), default=None)

    @property
    def next_action(self) -> str:
        """What is to be done next, where that is the same for all of them."""
        actions = {row.next_action for row in self.rows}
        return actions.pop() if len(actions) == 1 else ""


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

    def late(self, now: datetime) -> bool:
        """Whether our own time to answer the person is over, and the request goes on."""
        return (
            self.due is not None and self.due < now and self.status in (RequestStatus.OPEN, RequestStatus.IN_PROGRESS)
        )

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
    """The page as HTML: a section for each turn, in it a line for each holder that opens to what they owe."""
    rows: dict[str, list[HolderRow]] = {key: [] for key in SECTIONS}
    for row in page.rows:
        rows[row.section(page.now)].append(row)
    sections = {key: grouped(some) for key, some in rows.items()}
    answers = [one for one in page.requests if one.late(page.now)]
    open_ones = sum(unsettled(one.state) for row in page.rows for one in row.obligations)
    figures = [
        ("requests", len(page.requests), "requests"),
        ("obligations open", open_ones, "theirs"),
        ("overdue", len(sections["overdue"]) + len(answers), "overdue"),
        ("due within a week", len(sections["soon"]), "soon"),
        ("for a person to decide", len(sections["trouble"]), "trouble"),
        ("holders settled", len(sections["settled"]), "settled"),
    ]
    return html(
        "page.html.j2", page=page, sections=sections, about=SECTIONS, figures=figures, states=STATES, word=word,
        answers=answers, holders=grouped(page.rows),
    )  # fmt: skip


def grouped(rows: Iterable[HolderRow]) -> list[Group]:
    """Rows by holder: what is due first comes first, then by name."""
    of: defaultdict[str, list[HolderRow]] = defaultdict(list)
    for row in rows:
        of[row.holder_name].append(row)
    groups = [Group(name, tuple(sorted(some, key=_urgency))) for name, some in of.items()]
    return sorted(
        groups, key=lambda group: (group.due is None, group.due and group.due.isoformat(), group.holder_name.casefold())
    )


def _urgency(row: HolderRow) -> tuple[bool, str]:
    return row.due is None, row.due.isoformat() if row.due else row.request
