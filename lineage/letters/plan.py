"""A plan as people read it before they approve it: its values, its counts, and a page with every reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lineage.letters.law import LAWS
from lineage.letters.rendering import html
from lineage.letters.ways import CONTAINED, OWED, firmly, sentence
from lineage.model.obligation import Draft, Owed, Why
from lineage.model.request import Regulation, RequestId


@dataclass(frozen=True)
class Entry:
    """One obligation of the plan."""

    draft: Draft
    why: Why
    channel: str = ""
    """How the holder would be told; empty where no way is known."""
    new: bool = False
    """Whether the version before did not have it."""


@dataclass(frozen=True)
class Gap:
    """A dataset that nobody can be asked about."""

    dataset_name: str
    reason: str


@dataclass(frozen=True)
class Doubtful:
    """A statement that is too weak for a notice, left for a human to judge."""

    statement: str
    quote: str | None
    url: str | None
    reason: str
    """What makes it doubtful, in a sentence."""


@dataclass(frozen=True)
class Pruned:
    """A dataset that was left out, since a complete list of it does not have the person."""

    dataset_name: str
    searched: str
    """Which list, and from when."""
    below: tuple[str, ...] = ()
    """The names of what was left out with it, since it was made from this alone."""


@dataclass(frozen=True)
class PlanView:
    """Everything that a plan shows."""

    request: RequestId
    version: int
    on: date
    """The day on which it was frozen."""
    digest: str
    """SHA-256 of the frozen plan."""
    regulation: Regulation
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    pruned: tuple[Pruned, ...] = ()
    title: str = field(default="Plan of a deletion request")

    @property
    def holders(self) -> int:
        """How many holders would be told."""
        return len({entry.draft.holder for entry in self.entries})

    @property
    def added(self) -> list[Entry]:
        """What this version adds to the one before."""
        return [entry for entry in self.entries if entry.new]

    @property
    def datasets(self) -> list[tuple[str, list[Entry]]]:
        """The entries by dataset: where the person is listed first, then by name."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=_order):
            groups.setdefault(entry.draft.dataset, []).append(entry)
        return [(group[0].draft.dataset_name, group) for group in groups.values()]


def counts(plan: PlanView) -> list[tuple[Owed, int, int, int]]:
    """For each thing owed: how many are listed, how many may contain, and how many holders that makes."""
    rows: list[tuple[Owed, int, int, int]] = []
    for owed in OWED:
        drafts = [entry.draft for entry in plan.entries if entry.draft.owed == owed]
        listed = sum(draft.answer == "listed" for draft in drafts)
        rows.append((owed, listed, len(drafts) - listed, len({draft.holder for draft in drafts})))
    return [row for row in rows if any(row[1:])]


def page(plan: PlanView) -> str:
    """The plan as HTML, with the evidence for each obligation."""
    return html(
        "plan.html.j2", plan=plan, title=f"{plan.title}, version {plan.version}", law=LAWS[plan.regulation],
        counts=counts(plan), contained=CONTAINED, owed=OWED, sentence=sentence, firmly=firmly,
    )  # fmt: skip


def _order(entry: Entry) -> tuple[bool, str, str, str]:
    draft = entry.draft
    return draft.answer != "listed", draft.dataset_name.casefold(), draft.dataset, draft.holder_name.casefold()
