"""The word tables: one YAML file each, and the forms that English spelling gives a word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


@cache
def names() -> dict[str, frozenset[str]]:
    """The lists of `names.yaml`, folded."""
    return {key: frozenset(word.casefold() for word in words) for key, words in table("names").items()}


@cache
def table(name: str) -> Any:  # noqa: ANN401  YAML
    """One file of `words/`, by its name without ending; every scalar is a text, for "on" and "no" are words here."""
    return yaml.load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  plain


@cache
def typed_table(name: str) -> Any:  # noqa: ANN401  YAML
    """One file of `words/` whose scalars are what YAML takes them for."""
    return yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def forms(word: str) -> list[tuple[str, str]]:
    """The forms of a verb with what they are: `base`, `s`, `past`, `ed` (participle, mostly also past), `ing`.

    By the rules of English spelling; those that do not follow them are given after slashes and tell by their ends.
    """
    base, *given = word.split("/")
    kinds = [_kind(form, base) for form in given]
    if kinds.count("ed") > 1 and given[kinds.index("ed")] != base:  # took, taken: the first is no participle
        kinds[kinds.index("ed")] = "past"
    found = [(base, "base"), *zip(given, kinds, strict=True)]
    if re.search(r"[^aeiou]y$", base):
        return [*found, (f"{base[:-1]}ies", "s"), (f"{base[:-1]}ied", "ed"), (f"{base}ing", "ing")]
    if base.endswith("e"):
        return [*found, (f"{base}s", "s"), (f"{base}d", "ed"), (f"{base[:-1]}ing", "ing")]
    if re.search(r"(?:s|x|z|ch|sh)$", base):
        return [*found, (f"{base}es", "s"), (f"{base}ed", "ed"), (f"{base}ing", "ing")]
    found += [(f"{base}s", "s"), (f"{base}ed", "ed"), (f"{base}ing", "ing")]
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base):
        found += [(f"{base}{base[-1]}ed", "ed"), (f"{base}{base[-1]}ing", "ing")]
    return found


def _kind(form: str, base: str) -> str:
    if form.endswith("ing") and form != base:
        return "ing"
    return "s" if form.endswith("s") and not base.endswith("s") else "ed"


def plurals(word: str) -> list[tuple[str, bool]]:
    """A noun and its plural, each with whether it is the plural."""
    base, *given = word.split("/")
    if given:
        return [(base, False), *((form, True) for form in given)]
    if re.search(r"[^aeiou]y$", base):
        return [(base, False), (f"{base[:-1]}ies", True)]
    if re.search(r"(?:s|x|z|ch|sh)$", base):
        return [(base, False), (f"{base}es", True)]
    return [(base, False), (f"{base}s", True)]
