"""Planning: one person among 2,000 datasets, 10,000 people, and what keeping closures between people gains."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from benchmarks.planning.family import InventedFamily, family, people
from benchmarks.planning.table import line
from lineage.deletion.planner import Planner
from lineage.deletion.policy import load

_PEOPLE = 10_000
_FRESH = 100
"""People who are planned without anything kept; the whole is that many times as long."""
_REPEATS = 7


def measure() -> Iterator[str]:
    """Seconds for families with 2,000 and with 5,000 holders.

    How many photos a person has, 1 or 1,500, does not come into it: a plan follows from which datasets list them.
    """
    for holders in (2_000, 5_000):
        yield from _of(family(holders=holders), holders)


def _of(made: InventedFamily, holders: int) -> Iterator[str]:
    gc.collect()
    gc.freeze()  # what is invented is no part of what is measured
    begin = time.process_time()
    planner = Planner(made.edges, made.things, load(), made.complete)
    built = time.process_time() - begin
    everybody = people(made, _PEOPLE)
    fresh = sum(_seconds(planner, [names], planner.forget) for names in everybody[:_FRESH]) / _FRESH
    planner.forget()
    taken = _seconds(planner, everybody)
    owed = median(len(planner.plan(names).owings) for names in everybody)
    more = people(made, _FRESH * _REPEATS, seed=3)
    warm = _seconds(planner, more) / len(more)
    alike, anew = len(set(everybody)), fresh * _PEOPLE
    yield f"the planner alone: 2,000 datasets, {len(made.edges):,} edges, {holders:,} holders; seconds of the processor"
    yield line("obligations of each person, in the middle", owed, "")
    yield line("building the planner, once for a state of the graph", built, "s")
    yield line("the first person, with nothing kept from others", fresh * 1000, "ms")
    yield line("one more person", warm * 1000, "ms")
    yield line(f"{_PEOPLE:,} people, {alike:,} of them listed differently", taken, "s")
    yield line(f"the same, each followed anew (from {_FRESH})", anew, "s")
    yield line("that is so many times as long", anew / taken, "", least=20)


def _seconds(planner: Planner, some: Sequence[frozenset[str]], before: Callable[[], None] = lambda: None) -> float:
    """How long planning these people keeps the processor busy."""
    before()
    begin = time.process_time()
    for names in some:
        planner.plan(names)
    return time.process_time() - begin
