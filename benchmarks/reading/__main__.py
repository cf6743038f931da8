"""`make bench-reading`: this reader, the one before it, cue words and bare names on the same texts, in one run.

On what the weights were learnt from, the reader is measured in five folds: each fold is read with weights that were
learnt without it. The unseen half of the bank is read with the weights as they are.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.metadata import distributions
from pathlib import Path
from statistics import median

from benchmarks.machine import machine
from benchmarks.reading import readers
from benchmarks.reading.bank import LEARNT, UNSEEN, Item, bank, labelled, written
from benchmarks.reading.calibration import SURE, Judged, bins, judged, sure
from benchmarks.reading.folds import folded, reading_by
from benchmarks.reading.learning import whole_scales
from benchmarks.reading.readers import Claims
from benchmarks.reading.score import PREDICATES, Score, score
from lineage.catalogue.load import load
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import to_document

ROOT = Path(__file__).parents[2]


def in_folds(texts: Sequence[tuple[Item, int]], lexicon: Lexicon, scope: frozenset[str]) -> Claims:
    """Every item, with how often it is learnt from, read with weights that were learnt from the other folds."""
    folds = folded(texts, lexicon, scope)
    found: Claims = {}
    for fold in folds:
        rest = whole_scales(one for other in folds if other is not fold for one in other.wholes)
        with reading_by(fold.scales | rest):
            found |= readers.ours(fold.items, Lexicon(load()))  # a new one, which remembers no text
    return found


def main() -> None:
    """Print the tables."""
    lexicon = Lexicon(load())
    print(machine())
    learnt = {"labelled": labelled(), "bank": bank(LEARNT)}
    everything = [*learnt["labelled"], *learnt["bank"], *bank(UNSEEN)]
    scope = frozenset(claim["object"] for item in everything for claim in item.claims)
    _speed("texts that name datasets", learnt["labelled"] or learnt["bank"], lexicon)  # first: a full heap slows it
    _speed("texts about other things", _others(), lexicon)
    folded = in_folds(written(), lexicon, scope)
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
    _reliability(judged([*learnt["labelled"], *learnt["bank"]], folded, scope))


def _rows(name: str, found: Score) -> None:
    parts = [f"{predicate} {'/'.join(f'{f:.2f}' for f in found.figures(predicate))}" for predicate in PREDICATES]
    total = "/".join(f"{f:.3f}" for f in found.figures())
    print(f"  {name:18} all {total}; {'; '.join(parts)}; traps {found.traps}")


def _reliability(found: list[Judged]) -> None:
    print("\nconfidence and share right, in five folds")
    for low, high, count, share in bins(found):
        print(f"  {low:.2f} to {min(high, 1):.2f}: {share:.3f} of {count:5,} {'#' * round(40 * share)}")
    right, recall = sure(found)
    print(f"  from {SURE}: {right:.3f} right; {recall:.3f} of all right claims are so sure")


def _speed(what: str, items: list[Item], lexicon: Lexicon) -> None:
    """Texts a second on one core, each cut to 10 kB: the median of three runs."""
    short = [Item({**item.document, "text": item.document["text"][:10_000]}, (), frozenset()) for item in items]
    took = []
    for _ in range(3):
        start = time.perf_counter()
        readers.ours(short, lexicon)
        took.append(time.perf_counter() - start)
    print(f"{len(short) / median(took):,.0f} {what} a second on one core, cut to 10 kB each")


def _others() -> list[Item]:
    """Texts about other things: what the packages of this Python say of themselves."""
    said = {package.name: package.metadata.json.get("description") for package in distributions()}
    rows = ({"doc_id": name, "kind": "repository", "title": name, "text": text} for name, text in said.items() if text)
    return [Item(to_document(row), (), frozenset()) for row in rows]


if __name__ == "__main__":
    main()
