"""The word tables, compiled: classes of acts, patterns of relations, signs of stance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lineage.model.words import Predicate, Strength

_WORDS = Path(__file__).parent / "words"

OBJECT, SELF, OTHER = "Ꝋ", "Ꞩ", "Ꝺ"
"""Slots in a masked sentence, written O, S and D in the tables: letters, so that they are words to a pattern."""

_NP = (
    r"(?:(?:D|S)\s*(?:dataset\s*)?(?:,|and|or|&|/|plus|as\s+well\s+as|,\s*and)\s*"
    r"|(?!(?:from|on|with|by|to|in|into|for|that|which|is|are|was|were|using|and|but|D|S|O)\b)[^\s;:O]+\s+){0,8}?"
)
_GAP = r"[^;O]{0,110}?"


@dataclass(frozen=True)
class Pattern:
    """One row of `patterns.yaml`. `card` rows count only where the text describes the thing it lies beside."""

    rule: str
    predicate: Predicate
    strength: Strength
    confidence: float
    card: bool
    regex: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All relation patterns, in the order they are tried."""
    return tuple(
        Pattern(
            row["rule"],
            Predicate(row["predicate"]),
            Strength(row["strength"]),
            row["confidence"],
            row.get("card", False),
            re.compile(_expand(row["pattern"]), re.IGNORECASE),
        )
        for row in table("patterns")
    )


@cache
def stances() -> dict[str, re.Pattern[str]]:
    """One regular expression for each stance."""
    return {
        name: re.compile("|".join(f"(?:{_expand(line)})" for line in lines), re.IGNORECASE)
        for name, lines in table("stance").items()
    }


@cache
def names() -> dict[str, frozenset[str]]:
    """The lists of `names.yaml`, folded."""
    return {key: frozenset(word.casefold() for word in words) for key, words in table("names").items()}


@cache
def classes() -> dict[str, str]:
    """Each word class as an alternation; for acts of copying also what is being done and what was done."""
    acts = table("acts")
    found = {name: _any(form for word in words for form in forms(word)) for name, words in acts.items()}
    found["copied"] = _any(f"{noun}(?:s|es)?" for noun in acts["copied"])
    found["part"] = _any(f"{noun}(?:s|es)?" for noun in acts["part"])
    for nouns in ("media", "picture"):
        found[nouns] = _any(form for noun in acts[nouns] for form in (*noun.split("/"), f"{noun.split('/')[0]}s"))
    copying = [form for word in acts["copy"] for form in forms(word)]
    found["copy.done"] = _any(form for form in copying if form.endswith("ed") or "ed " in form)
    found["copy.act"] = _any(form for form in copying if not form.endswith("ed"))
    return found


def forms(word: str) -> list[str]:
    """The forms of a verb: base, -s, -ed, -ing by the rules of English spelling, and those given after slashes."""
    base, *irregular = word.split("/")
    if re.search(r"[^aeiou]y$", base):
        return [base, *irregular, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"]
    if base.endswith("e"):
        return [base, *irregular, f"{base}s", f"{base}d", f"{base[:-1]}ing"]
    if re.search(r"(?:s|x|z|ch|sh)$", base):
        return [base, *irregular, f"{base}es", f"{base}ed", f"{base}ing"]
    double = f"{base[-1]}?" if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base) else ""
    return [base, *irregular, f"{base}s", f"{base}{double}ed", f"{base}{double}ing"]


def _any(words: Any) -> str:  # noqa: ANN401  any iterable of expressions
    unique = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(" ", r"\s+").replace("-", "-?") for word in unique) + ")"


def _expand(text: str) -> str:
    text = text.replace("{np}", _NP).replace("{gap}", _GAP)
    text = re.sub(r"\{([a-z.]+)\}", lambda match: classes()[match[1]], text)
    slots = {"O": OBJECT, "S": SELF, "D": OTHER}
    return re.sub(r"(?:(?<=\\b)|(?<![\\A-Za-z]))([OSD])(?![A-Za-z])", lambda match: slots[match[1]], text)


def table(name: str) -> Any:  # noqa: ANN401  YAML
    """One file of `words/`, by its name without ending."""
    return yaml.safe_load((_WORDS / f"{name}.yaml").read_text(encoding="utf-8"))
