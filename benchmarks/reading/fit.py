"""Learn the weights of `lineage/reading/words/weights.json`: `python -m benchmarks.reading.fit`.

From the bank's open parts, from the labelled documents (three times each, as are texts that follow real ones: they are
rarer), and from the sentences of the loopback world's own bank put into short documents. Without ../shared the last two
are missing, and the weights are others. What a whole document says is learnt from texts that were weighed by what was
learnt from others.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lineage.reading.weigh
from benchmarks.reading.bank import written
from benchmarks.reading.candidates import candidates
from benchmarks.reading.folds import folded
from benchmarks.reading.instances import instances
from benchmarks.reading.learning import scales, sense_of, whole_scales
from benchmarks.reading.senses import senses
from benchmarks.reading.subjects import subjects
from benchmarks.reading.templates import templates
from lineage.catalogue.load import load
from lineage.reading.lexicon import Lexicon

_TO = Path(lineage.reading.weigh.__file__).parent / "words" / "weights.json"


def main() -> None:
    """Learn from everything, and write the file."""
    lexicon = Lexicon(load())
    texts = written()
    items = [*(item for item, often in texts for _ in range(often)), *templates()]
    scope = frozenset(claim["object"] for item in items for claim in item.claims)  # of others the labels say nothing
    learnt = {"sense": sense_of(senses(items, lexicon, scope))}
    with patch("lineage.reading.sense.scale", learnt.__getitem__):
        examples = list(instances(items, lexicon, scope))
        names = list(candidates([*items, *templates(invented=True)], lexicon))
        learnt |= scales(examples, names, list(subjects(items, lexicon)))
        learnt |= whole_scales(one for fold in folded(texts, lexicon, scope) for one in fold.wholes)
    table: dict[str, Any] = {
        question: {"answers": scale.answers, "signs": scale.weights} for question, scale in learnt.items()
    }
    _TO.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(examples):,} names in {len(items):,} texts; {len(table['predicate']['signs']):,} signs with a weight")


if __name__ == "__main__":
    main()
