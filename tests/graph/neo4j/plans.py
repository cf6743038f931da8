"""Plans of statements as short texts: what is done in which order, and over which index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_UNSAID = {"ProduceResults", "EmptyResult", "Projection", "CacheProperties", "Argument", "Eager", "Union", "Apply"}
"""What only passes rows on."""
_INDEX = re.compile(r"(\w+\(\w+\)) WHERE")
_TYPES = re.compile(r"\[\w*:([A-Z_|]+)\]")


@dataclass(frozen=True)
class Operator:
    """One step of a plan, with what it works on and the steps it takes its rows from."""

    name: str
    details: str
    children: tuple[Operator, ...]

    def all(self) -> Iterator[Operator]:
        """The steps below it and this one, in the order in which they are done."""
        for child in self.children:
            yield from child.all()
        yield self

    @property
    def leaves(self) -> list[Operator]:
        """Where rows come from."""
        return [step for step in self.all() if not step.children]


def explained(session, statement) -> Operator:
    """The plan that the database makes for a statement, without running it."""
    return _operator(session.run(f"EXPLAIN {statement}").consume().plan)


def _operator(plan) -> Operator:
    children = tuple(map(_operator, plan.get("children", ())))
    details = " ".join(plan["args"].get("Details", "").split())
    return Operator(plan["operatorType"].removesuffix("@neo4j"), details, children)


def lines(plan: Operator) -> list[str]:
    """A plan as one line a step; what is done several times in a row is counted."""
    steps = [_shown(step) for step in plan.all() if step.name not in _UNSAID]
    counted = [(step, len(list(same))) for step, same in groupby(steps)]
    return [step if n == 1 else f"{n} x {step}" for step, n in counted]


def _shown(step: Operator) -> str:
    if step.name.startswith("DirectedRelationship"):
        return f"{step.name} by id"
    if found := _INDEX.search(step.details):
        return f"{step.name} {found[1]}"
    if "Expand" in step.name and (found := _TYPES.search(step.details)):
        return f"{step.name} {found[1] if '|' not in found[1] else 'of every predicate'}"
    if step.name.startswith("ProcedureCall"):
        return f"{step.name} {step.details.partition('(')[0]}"
    return step.name
