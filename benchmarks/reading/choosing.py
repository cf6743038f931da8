"""Learn whom to choose: a conditional logit (McFadden 1974), the share of each being set against all others near.

Full batches, Adam; the same data give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lineage.reading.weigh import Scale, hundredths

Choice = Sequence[tuple[frozenset[str], bool]]
"""Those to choose from, each with its signs and whether it is right."""
_PENALTY, _RATE, _STEPS = 3e-4, 0.03, 300
_RARE, _SMALL = 3, 0.02
Numbers = NDArray[np.float64]


def choosing(choices: Sequence[Choice]) -> Scale:
    """A scale with the answer `it` that finds the right one; signs seen fewer than three times are left out."""
    choices = [choice for choice in choices if any(right for _, right in choice)]
    counts = Counter(sign for choice in choices for signs, _ in choice for sign in signs)
    place = {sign: number for number, sign in enumerate(sorted(s for s, count in counts.items() if count >= _RARE))}
    weights = _descend(choices, place)
    return Scale(("it",), {s: (hundredths(weights[n]),) for s, n in place.items() if abs(weights[n]) >= _SMALL})


def _descend(choices: Sequence[Choice], place: dict[str, int]) -> Numbers:
    everyone = [signs for choice in choices for signs, _ in choice]
    shown = [[place[sign] for sign in signs if sign in place] for signs in everyone]
    rows = np.repeat(np.arange(len(shown)), [len(row) for row in shown])
    columns = np.fromiter((at for row in shown for at in sorted(row)), np.int64)
    starts = np.cumsum([0, *(len(choice) for choice in choices[:-1])])
    of = np.repeat(np.arange(len(choices)), [len(choice) for choice in choices])
    right = np.array([is_it for choice in choices for _, is_it in choice], float)
    weights, drift, spread = (np.zeros(len(place)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        scores = np.bincount(rows, weights[columns], len(shown))
        parts = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        shares = parts / np.add.reduceat(parts, starts)[of]
        wanted = parts * right / np.maximum(np.add.reduceat(parts * right, starts), 1e-12)[of]
        slope = np.bincount(columns, (shares - wanted)[rows], len(place)) / len(choices) + _PENALTY * weights
        drift, spread = 0.9 * drift + 0.1 * slope, 0.99 * spread + 0.01 * slope * slope
        weights = weights - _RATE * (drift / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights
