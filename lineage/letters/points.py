"""The points of a letter: what is asked about each thing, and why; what was shown once is only pointed at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lineage.letters.grounds import Grounds, grounds
from lineage.letters.parts import Asked
from lineage.letters.things import called, things, titled
from lineage.letters.ways import firmly, sentence
from lineage.model.words import Predicate

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Reason:
    """One step of why, as a letter shows it."""

    letter: str
    statement: str
    grounds: Grounds
    firm: str
    before: str = ""
    """The point at which the same was shown already; then nothing of it is shown again."""


@dataclass(frozen=True)
class Point:
    """One thing that a letter is about."""

    asked: Asked
    title: str
    """What it is, with its name: `The paper Sparse models`."""
    used: str
    """Whose data it is said to have used, where that is all that is known of it."""
    reasons: tuple[Reason, ...]


def points(asked: Iterable[Asked]) -> tuple[Point, ...]:
    """The points of a letter, in order."""
    asked = tuple(asked)
    found = things((one.obligation, one.why) for one in asked)
    names = called(found.values())
    shown: dict[tuple[str, Grounds], str] = {}
    made = []
    for number, one in enumerate(asked, 1):
        thing = one.obligation.dataset
        title = titled(found[thing], names)
        uses = [step for step in one.why.steps if step.predicate == Predicate.USES and step.subject == thing]
        used = names[uses[-1].object] if uses else ""
        reasons = []
        for at, step in enumerate(one.why.steps):
            letter, rests, says = _LETTERS[at % len(_LETTERS)], grounds(step), sentence(step, names)
            before = shown.setdefault((says, rests), f"3.{number} ({letter})")
            mine = before == f"3.{number} ({letter})"
            reasons.append(Reason(letter, says, rests, firmly(step), "" if mine else before))
        made.append(Point(one, title, used, tuple(reasons)))
    return tuple(made)
