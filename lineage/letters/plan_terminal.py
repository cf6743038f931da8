"""A plan for the terminal: in short, or as a tree. Text of others is always one line, without control characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lineage.letters.law import LAWS
from lineage.letters.plain import one_line
from lineage.letters.plan import Entry, PlanView, Pruned, counts
from lineage.letters.rendering import day
from lineage.letters.states import STATES
from lineage.letters.ways import ANSWERS, OWED, firmly, sentence, weakest
from lineage.model.obligation import State, WhyStep

_SHORT: Final = 20
"""So many lines of its tree stand in a plan in short, so that all of it fits a screen."""
_NEW: Final = 8
"""So many obligations that a version adds are named in short."""
_BRANCHES: Final = ("├─ ", "└─ ")


def short(plan: PlanView) -> str:
    """What is new, where the person is listed, how much there is beside that, and how to see it."""
    new = _new(plan)
    lines = _datasets(plan, whys=False)[: _SHORT - len(new)]
    left = len(plan.entries) - sum(line.startswith(_BRANCHES) for line in lines)
    more = [f"… and {left:,} obligations more: --full shows all, --table a row each, --why the words."] if left else []
    unasked = _branches([what] for what, _ in plan.gaps_by_kind)
    asked = ["", "Nobody to ask about (--gaps names them):", *unasked] if unasked else []
    return "\n".join([heading(plan), *new, *lines, *more, "", table(plan).rstrip(), *asked]) + "\n"


def tree(plan: PlanView, *, whys: bool = True) -> str:
    """Each dataset, the holders under it and, with `whys`, the words that lead there; then what is left open."""
    lines = [heading(plan), *_datasets(plan, whys=whys)]
    for title, rows in (
        ("Too weak for a notice, left to review", [f"{one.statement} ({one.reason})" for one in plan.doubtful]),
        ("Left out, since a complete list does not have the person", [_left_out(one) for one in plan.pruned]),
    ):
        if rows:
            lines += ["", f"{title}:", *_branches([row] for row in rows)]
    return "\n".join(lines) + f"\n{gaps(plan)}"


def gaps(plan: PlanView) -> str:
    """What a way leads to, and nobody is known who could be asked: by what is not known, each by its name."""
    lines: list[str] = []
    for what, names in plan.gaps_by_kind:
        lines += ["", f"Nobody to ask about {what}:", *_branches([name] for name in names)]
    return "".join(f"{line}\n" for line in lines)


def heading(plan: PlanView) -> str:
    """Which plan it is."""
    law = LAWS[plan.regulation].title
    frozen = f"Plan {plan.version} of request {plan.request}, frozen on {plan.on}, under {law}"
    return frozen if plan.version else plan.title


def table(plan: PlanView) -> str:
    """How many obligations of each kind, and the sums."""
    rows = [(OWED[owed], listed, may, holders) for owed, listed, may, holders in counts(plan)]
    drafts = [entry.draft for entry in plan.standing]
    listed = sum(draft.answer == "listed" for draft in drafts)
    rows.append(("all", listed, len(drafts) - listed, plan.holders))
    width = max(len(row[0]) for row in rows)
    lines = [f"{'what is owed':{width}}  listed  may contain  holders"]
    lines += [f"{what:{width}}  {a:6,}  {b:11,}  {c:7,}" for what, a, b, c in rows]
    lines.append(
        f"new since the version before: {len(plan.added):,}; nobody to ask: {len(plan.gaps):,}; "
        f"to review: {len(plan.doubtful):,}; left out: {len(plan.pruned):,}"
    )
    return "\n".join(lines) + "\n"


def _new(plan: PlanView) -> list[str]:
    """What this version adds, as far as there is room for it."""
    named = [f"{one.numbered}, {one.draft.dataset_name}: {OWED[one.draft.owed]}" for one in plan.added]
    left = len(named) - _NEW
    more = [f"… and {left:,} more: --diff shows all"] if left > 0 else []
    return [f"New in version {plan.version}:", *_branches([line] for line in named[:_NEW]), *more] if named else []


def _datasets(plan: PlanView, *, whys: bool) -> list[str]:
    lines: list[str] = []
    for name, entries in plan.datasets:
        lines.append(f"{one_line(name)}  ({ANSWERS[entries[0].draft.answer]})")
        lines += _branches([_leaf(entry)[: None if whys else 1] for entry in entries])
    return lines


def _leaf(entry: Entry) -> list[str]:
    draft, way = entry.draft, weakest(entry.why)
    moved = f" – {STATES[entry.state].word}" if entry.state and entry.state is not State.PLANNED else ""
    marks = f"{'' if entry.channel else ' – no way to them is known'}{moved}{' – NEW' if entry.new else ''}"
    first = f"{entry.numbered}: {OWED[draft.owed]}{marks}"
    if way is None:
        return [first, "named by the person"]
    return [first, *(line for step in entry.why.steps for line in _words(step)), f"weakest step: {firmly(way)}"]


def _words(step: WhyStep) -> list[str]:
    """A step as a sentence of ours, then the words that say so, where they stand, since when, and how sure that is."""
    fetched = f", fetched on {day(step.fetched_at)}" if step.fetched_at else ""
    words = f"“{step.quote}”" if step.quote else "no words are quoted"
    return [sentence(step), words, f"{step.url or 'no address'}{fetched}; {firmly(step)}"]


def _left_out(one: Pruned) -> str:
    below = ", ".join(one.below)
    return f"{one.dataset_name}: {one.searched}{f'; with it {below}' if below else ''}"


def _branches(leaves: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a tree: the first line of each leaf on a branch, the others under it; each is made one line."""
    leaves = list(leaves)
    lines: list[str] = []
    for number, (first, *rest) in enumerate(leaves, 1):
        last = number == len(leaves)
        lines.append(f"{_BRANCHES[last]}{one_line(first)}")
        lines += [f"{'  ' if last else '│ '}    {one_line(line)}" for line in rest]
    return lines
