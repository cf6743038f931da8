"""Planning: one person among 2,000 datasets, 10,000 people, and what keeping closures between people gains."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.planning.family import InventedFamily, family, people
from benchmarks.timing import each
from lineage.deletion.planner import Planner
from lineage.deletion.policy import load

_PEOPLE = 10_000
_FRESH = 100
"""People who are planned without anything kept; the whole is that many times as long."""
_REPEATS = 7


def measure() -> Iterator[tuple[str, str]]:
    """Seconds for families with 2,000 and with 5,000 holders.

    How many photos a person has, 1 or 1,500, does not come into it: a plan follows from which datasets list them.
    """
    for holders in (2_000, 5_000):
        yield from _of(family(holders=holders), holders)


def _of(made: InventedFamily, holders: int) -> Iterator[tuple[str, str]]:
    begin = time.perf_counter()
    planner = Planner(made.edges, made.things, load(), made.complete)
    built = time.perf_counter() - begin
    everybody = people(made, _PEOPLE)
    fresh = _fresh(planner, everybody[:_FRESH])
    planner.forget()
    begin = time.perf_counter()
    plans = [planner.plan(names) for names in everybody]
    taken = time.perf_counter() - begin
    owed = median(len(plan.owings) for plan in plans)
    warm = median(each(planner.plan, people(made, _FRESH * _REPEATS, seed=3)))
    yield (
        f"2,000 datasets, {len(made.edges):,} edges, {holders:,} holders",
        f"{owed:.0f} obligations each, in the middle",
    )
    yield "building the planner, once for a state of the graph", f"{built:.2f} s"
    yield "the first person, with nothing kept from others", f"{median(fresh) * 1000:.1f} ms"
    yield "one more person", f"{warm * 1000:.2f} ms"
    alike = len(set(everybody))
    yield f"{_PEOPLE:,} people, {alike:,} of them listed differently", f"{taken:.2f} s"
    anew = sum(fresh) / len(fresh) * _PEOPLE
    yield f"the same, each followed anew (from {_FRESH})", f"{anew:.0f} s ({anew / taken:.0f} times as long)"


def _fresh(planner: Planner, some: Sequence[frozenset[str]]) -> list[float]:
    """Seconds for each person when nothing of the others is kept."""

    def plan(names: frozenset[str]) -> None:
        planner.forget()
        planner.plan(names)

    return each(plan, some)
