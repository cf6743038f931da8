"""Names in labelled texts as examples to learn from: the signs around each, and what a person says is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.bank import Item, one_id
from benchmarks.reading.score import PREDICATES
from lineage.model.words import ThingKind
from lineage.reading.artefact import settle
from lineage.reading.document import artefact_of
from lineage.reading.judging import allowed
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import body_start
from lineage.reading.scene import Document, Scene, scenes
from lineage.reading.sentences import Sentence, sentences
from lineage.reading.setting import kind_signs, predicate_signs
from lineage.reading.syntax.rules import statement

NO_FACT, NOTHING = "X", "NONE"
"""What is said is denied or planned; what looks like a name is none."""
ANSWERS = (*PREDICATES, NOTHING, NO_FACT)


@dataclass(frozen=True)
class Instance:
    """One name in one sentence."""

    document: str
    answer: str
    kind: str | None
    signs: frozenset[str]
    kind_signs: frozenset[str]


def instances(items: Iterable[Item], lexicon: Lexicon, scope: frozenset[str]) -> Iterator[Instance]:
    """Every name of the catalogue in the items that a label says something of, or that no label knows."""
    for item, scene in documents(items, lexicon):
        dataset = one_id(scene.mention.known or "")
        if scene.words[scene.place].own or dataset not in scope - item.own:
            continue
        answer = _answer(item, scene.sentence, dataset)
        if answer is not None:
            yield _instance(item, scene, *answer)


def documents(items: Iterable[Item], lexicon: Lexicon) -> Iterator[tuple[Item, Scene]]:
    """Every name in every sentence of the items' texts."""
    for item in items:
        text = item.document["text"]
        artefact = settle(artefact_of(item.document, lexicon), text, lexicon)
        pieces = list(sentences(text, body_start(text)))
        document = Document(pieces, artefact, lexicon, lexicon.find(text))
        for number in range(len(pieces)):
            yield from ((item, scene) for scene in scenes(document, number))


def _instance(item: Item, scene: Scene, answer: str, kind: str | None) -> Instance:
    artefact = scene.artefact
    making = artefact.kind is ThingKind.DATASET or artefact.dataset is not None
    rule = None if scene.sentence.code else statement(str(scene.path), card=artefact.is_card, making=making)
    rule = rule if rule and allowed(rule.predicate, artefact) else None
    how = kind_signs(scene) if answer == "DERIVED_FROM" else frozenset()
    return Instance(item.document["doc_id"], answer, kind, predicate_signs(scene, rule), how)


def _answer(item: Item, sentence: Sentence, dataset: str) -> tuple[str, str | None] | None:
    """What the label quoted from the sentence says; of labels elsewhere only what is weak holds here."""
    labels = [label for label in item.claims if label["object"] == dataset]
    if not labels:
        return NOTHING, None
    here = [label for label in labels if quoted(item.document["text"], label["quote"], sentence)]
    if not here:
        told = {label["predicate"] for label in labels if label.get("polarity", "asserted") == "asserted"}
        weak = bool(told) and told <= {"USES", "MENTIONS"}
        return ("USES" if "USES" in told else "MENTIONS", None) if weak else None
    best = min(here, key=_firmest_first)
    if best["confidence"] != "sure":
        return None
    fact = best.get("polarity", "asserted") == "asserted"
    return (best["predicate"] if fact else NO_FACT), best.get("derivation_kind")


def _firmest_first(label: dict[str, Any]) -> tuple[bool, int]:
    return label["confidence"] != "sure", PREDICATES.index(label["predicate"]) // 3


def quoted(text: str, quote: str, sentence: Sentence) -> bool:
    """Whether a quote stands, in whole or in part, in a sentence of the text."""
    at = text.find(quote)
    while at >= 0:
        if at < sentence.end and sentence.start < at + len(quote):
            return True
        at = text.find(quote, at + 1)
    return False
