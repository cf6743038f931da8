"""Names that are also words, as examples of where the dataset is meant and where something else.

Where a person labelled something of the dataset, it is meant, and where not, something else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.reading.bank import Item, one_id
from benchmarks.reading.candidates import Example
from lineage.reading.lexicon import Lexicon
from lineage.reading.sense import MEANT, OTHERWISE, Doubtful, sense_signs


def senses(items: Iterable[Item], lexicon: Lexicon, scope: frozenset[str]) -> Iterator[Example]:
    """Every name of a dataset in scope that could be something else, once for each of the items."""
    for item in items:
        labels = [label for label in item.claims if label["confidence"] == "sure"]
        arguable = {label["object"] for label in item.claims} - {label["object"] for label in labels}
        meant = {label["object"] for label in labels} | item.own
        for doubtful, signs in doubts(item.document["text"], lexicon):
            dataset = one_id(doubtful.dataset)
            if dataset in scope - arguable:
                yield signs, MEANT if dataset in meant else OTHERWISE


def doubts(text: str, lexicon: Lexicon) -> Iterator[tuple[Doubtful, frozenset[str]]]:
    """The names in a text that could be something else, with what speaks for and against."""
    plain = lexicon.plainly_named(text)
    named = {mention.known for mention in plain}
    for doubtful in lexicon.doubtful:
        places = [place.span() for place in doubtful.places(text)]
        if any(not any(m.start < end and start < m.end for m in plain) for start, end in places):
            yield doubtful, sense_signs(text, doubtful, named)


def balanced(examples: Iterable[Example]) -> list[Example]:
    """The examples with those of the rarer answer repeated, so that both weigh about the same."""
    by_answer: dict[str, list[Example]] = {MEANT: [], OTHERWISE: []}
    for example in examples:
        by_answer[example[1]].append(example)
    most = max(map(len, by_answer.values()))
    return [one for same in by_answer.values() for one in same * round(most / max(len(same), 1))]
