"""A plan as people read it before they approve it: its values and its counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lineage.letters.ways import OWED, unknown
from lineage.model.obligation import Draft, Obligation, Owed, State, Why
from lineage.model.request import Regulation, RequestId
from lineage.model.words import ThingKind


@dataclass(frozen=True)
class Entry:
    """One obligation of the plan."""

    draft: Draft
    why: Why
    channel: str = ""
    """How the holder would be told; empty where no way is known."""
    new: bool = False
    """Whether the version before did not have it."""

    @property
    def number(self) -> int | None:
        """Its number in the docket, by which commands name it; None before a plan is frozen."""
        return self.draft.number if isinstance(self.draft, Obligation) else None

    @property
    def state(self) -> State | None:
        """Where it stands; None before a plan is frozen."""
        return self.draft.state if isinstance(self.draft, Obligation) else None

    @property
    def numbered(self) -> str:
        """Its holder with its number, as a plan lists it."""
        return self.draft.holder_name if self.number is None else f"#{self.number} {self.draft.holder_name}"


@dataclass(frozen=True)
class Gap:
    """Something that a way leads to, about which nobody can be asked."""

    name: str
    kind: ThingKind
    used: bool = False
    """Whether it is only said to have used the data."""


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
        return len({entry.draft.holder for entry in self.standing})

    @property
    def standing(self) -> list[Entry]:
        """What counts: not those for which another obligation stands."""
        return [entry for entry in self.entries if entry.state is not State.SUPERSEDED]

    @property
    def added(self) -> list[Entry]:
        """What this version adds to the one before."""
        return [entry for entry in self.entries if entry.new]

    @property
    def by_holder(self) -> list[tuple[str, list[Entry]]]:
        """The entries by holder, in the order of their shown names."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=by_name):
            groups.setdefault(entry.draft.holder, []).append(entry)
        return [(group[0].draft.holder_name, group) for group in groups.values()]

    @property
    def gaps_by_kind(self) -> list[tuple[str, list[str]]]:
        """What is not known of how many, with their names: the commonest last, as it tells the least."""
        groups: dict[tuple[ThingKind, bool], list[str]] = {}
        for gap in sorted(self.gaps, key=lambda gap: gap.name.casefold()):
            groups.setdefault((gap.kind, gap.used), []).append(gap.name)
        told = [(unknown(kind, len(names), used=used), names) for (kind, used), names in groups.items()]
        return sorted(told, key=lambda group: (len(group[1]), group[0]))

    @property
    def datasets(self) -> list[tuple[str, list[Entry]]]:
        """The entries by dataset: where the person is listed first, then by name; in each who owes most is first."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=_order):
            groups.setdefault(entry.draft.dataset, []).append(entry)
        return [(group[0].draft.dataset_name, group) for group in groups.values()]


def counts(plan: PlanView) -> list[tuple[Owed, int, int, int]]:
    """For each thing owed: how many are listed, how many may contain, and how many holders that makes."""
    rows: list[tuple[Owed, int, int, int]] = []
    for owed in OWED:
        drafts = [entry.draft for entry in plan.standing if entry.draft.owed == owed]
        listed = sum(draft.answer == "listed" for draft in drafts)
        rows.append((owed, listed, len(drafts) - listed, len({draft.holder for draft in drafts})))
    return [row for row in rows if any(row[1:])]


def by_name(entry: Entry) -> tuple[str, str, str, int]:
    """Sorts by the shown name of the holder, then of the dataset."""
    draft = entry.draft
    return draft.holder_name.casefold(), draft.holder, draft.dataset_name.casefold(), entry.number or 0


def _order(entry: Entry) -> tuple[bool, str, str, int, str]:
    draft = entry.draft
    most = list(OWED).index(draft.owed)
    return draft.answer != "listed", draft.dataset_name.casefold(), draft.dataset, most, draft.holder_name.casefold()
