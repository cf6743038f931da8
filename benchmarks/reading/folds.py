"""Five folds: what was learnt without a text, and what that text as a whole is weighed to say by it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from benchmarks.reading.bank import Item
from benchmarks.reading.candidates import candidates
from benchmarks.reading.instances import instances
from benchmarks.reading.learning import scales, sense_of
from benchmarks.reading.senses import senses
from benchmarks.reading.subjects import subjects
from benchmarks.reading.templates import templates
from benchmarks.reading.wholes import Whole, wholes
from lineage.catalogue.load import load
from lineage.reading.lexicon import Lexicon
from lineage.reading.weigh import Scale

_FOLDS, _SEED = 5, 7
_ROOMS = ("judging", "kinds", "candidate", "claimants", "sense", "whole")


@dataclass(frozen=True)
class Fold:
    """Texts, the scales that were learnt without them, and what these texts as wholes say, weighed by those scales."""

    items: list[Item]
    scales: dict[str, Scale]
    wholes: list[Whole]


def folded(items: Sequence[tuple[Item, int]], lexicon: Lexicon, scope: frozenset[str]) -> list[Fold]:
    """The folds of items, each of which is learnt from so many times. No repository, account or site is torn apart.

    What the others name, to learn from, is found with the weights as they are.
    """
    chance = random.Random(_SEED)
    of_group = {group: chance.randrange(_FOLDS) for group in sorted({_group(item) for item, _ in items})}
    world, names = templates(), list(candidates(templates(invented=True), lexicon))
    always = list(instances(world, lexicon, scope)), list(subjects(world, lexicon))
    learnt = [
        (
            of_group[_group(item)],
            list(instances([item], lexicon, scope)) * often,
            list(subjects([item], lexicon)) * often,
            list(senses([item], lexicon, scope)) * often,
        )
        for item, often in items
    ]
    found = []
    for number in range(_FOLDS):
        rest = [row for row in learnt if row[0] != number]
        said, told = [one for row in rest for one in row[1]], [one for row in rest for one in row[2]]
        weights = scales([*always[0], *said], names, [*always[1], *told])
        weights["sense"] = sense_of(one for row in rest for one in row[3])
        here = [(item, often) for item, often in items if of_group[_group(item)] == number]
        with reading_by(weights):
            fresh = Lexicon(load())  # which remembers no text
            said_whole = [one for item, often in here for one in [*wholes([item], fresh, scope)] * often]
        found.append(Fold([item for item, _ in here], weights, said_whole))
    return found


@contextmanager
def reading_by(weights: Mapping[str, Scale]) -> Iterator[None]:
    """Read by these weights for a while."""
    with ExitStack() as patched:
        for room in _ROOMS:
            patched.enter_context(patch(f"lineage.reading.{room}.scale", weights.__getitem__))
        yield


def _group(item: Item) -> str:
    """What must not be torn apart between learning and measuring: one repository, one account's cards, one site."""
    url = str(item.document["url"] or "")
    return "/".join(url.split("/")[2:5]) or str(item.document["doc_id"])
