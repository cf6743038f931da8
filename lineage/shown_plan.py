"""Plans of deletion requests, as people read them at a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lineage import console
from lineage.console import out

if TYPE_CHECKING:
    from lineage.jobs.requests.planforms import Form
    from lineage.jobs.requests.planversions import Changes
    from lineage.jobs.requests.planview import PlanView


def planned(view: PlanView, output: Path | None, shown: Form, *, as_json: bool) -> None:
    """A plan in a form, or as JSON; and as a page, where a file is named."""
    from lineage.files import write_atomically
    from lineage.jobs.requests.planforms import COLUMNS, as_page, as_rows, as_text

    if output:
        write_atomically(output, as_page(view).encode())
    if as_json:
        console.dump(view)
    elif shown == "table":
        console.table(COLUMNS, as_rows(view.entries))
    else:
        out(as_text(view, shown), end="")
    if output and not as_json:
        out(f"As a page: {output}")


def changed(changes: Changes) -> None:
    """What became of a plan, a row an obligation."""
    from lineage.jobs.requests.planforms import COLUMNS, as_rows

    out(f"Since plan {changes.since} of request {changes.request}; the newest is plan {changes.version}.")
    rows = [("added", *row) for row in as_rows(changes.added)] + [("ended", *row) for row in as_rows(changes.ended)]
    if rows:
        console.table(("change", *COLUMNS), rows)
    else:
        out("Nothing was added, and nothing of it has ended.")
