"""A plan as a page: contents with counts, every obligation in a table, each holder with the evidence behind it."""

from __future__ import annotations

from lineage.letters import plan_table
from lineage.letters.law import LAWS
from lineage.letters.plan import PlanView, counts
from lineage.letters.rendering import html
from lineage.letters.states import STATES
from lineage.letters.ways import ANSWERS, CONTAINED, OWED, firmly, sentence


def page(plan: PlanView) -> str:
    """The plan as HTML, without script: what is long is folded up, and the browser's search opens it."""
    return html(
        "plan.html.j2", plan=plan, title=f"{plan.title}, version {plan.version}" if plan.version else plan.title,
        law=LAWS[plan.regulation], counts=counts(plan), columns=plan_table.COLUMNS, rows=plan_table.rows(plan.entries),
        contained=CONTAINED, answers=ANSWERS, owed=OWED, states=STATES, sentence=sentence, firmly=firmly,
    )  # fmt: skip
