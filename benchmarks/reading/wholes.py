"""What documents as a whole say of a dataset, as examples to learn from; read with weights that have not seen them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.reading.bank import Item, one_id
from lineage.model.words import Predicate
from lineage.reading.artefact import settle
from lineage.reading.document import artefact_of, told_in
from lineage.reading.finding import FIRM
from lineage.reading.group import beside, by_dataset
from lineage.reading.lexicon import Lexicon
from lineage.reading.whole import DECIDED, NO, YES, whole_signs

Whole = tuple[Predicate, frozenset[str], str]
"""A predicate, the signs for and against it, and whether it is so."""


def wholes(items: Iterable[Item], lexicon: Lexicon, scope: frozenset[str]) -> Iterator[Whole]:
    """Each statement that could be made of each dataset in the items, with what the labels say."""
    for item in items:
        text = item.document["text"]
        artefact = settle(artefact_of(item.document, lexicon), text, lexicon)
        groups = by_dataset(told_in(text, artefact, lexicon))
        for dataset, group in groups.items():
            if one_id(dataset) not in scope - item.own:
                continue
            others = beside(dataset, groups)
            for predicate in DECIDED:
                if answer := _answer(item, one_id(dataset), predicate):
                    yield predicate, whole_signs(predicate, group, others), answer


def _answer(item: Item, dataset: str, predicate: Predicate) -> str | None:
    """Whether it is so; None where that can be argued, or where a use is told along with more."""
    labels = [label for label in item.claims if label["object"] == dataset]
    same = [label for label in labels if label["predicate"] == predicate.value]
    facts = [label for label in labels if label.get("polarity", "asserted") == "asserted"]
    if any(label["confidence"] != "sure" for label in same):
        return None
    if any(label in facts for label in same):
        return YES
    more = predicate is Predicate.USES and any(Predicate(label["predicate"]) in FIRM for label in facts)
    return None if more else NO
