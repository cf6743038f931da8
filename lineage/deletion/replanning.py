"""What planning again changes: the obligations that are new, and the older ones that these stand for. Pure.

Rows of plans are frozen. What somebody owes grows where more is owed than before, or where further photos of the person
turned up in what they hold: then a new row says so and waits for approval, and the older one keeps its own way if its
holder was told. What is only waiting for approval needs none: letters are made from what is known when they leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lineage.deletion.policy import load as load_policy
from lineage.deletion.transitions import UNSENT
from lineage.model.docket import EventKind
from lineage.model.obligation import Draft, Owed, State
from lineage.model.plan import PlanDocument

_WAITS: Final = frozenset({State.PLANNED, State.RESURFACED})
"""Whoever approves it approves what is known then."""
_NOT_THERE: Final = UNSENT | {State.UNREACHABLE}
"""Nothing of it has arrived, so another may stand for it and nobody is told twice."""


@dataclass(frozen=True)
class Row:
    """An obligation of the docket as it is compared with a new plan."""

    number: int
    holder: str
    dataset: str
    owed: Owed
    state: State
    moved_by: EventKind
    """What moved it last: a plan, or somebody."""


@dataclass(frozen=True)
class News:
    """What is known beyond the newest plan."""

    differs: bool = False
    """Whether photos of the person, or what datasets say of them, are not those of that plan."""
    further: Callable[[str], bool] = lambda _dataset: False
    """Whether a dataset has, or may have, photos of the person that it had not by that plan."""


@dataclass(frozen=True)
class Changes:
    """What a plan changes."""

    new: list[Draft] = field(default_factory=list)
    moves: dict[int, State] = field(default_factory=dict)


def news(before: PlanDocument, now: PlanDocument) -> News:
    """Compare what two plans were made from."""
    if before.photos == now.photos and before.answers == now.answers:
        return News()
    return News(differs=True, further=lambda dataset: _further(before, now, dataset))


def changes(drafts: Iterable[Draft], rows: Iterable[Row], known: News) -> Changes:
    """What becomes of the rows of earlier plans, in the order of their numbers, and what is added to them."""
    of: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        of[row.holder, row.dataset].append(row)
    found = Changes()
    for draft in drafts:
        _compare(draft, of.get((draft.holder, draft.dataset), ()), known, found)
    return found


def _compare(draft: Draft, rows: Sequence[Row], known: News, found: Changes) -> None:
    """The newest row counts: the older ones have said what they have to say."""
    if not rows:
        found.new.append(draft)
        return
    row = rows[-1]
    if row.state is State.SUPERSEDED:
        return  # somebody said that another obligation stands for it
    more = _weaker(row.owed, draft.owed)
    if more or (row.state not in _WAITS and row.owed != "possible" and known.further(draft.dataset)):
        found.new.append(draft)
        if more or row.state in _NOT_THERE:
            found.moves[row.number] = State.SUPERSEDED


def _weaker(owed: Owed, than: Owed) -> bool:
    order = load_policy().order
    return owed != than and order.index(owed) > order.index(than)


def _further(before: PlanDocument, now: PlanDocument, dataset: str) -> bool:
    known = {name for photo, _ in before.items(dataset) for name in (photo.photo_id, photo.md5) if name}
    return any(not known & {photo.photo_id, photo.md5} for photo, _ in now.items(dataset))
