"""The grammar over concepts: from a path to the statement it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lineage.model.words import Predicate, Strength
from lineage.reading.words.table import table


@dataclass(frozen=True)
class Rule:
    """One row of `grammar.yaml`."""

    name: str
    predicate: Predicate
    confidence: float
    path: re.Pattern[str]
    unless: re.Pattern[str] | None
    card: bool
    making: bool

    @property
    def strength(self) -> Strength:
        """How firmly what it reads stands."""
        return Strength.MENTIONED if self.predicate is Predicate.MENTIONS else Strength.STATED


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried."""
    return tuple(
        Rule(
            row["rule"], Predicate(row["predicate"]), float(row.get("confidence", 0.6)), _compiled(row["path"]),
            _compiled(row["not"]) if "not" in row else None, "card" in row, "making" in row,
        )
        for row in table("grammar")
    )  # fmt: skip


@lru_cache(maxsize=4096)
def statement(path: str, *, card: bool, making: bool) -> Rule | None:
    """The rule that says what a path means; None where nothing does."""
    for rule in rules():
        if (rule.card and not card) or (rule.making and not making):
            continue
        if rule.path.search(path) and not (rule.unless and rule.unless.search(path)):
            return rule
    return None


def _compiled(text: str) -> re.Pattern[str]:
    def one_of(match: re.Match[str]) -> str:
        return rf"{match[1]}\[(?:[\w-]+,)*(?:{match[2]})(?:,[\w-]+)*\]"

    return re.compile(re.sub(r"\{([vn]):([\w|-]+)\}", one_of, text))
