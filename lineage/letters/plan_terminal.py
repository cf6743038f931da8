"""A plan for the terminal: a tree and a table. Text of others is always one line, without control characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lineage.letters.law import LAWS
from lineage.letters.plain import one_line
from lineage.letters.plan import Entry, PlanView, Pruned, counts
from lineage.letters.ways import OWED, firmly, sentence, weakest

_ANSWERS: Final = {"listed": "listed", "may_contain": "may contain"}


def tree(plan: PlanView, *, whys: bool = True) -> str:
    """Each dataset, the holders under it and, with `whys`, the way that leads there."""
    law = LAWS[plan.regulation].title
    frozen = f"Plan {plan.version} of request {plan.request}, frozen on {plan.on}, under {law}"
    lines = [frozen if plan.version else plan.title]
    for name, entries in plan.datasets:
        lines.append(f"{one_line(name)}  ({_ANSWERS[entries[0].draft.answer]})")
        lines += _branches([_leaf(entry)[: None if whys else 1] for entry in entries])
    blocks: list[tuple[str, Sequence[str]]] = [
        ("Nobody to ask", [f"{gap.dataset_name}: {gap.reason}" for gap in plan.gaps]),
        ("Too weak for a notice, left to review", [f"{one.statement} ({one.reason})" for one in plan.doubtful]),
        ("Left out, since a complete list does not have the person", [_left_out(one) for one in plan.pruned]),
    ]
    for title, rows in blocks:
        if rows:
            lines += ["", f"{title}:", *_branches([row] for row in rows)]
    return "\n".join(lines) + "\n"


def table(plan: PlanView) -> str:
    """How many obligations of each kind, and the sums."""
    rows = [(OWED[owed], listed, may, holders) for owed, listed, may, holders in counts(plan)]
    drafts = [entry.draft for entry in plan.entries]
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


def _leaf(entry: Entry) -> list[str]:
    draft, way = entry.draft, weakest(entry.why)
    marks = f"{'' if entry.channel else ' – no way to them is known'}{' – NEW' if entry.new else ''}"
    first = f"{draft.holder_name}: {OWED[draft.owed]}{marks}"
    if way is None:
        return [first, "named by the person"]
    return [first, *map(sentence, entry.why.steps), f"weakest step: {firmly(way)}"]


def _left_out(one: Pruned) -> str:
    below = ", ".join(one.below)
    return f"{one.dataset_name}: {one.searched}{f'; with it {below}' if below else ''}"


def _branches(leaves: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a tree: the first line of each leaf on a branch, the others under it; each is made one line."""
    leaves = list(leaves)
    lines: list[str] = []
    for number, (first, *rest) in enumerate(leaves, 1):
        last = number == len(leaves)
        lines.append(f"{'└─' if last else '├─'} {one_line(first)}")
        lines += [f"{'  ' if last else '│ '}    {one_line(line)}" for line in rest]
    return lines
