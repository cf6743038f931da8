"""How weights are learnt from examples.

Multinomial logistic regression. Half of the signs of an example, other ones each time, are hidden while it learns
(dropout, Srivastava et al. 2014; for such features Wang and Manning 2013): so that no sign is leant upon alone, which
reads other wordings better. What is hidden when is chance, which the mean of three learnings evens out. The same
examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.candidates import Example
from benchmarks.reading.choosing import choosing
from benchmarks.reading.instances import ANSWERS, Instance
from benchmarks.reading.senses import balanced
from benchmarks.reading.subjects import Statement
from benchmarks.reading.wholes import Whole
from lineage.model.words import About, DerivationKind
from lineage.reading.candidate import DATASET
from lineage.reading.candidate import ELSE as NO_DATASET
from lineage.reading.sense import MEANT, OTHERWISE
from lineage.reading.weigh import Scale, hundredths
from lineage.reading.whole import DECIDED, NO, YES

Places = NDArray[np.integer[Any]]
Weights = NDArray[np.float32]
KINDS = tuple(kind.value for kind in DerivationKind)
_PENALTY, _RATE, _BATCH, _HIDDEN = 1e-4, 0.002, 256, 0.5
_EPOCHS, _AVERAGED, _SEEDS = 40, 25, (7, 8, 9)
_FEWER = 0.2
_RARE, _SMALL = 3, 0.02


def fit(examples: Sequence[tuple[frozenset[str], str]], answers: Sequence[str], hidden: float = _HIDDEN) -> Scale:
    """A scale that gives the examples' answers from their signs; signs seen fewer than three times are left out."""
    counts = Counter(sign for signs, _ in examples for sign in signs)
    place = {sign: number for number, sign in enumerate(sorted(s for s, count in counts.items() if count >= _RARE))}
    shown = [np.array(sorted(place[sign] for sign in signs if sign in place), np.int32) for signs, _ in examples]
    wanted = np.array([answers.index(answer) for _, answer in examples])
    size = len(place), len(answers)
    weights = np.mean([_descend(shown, wanted, size, hidden, np.random.default_rng(seed)) for seed in _SEEDS], axis=0)
    kept = {sign: weights[at] for sign, at in place.items() if np.abs(weights[at]).max() >= _SMALL}
    return Scale(tuple(answers), {sign: tuple(map(hundredths, row)) for sign, row in kept.items()})


def _descend(
    shown: Sequence[Places], wanted: Places, size: tuple[int, int], hidden: float, chance: np.random.Generator
) -> Weights:
    """Adam over shuffled batches, some signs hidden each time; the mean of the weights of the later epochs."""
    weights = np.zeros(size, np.float32)
    drift, spread, total = np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(weights)
    step = 0
    for epoch in range(_EPOCHS):
        for batch in np.array_split(chance.permutation(len(shown)), max(1, len(shown) // _BATCH)):
            seen = [_left(shown[row], hidden, chance) for row in batch]
            slope = _slope(weights, seen, wanted[batch], 1 / (1 - hidden)) + _PENALTY * weights
            step += 1
            drift, spread = 0.9 * drift + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
            weights -= _RATE * (drift / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        if epoch >= _EPOCHS - _AVERAGED:
            total += weights
    mean: Weights = total / np.float32(_AVERAGED)
    return mean


def _left(places: Places, hidden: float, chance: np.random.Generator) -> Places:
    """What is left of an example's signs where some are hidden."""
    return places[chance.random(len(places), np.float32) >= hidden]


def _slope(weights: Weights, shown: Sequence[Places], wanted: Places, share: float) -> Weights:
    """Which way the weights miss the wanted answers of one batch; each sign shown counts for `share`."""
    signs, rows = np.concatenate(shown), np.repeat(np.arange(len(shown)), [len(places) for places in shown])
    sums = share * np.stack([np.bincount(rows, column[signs], len(shown)) for column in weights.T], 1)
    missed = np.exp(sums - sums.max(1, keepdims=True))
    missed /= missed.sum(1, keepdims=True)
    missed[np.arange(len(shown)), wanted] -= 1
    missed *= share / len(shown)
    slope = np.stack([np.bincount(signs, column[rows], len(weights)) for column in missed.T], 1)
    return slope.astype(np.float32)


def scales(
    examples: Sequence[Instance],
    names: Sequence[Example] = (),
    statements: Sequence[Statement] = (),
) -> dict[str, Scale]:
    """The scales of what is said, how one was made of the other, what is a dataset's name, and of whom it is said."""
    made = [one for one in examples if one.answer == "DERIVED_FROM" and one.kind in KINDS]
    return {
        "predicate": fit([(one.signs, one.answer) for one in examples], ANSWERS),
        "kind": fit([(one.kind_signs, one.kind or "") for one in made], KINDS),
        "candidate": fit(names, (DATASET, NO_DATASET)),
        "subject": choosing([one.claimants for one in statements]),
        "about": fit([(o.about_signs, o.about) for o in statements if o.about], [about.value for about in About]),
    }


def sense_of(doubts: Iterable[Example]) -> Scale:
    """The scale of what a name means that is also something else. It tells what is named, so it is learnt first."""
    return fit(balanced(doubts), (MEANT, OTHERWISE))


def whole_scales(wholes: Iterable[Whole]) -> dict[str, Scale]:
    """The scales of what a document as a whole says; their signs are few, so that fewer are hidden."""
    examples = list(wholes)
    return {
        f"whole:{predicate.value}": fit(
            [(s, answer) for said, s, answer in examples if said is predicate], (YES, NO), _FEWER
        )
        for predicate in DECIDED
    }
