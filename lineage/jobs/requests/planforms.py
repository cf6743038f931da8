"""The forms in which a plan is shown: in short, as a tree, with all words, as a table, its gaps; or as a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lineage.errors import BadInput
from lineage.letters import plan_table, plan_terminal
from lineage.letters.plan import Entry, PlanView
from lineage.letters.plan_page import page

Form = Literal["short", "words", "tree", "table", "gaps"]
COLUMNS = plan_table.COLUMNS


def form(*, why: bool, full: bool, table: bool, gaps: bool) -> Form:
    """How a plan is shown. Raises BadInput where several ways are asked for at once."""
    ways: dict[Form, bool] = {"words": why, "tree": full, "table": table, "gaps": gaps}
    asked = [name for name, wanted in ways.items() if wanted]
    if len(asked) > 1:
        raise BadInput("--why, --full, --table and --gaps are ways to show a plan; ask for one of them.")
    return asked[0] if asked else "short"


def as_text(view: PlanView, shown: Form) -> str:
    """A plan for the terminal in any form but the table."""
    if shown == "short":
        return plan_terminal.short(view)
    if shown == "gaps":
        return plan_terminal.gaps(view) or "Somebody can be asked about all that is reached.\n"
    return f"{plan_terminal.tree(view, whys=shown == 'words')}\n{plan_terminal.table(view)}"


def as_rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Obligations as the table has them, a row each."""
    return plan_table.rows(entries)


def as_page(view: PlanView) -> str:
    """A plan as HTML, with the evidence for every obligation."""
    return page(view)
