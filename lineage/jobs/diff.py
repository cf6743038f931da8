"""`lineage diff`: what changed between two moments of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.jobs.naming import moment
from lineage.jobs.project import compute_graph
from lineage.jobs.stores import Stores
from lineage.model.graph import Thing
from lineage.trace.diff import Difference, difference


@dataclass(frozen=True)
class DiffResult:
    """The difference, with the things it names."""

    since: str
    until: str
    difference: Difference
    things: dict[str, Thing]


def diff(stores: Stores, since: str, until: str | None = None) -> DiffResult:
    """Compare what was known at the end of `since` with what is known, or was at the end of `until`."""
    before = compute_graph(stores, until=moment(stores, since))
    after = compute_graph(stores, until=moment(stores, until) if until else None)
    things = {thing.id: thing for thing in (*before.things, *after.things)}
    return DiffResult(since, until or "now", difference(before, after), things)
