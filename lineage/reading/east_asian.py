"""Chinese, Japanese and Korean sentences: what the clause around a name says, by its commonest words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lineage.model.words import Polarity, Predicate
from lineage.reading.words.table import table

_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CLAUSE = re.compile(r"[，、。；;！？!?\n]|(?<=[다요음임])\.\s|,\s")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Reading:
    """What a clause says of the name in it."""

    rule: str
    predicate: Predicate
    polarity: Polarity


def is_east_asian(text: str) -> bool:
    """Whether a good part of the letters are Chinese, Japanese or Korean."""
    found = 0 if text.isascii() else len(_SCRIPT.findall(text))
    return found > 0 and found * 5 > len(_LETTER.findall(text))


def read_clause(text: str, start: int, end: int) -> Reading | None:
    """What the sentence `text` says of the name at `start`; its own clause first, then the whole sentence."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    after = _CLAUSE.search(text, end)
    clause = text[begin : after.start() if after else len(text)]
    return _read(clause) or _read(text)


def _read(clause: str) -> Reading | None:
    for rule in _rules():
        if any(word in clause for word in rule.words) and not any(word in clause for word in rule.unless):
            return Reading(rule.name, rule.predicate, _polarity(clause))
    return None


def _polarity(clause: str) -> Polarity:
    if any(word in clause for word in table("east_asian")["negated"]):
        return Polarity.NEGATED
    maybe = any(word in clause for word in table("east_asian")["hypothetical"])
    return Polarity.HYPOTHETICAL if maybe else Polarity.ASSERTED


@dataclass(frozen=True)
class _Rule:
    name: str
    predicate: Predicate
    words: tuple[str, ...]
    unless: tuple[str, ...]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(row["rule"], Predicate(row["predicate"]), tuple(row["any"]), tuple(row.get("not", ())))
        for row in table("east_asian")["rules"]
    )
