"""Learn the weights of `lineage/reading/words/weights.json`: `python -m benchmarks.reading.fit`.

Multinomial logistic regression with a quadratic penalty, full batches, Adam; the same data give the same weights. It
learns from the bank's open parts, from the labelled documents (three times each, as real texts are rarer), and from the
sentences of the loopback world's own bank put into short documents. Without ../shared the last two are missing, and the
weights are others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import lineage.reading.weigh
from benchmarks.reading.bank import LEARNT, bank, labelled
from benchmarks.reading.candidates import Example, candidates
from benchmarks.reading.instances import ANSWERS, Instance, instances
from benchmarks.reading.templates import templates
from lineage.catalogue.load import load
from lineage.model.words import DerivationKind
from lineage.reading.candidate import DATASET, ELSE
from lineage.reading.lexicon import Lexicon
from lineage.reading.weigh import Scale

KINDS = tuple(kind.value for kind in DerivationKind)
_PENALTY, _LIGHT, _STEPS, _RATE, _RARE, _SMALL = 6, 1.5, 300, 0.03, 3, 0.02
_REPEATED = 3
_TO = Path(lineage.reading.weigh.__file__).parent / "words" / "weights.json"


def fit(examples: Sequence[tuple[frozenset[str], str]], answers: Sequence[str], penalty: float = _PENALTY) -> Scale:
    """A scale that gives the examples' answers from their signs; signs seen fewer than three times are left out."""
    counts = Counter(sign for signs, _ in examples for sign in signs)
    place = {sign: number for number, sign in enumerate(sorted(s for s, count in counts.items() if count >= _RARE))}
    shown = np.zeros((len(examples), len(place)), np.float32)
    wanted = np.zeros((len(examples), len(answers)), np.float32)
    for row, (signs, answer) in enumerate(examples):
        shown[row, [place[sign] for sign in signs if sign in place]] = 1
        wanted[row, answers.index(answer)] = 1
    weights = np.zeros((len(place), len(answers)), np.float32)
    drift, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        sums = shown @ weights
        share = np.exp(sums - sums.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        slope = shown.T @ (share - wanted) + penalty * weights
        drift, spread = 0.9 * drift + 0.1 * slope, 0.999 * spread + 0.001 * slope * slope
        weights -= _RATE * (drift / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    kept = {sign: weights[at] for sign, at in place.items() if np.abs(weights[at]).max() >= _SMALL}
    return Scale(tuple(answers), {sign: tuple(round(float(w), 2) for w in row) for sign, row in kept.items()})


def scales(examples: Sequence[Instance], names: Sequence[Example] = ()) -> dict[str, Scale]:
    """The scales of what is said of a name, of how the one was made of the other, and of whether it is a dataset's."""
    made = [one for one in examples if one.answer == "DERIVED_FROM" and one.kind in KINDS]
    return {
        "predicate": fit([(one.signs, one.answer) for one in examples], ANSWERS),
        "kind": fit([(one.kind_signs, one.kind or "") for one in made], KINDS),
        "candidate": fit(names, (DATASET, ELSE), _LIGHT),
    }


def main() -> None:
    """Learn from everything, and write the file."""
    catalogue = load()
    lexicon, scope = Lexicon(catalogue), frozenset(dataset.id for dataset in catalogue.datasets)
    items = [*bank(LEARNT), *templates(), *(labelled() * _REPEATED)]
    examples = list(instances(items, lexicon, scope))
    table: dict[str, Any] = {
        question: {"answers": scale.answers, "signs": scale.weights}
        for question, scale in scales(examples, list(candidates([*items, *templates(invented=True)], lexicon))).items()
    }
    _TO.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(examples):,} names in {len(items):,} texts; {len(table['predicate']['signs']):,} signs with a weight")


if __name__ == "__main__":
    main()
