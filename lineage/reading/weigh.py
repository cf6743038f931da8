"""What a sentence most likely says where no rule of the grammar is sure: its signs, weighed.

A multinomial logistic regression over the signs of `syntax.signs`; `words/weights.json` holds what
`benchmarks.reading.fit` learnt from sentences written for it. Every weight can be read there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WEIGHTS = Path(__file__).parent / "words" / "weights.json"


@dataclass(frozen=True)
class Scale:
    """One question with its possible answers, and for each sign how much it speaks for each answer, in hundredths.

    Whole numbers: signs come in sets, whose order differs between processes, and a reading must not.
    """

    answers: tuple[str, ...]
    weights: Mapping[str, Sequence[int]]

    def weigh(self, signs: Iterable[str]) -> dict[str, float]:
        """The probability of each answer; they sum to 1."""
        sums = self._sums(signs)
        top = max(sums)
        parts = [math.exp((value - top) / _WHOLE) for value in sums]
        whole = sum(parts)
        return {answer: part / whole for answer, part in zip(self.answers, parts, strict=True)}

    def tally(self, signs: Iterable[str]) -> int:
        """All weight on the scale of one answer by which one of many things is chosen: the one with the most."""
        (total,) = self._sums(signs)
        return total

    def _sums(self, signs: Iterable[str]) -> list[int]:
        found = filter(None, map(self.weights.get, signs))
        return list(map(sum, zip(*found, strict=True))) or [0] * len(self.answers)


def hundredths(weight: float) -> int:
    """A weight as scales have it."""
    return round(_WHOLE * float(weight))


_WHOLE = 100


@cache
def scale(question: str) -> Scale:
    """The scale of one question: `predicate`, `kind`, `sense`, `candidate`, `subject` (one is chosen) or `about`."""
    return _scales()[question]


@cache
def _scales() -> dict[str, Scale]:
    tables = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return {question: Scale(tuple(table["answers"]), table["signs"]) for question, table in tables.items()}
