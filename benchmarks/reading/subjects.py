"""Of whom labelled statements are made, as examples to learn from: each name that stands near, and whether it is he.

A label's subject is the artefact if it is like any of its names (by 0.85, as ../shared/labelled/score.py has it).
Statements whose subject is none of the names near them do not teach whom to choose.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.bank import Item, one_id
from benchmarks.reading.instances import documents, quoted
from lineage.model.words import Predicate
from lineage.reading.claimants import Claimant, about_signs, claimants
from lineage.reading.finding import FIRM
from lineage.reading.lexicon import Lexicon
from lineage.reading.scene import Scene


@dataclass(frozen=True)
class Statement:
    """Who may be meant, each with its signs and whether it is he; and the signs and answer to whether it is self."""

    claimants: tuple[tuple[frozenset[str], bool], ...]
    about_signs: frozenset[str]
    about: str | None


_ALIKE = 0.85
_NO_WORD, _BRACKETS = re.compile(r"\W+"), re.compile(r"\(([^)]+)\)")


def subjects(items: Iterable[Item], lexicon: Lexicon) -> Iterator[Statement]:
    """Every firm statement that the items' labels make."""
    for item, scene in documents(items, lexicon):
        for label in _labels(item, scene):
            near = claimants(scene, Predicate(label["predicate"]))
            told = [_is_it(claimant, label["subject"], scene, item) for claimant in near]
            meant = next((one for one, it in zip(near, told, strict=True) if it), near[0])
            signs = about_signs(scene, meant, near[0])
            who = tuple((one.signs, it) for one, it in zip(near, told, strict=True))
            yield Statement(who, signs, label.get("about"))


def _labels(item: Item, scene: Scene) -> Iterator[dict[str, Any]]:
    if scene.words[scene.place].own:
        return
    dataset = one_id(scene.mention.known or "")
    for label in item.claims:
        firm = label["predicate"] in FIRM and label["object"] == dataset and label.get("subject")
        if firm and quoted(item.document["text"], label["quote"], scene.sentence):
            yield label


def _is_it(claimant: Claimant, subject: str, scene: Scene, item: Item) -> bool:
    if claimant.name is not None:
        return alike(claimant.name, subject)
    artefact = scene.artefact
    title, address = artefact.title or "", (item.document["url"] or "").rstrip("/").rpartition("/")[2]
    names = (*artefact.names, artefact.dataset, title, re.split(r"[:(]", title)[0], address)
    return any(alike(name, subject) for name in names if name)


def alike(one: str, other: str) -> bool:
    """Whether two names are the same to a reader; "Extended Gulls (EGulls)" is also "EGulls"."""
    return any(_alike(this, that) for this in _forms(one) for that in _forms(other))


def _forms(name: str) -> set[str]:
    return {name, _BRACKETS.sub("", name).strip(), *_BRACKETS.findall(name)} - {""}


def _alike(one: str, other: str) -> bool:
    one, other = _NO_WORD.sub("", one.casefold()), _NO_WORD.sub("", other.casefold())
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE
