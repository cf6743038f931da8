"""Learn the weights of `lineage/reading/words/weights.json`: `python -m benchmarks.reading.fit`.

Multinomial logistic regression. Half of the signs of an example, other ones each time, are hidden while it learns
(dropout, Srivastava et al. 2014; for such features Wang and Manning 2013): so that no sign is leant upon alone, which
reads other wordings better. The same data give the same weights. It
learns from the bank's open parts, from the labelled documents (three times each, as real texts are rarer), and from the
sentences of the loopback world's own bank put into short documents. Without ../shared the last two are missing, and the
weights are others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import lineage.reading.weigh
from benchmarks.reading.bank import LEARNT, bank, labelled
from benchmarks.reading.candidates import Example, candidates
from benchmarks.reading.choosing import choosing
from benchmarks.reading.instances import ANSWERS, Instance, instances
from benchmarks.reading.senses import balanced, senses
from benchmarks.reading.subjects import Statement, subjects
from benchmarks.reading.templates import templates
from lineage.catalogue.load import load
from lineage.model.words import About, DerivationKind
from lineage.reading.candidate import DATASET
from lineage.reading.candidate import ELSE as NO_DATASET
from lineage.reading.lexicon import Lexicon
from lineage.reading.sense import MEANT, OTHERWISE
from lineage.reading.weigh import Scale

Signs = NDArray[np.bool_]
Weights = NDArray[np.float32]
KINDS = tuple(kind.value for kind in DerivationKind)
_PENALTY, _RATE, _BATCH, _HIDDEN = 1e-4, 0.003, 256, 0.5
_EPOCHS, _AVERAGED, _SEED = 25, 10, 7
_RARE, _SMALL = 3, 0.02
_REPEATED = 3
_TO = Path(lineage.reading.weigh.__file__).parent / "words" / "weights.json"


def fit(examples: Sequence[tuple[frozenset[str], str]], answers: Sequence[str], epochs: int = _EPOCHS) -> Scale:
    """A scale that gives the examples' answers from their signs; signs seen fewer than three times are left out."""
    counts = Counter(sign for signs, _ in examples for sign in signs)
    place = {sign: number for number, sign in enumerate(sorted(s for s, count in counts.items() if count >= _RARE))}
    shown = np.zeros((len(examples), len(place)), bool)
    wanted = np.zeros((len(examples), len(answers)), np.float32)
    for row, (signs, answer) in enumerate(examples):
        shown[row, [place[sign] for sign in signs if sign in place]] = True
        wanted[row, answers.index(answer)] = 1
    weights = _descend(shown, wanted, epochs)
    kept = {sign: weights[at] for sign, at in place.items() if np.abs(weights[at]).max() >= _SMALL}
    return Scale(tuple(answers), {sign: tuple(round(float(w), 2) for w in row) for sign, row in kept.items()})


def _descend(shown: Signs, wanted: Weights, epochs: int) -> Weights:
    """Adam over shuffled batches, half of the signs hidden each time; the mean of the weights of the later epochs."""
    chance = np.random.default_rng(_SEED)
    weights = np.zeros((shown.shape[1], wanted.shape[1]), np.float32)
    drift, spread, total = np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(weights)
    step = 0
    for epoch in range(epochs):
        for batch in np.array_split(chance.permutation(len(shown)), max(1, len(shown) // _BATCH)):
            left = chance.random((len(batch), shown.shape[1]), np.float32) > _HIDDEN
            seen: Weights = (shown[batch] & left).astype(np.float32)
            seen *= np.float32(1 / (1 - _HIDDEN))
            missed = _shares(seen @ weights) - wanted[batch]
            slope = np.asarray(seen.T @ missed / len(batch) + _PENALTY * weights, np.float32)
            step += 1
            drift, spread = 0.9 * drift + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
            weights -= _RATE * (drift / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        if epoch >= epochs - _AVERAGED:
            total += weights
    mean: Weights = total / np.float32(min(epochs, _AVERAGED))
    return mean


def _shares(sums: Weights) -> Weights:
    parts: Weights = np.exp(sums - sums.max(1, keepdims=True))
    shares: Weights = parts / parts.sum(1, keepdims=True)
    return shares


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


def main() -> None:
    """Learn from everything, and write the file."""
    catalogue = load()
    lexicon, scope = Lexicon(catalogue), frozenset(dataset.id for dataset in catalogue.datasets)
    written = [*bank(LEARNT), *(labelled() * _REPEATED)]
    items = [*written, *templates()]
    sense = {"sense": sense_of(senses(written, lexicon, scope))}
    with patch("lineage.reading.sense.scale", sense.__getitem__):
        examples = list(instances(items, lexicon, scope))
        names = list(candidates([*items, *templates(invented=True)], lexicon))
        learnt = sense | scales(examples, names, list(subjects(items, lexicon)))
    table: dict[str, Any] = {
        question: {"answers": scale.answers, "signs": scale.weights} for question, scale in learnt.items()
    }
    _TO.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(examples):,} names in {len(items):,} texts; {len(table['predicate']['signs']):,} signs with a weight")


if __name__ == "__main__":
    main()
