"""What planning again changes: the obligations that are new, and the older ones that these stand for. Pure.

Rows of plans are frozen. What somebody owes grows where more is owed than before, or where further photos of the person
turned up in what they hold: then a new row says so and waits for approval, and the older one keeps its own way if its
holder was told. What is only waiting for approval needs none: letters are made from what is known when they leave. What
was never sent and is asked for no more, since an edge was withdrawn or judged wrong, is set aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lineage.deletion.policy import load as load_policy
from lineage.deletion.transitions import UNSENT
from lineage.model.docket import EventKind
from lineage.model.obligation import Draft, Owed, State
from lineage.model.plan import PlanDocument

_WAITS: Final = frozenset({State.PLANNED, State.RESURFACED})
"""Whoever approves it approves what is known then."""
_NOT_SENT: Final = frozenset({State.PLANNED, State.APPROVED})
"""Nobody needs to hear that it is not asked for any more."""
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
    ids: Mapping[str, str] = field(default_factory=dict)
    """What holders and datasets are now whose ids of before are only identifiers of others, as they turned out to be
    one."""
    nobody: bool = False
    """Whether no photo of the person is known any more, in our own index or on a list: then a plan that does not ask
    for something says nothing about it."""


@dataclass(frozen=True)
class Changes:
    """What a plan changes."""

    new: list[Draft] = field(default_factory=list)
    moves: dict[int, State] = field(default_factory=dict)


def news(before: PlanDocument, now: PlanDocument, ids: Mapping[str, str]) -> News:
    """Compare what two plans were made from."""
    nobody = not now.photos and not any(each.answer == "listed" for each in now.answers.values())
    if before.photos == now.photos and before.answers == now.answers:
        return News(ids=ids, nobody=nobody)
    return News(differs=True, further=lambda dataset: _further(before, now, dataset), ids=ids, nobody=nobody)


def changes(drafts: Iterable[Draft], rows: Iterable[Row], known: News) -> Changes:
    """What becomes of the rows of earlier plans, in the order of their numbers, and what is added to them."""
    of: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    now = known.ids.get
    for row in rows:
        of[now(row.holder, row.holder), now(row.dataset, row.dataset)].append(row)
    found = Changes()
    for draft in drafts:
        _compare(draft, of.pop((draft.holder, draft.dataset), ()), known, found)
    for row in (row for left in of.values() for row in left if not known.nobody):
        if row.state in _NOT_SENT:
            found.moves[row.number] = State.NOT_APPLICABLE
    return found


def _compare(draft: Draft, rows: Sequence[Row], known: News, found: Changes) -> None:
    if not rows:
        found.new.append(draft)
        return
    row, *others = _newest(rows)
    found.moves.update((other.number, State.SUPERSEDED) for other in others if other.state in _NOT_THERE)
    by_plan = row.moved_by is EventKind.PLANNED
    if row.state is State.SUPERSEDED and not by_plan:
        return  # somebody said that another obligation stands for it
    anew = by_plan and row.state in (State.SUPERSEDED, State.NOT_APPLICABLE)  # a plan between did not ask for it
    more = _weaker(row.owed, draft.owed)
    other = row.state in _NOT_THERE and _what(row) != _what(draft)
    further = row.state not in _WAITS and row.owed != "possible" and known.further(draft.dataset)
    if anew or more or other or further:
        found.new.append(draft)
        if row.state is not State.SUPERSEDED and (anew or more or row.state in _NOT_THERE):
            found.moves[row.number] = State.SUPERSEDED


def _what(one: Row | Draft) -> tuple[str, str, str]:
    return one.holder, one.dataset, one.owed


def _newest(rows: Sequence[Row]) -> list[Row]:
    """The newest row under each id that the holder and the dataset had: the one that they were told by comes first.

    The older rows under the same ids have said what they have to say.
    """
    of: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        of[row.holder, row.dataset].append(row)
    told = sorted(of.values(), key=lambda some: (max(map(_heard, some)), some[-1].number), reverse=True)
    return [some[-1] for some in told]


def _heard(row: Row) -> int:
    """Sorts rows by whether their holder has heard of them."""
    if row.state in (State.SUPERSEDED, State.NOT_APPLICABLE):
        return 0 if row.state is State.SUPERSEDED else 1
    return 2 if row.state in _NOT_THERE else 3


def _weaker(owed: Owed, than: Owed) -> bool:
    order = load_policy().order
    return owed != than and order.index(owed) > order.index(than)


def _further(before: PlanDocument, now: PlanDocument, dataset: str) -> bool:
    known = {name for photo, _ in before.items(dataset) for name in (photo.photo_id, photo.md5) if name}
    return any(not known & {photo.photo_id, photo.md5} for photo, _ in now.items(dataset))
