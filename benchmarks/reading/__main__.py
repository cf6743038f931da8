"""`make bench-reading`: this reader, the one before it, cue words and bare names on the same texts, in one run.

On what the weights were learnt from, the reader is measured in five folds: each fold is read with weights that were
learnt without it. The unseen half of the bank is read with the weights as they are.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from unittest.mock import patch

from benchmarks.machine import machine
from benchmarks.reading import readers
from benchmarks.reading.bank import LEARNT, UNSEEN, Item, bank, labelled
from benchmarks.reading.fit import scales
from benchmarks.reading.instances import instances
from benchmarks.reading.readers import Claims
from benchmarks.reading.score import PREDICATES, Score, score
from benchmarks.reading.templates import templates
from lineage.catalogue.load import load
from lineage.reading.lexicon import Lexicon

ROOT = Path(__file__).parents[2]
_FOLDS = 5


def in_folds(sets: dict[str, list[Item]], lexicon: Lexicon, scope: frozenset[str]) -> Claims:
    """Every item read with weights that were learnt from the other folds; labelled documents count three times."""
    chance = random.Random(7)
    fold = {id(item): chance.randrange(_FOLDS) for items in sets.values() for item in items}
    always = list(instances(templates(), lexicon, scope))
    learnt = [
        (fold[id(item)], one)
        for name, items in sets.items()
        for item in items * (3 if name == "labelled" else 1)
        for one in instances([item], lexicon, scope)
    ]
    found: Claims = {}
    for number in range(_FOLDS):
        weights = scales([*always, *(one for part, one in learnt if part != number)])
        with patch("lineage.reading.judging.scale", weights.__getitem__):
            here = [item for items in sets.values() for item in items if fold[id(item)] == number]
            found |= readers.ours(here, lexicon)
    return found


def main() -> None:
    """Print the tables."""
    lexicon = Lexicon(load())
    print(machine())
    learnt = {"labelled": labelled(), "bank": bank(LEARNT)}
    everything = [*learnt["labelled"], *learnt["bank"], *bank(UNSEEN)]
    scope = frozenset(claim["object"] for item in everything for claim in item.claims)
    folded = in_folds(learnt, lexicon, scope)
    for name, items in ({**learnt, "bank, unseen half": bank(UNSEEN)}).items():
        if not items:
            print(f"\n{name}: not here (it lies in ../shared)")
            continue
        claims = readers.ours(items, lexicon) if "unseen" in name else folded
        print(f"\n{name}, {len(items)} texts" + ("" if "unseen" in name else ", in five folds"))
        _rows("this reader", score(items, claims, scope))
        _rows("the reader before", score(items, readers.before(items, ROOT), scope))
        _rows("cue words", score(items, readers.cues(items, lexicon), scope))
        _rows("bare names", score(items, readers.keyword(items, lexicon), scope))
    _speed(learnt["labelled"] or learnt["bank"], lexicon)


def _rows(name: str, found: Score) -> None:
    parts = [f"{predicate} {'/'.join(f'{f:.2f}' for f in found.figures(predicate))}" for predicate in PREDICATES]
    total = "/".join(f"{f:.3f}" for f in found.figures())
    print(f"  {name:18} all {total}; {'; '.join(parts)}; traps {found.traps}")


def _speed(items: list[Item], lexicon: Lexicon) -> None:
    """Documents a second on one core, each cut to 10 kB."""
    short = [Item({**item.document, "text": item.document["text"][:10_000]}, (), frozenset()) for item in items]
    start = time.perf_counter()
    readers.ours(short, lexicon)
    print(f"\n{len(short) / (time.perf_counter() - start):,.0f} texts a second on one core, cut to 10 kB each")


if __name__ == "__main__":
    main()
