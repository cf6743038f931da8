"""Names outside a sentence of which it may speak: of the title, the heading, the lead-in, the sentences before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lineage.reading.leading import lead_of
from lineage.reading.lexicon import Lexicon, Mention
from lineage.reading.mentions import mentions
from lineage.reading.nameable import no_claimants
from lineage.reading.scene import Scene
from lineage.reading.subjects import is_name
from lineage.reading.syntax.words import Word

_WORD = re.compile(r"[\w.+-]*\w")
_LONGEST, _FURTHEST = 400, 3
Named = tuple[str, Mention | None]


def names_outside(scene: Scene) -> Iterator[tuple[str, list[str], str, Mention | None]]:
    """Each with where it was found, signs of how, and its mention if it is one."""
    back, before = _before(scene)
    lead = lead_of(scene)
    places = [("title", scene.artefact.title or ""), ("under", scene.sentence.under), ("prev", before)]
    places += [("lead", lead.text)] if lead is not None and lead.text != before else []
    for source, text in places:
        for order, (name, mention) in enumerate(_names_far(text, scene.document.lexicon)):
            yield source, [f"order={min(order, 2)}", *([f"back={back}"] if source == "prev" else [])], name, mention


def _before(scene: Scene) -> tuple[int, str]:
    """The nearest sentence before that names something, and how far back: "This dataset holds …" names nothing."""
    sentences, lexicon = scene.document.sentences, scene.document.lexicon
    for back in range(1, min(_FURTHEST, scene.number) + 1):
        sentence = sentences[scene.number - back]
        if sentence.code or sentence.under != scene.sentence.under:
            break
        if any(True for _ in _names_far(sentence.text, lexicon)):
            return back, sentence.text
    return 0, ""


def _names_far(text: str, lexicon: Lexicon) -> Iterator[Named]:
    """The names of a text; "Bahasa Indonesia": of several words only what we know is a name that far away."""
    for name, mention in names_in(text[:_LONGEST], lexicon):
        if " " not in name or (mention and mention.known):
            yield name, mention


@lru_cache(maxsize=256)
def names_in(text: str, lexicon: Lexicon) -> tuple[Named, ...]:
    """All names of a title, a heading, a sentence; kept, as each stands near many others."""
    named = mentions(text, lexicon, lexicon.find(text), 0)
    spans = [(mention.start, mention.end) for mention in named]
    free = [
        Word(match.start(), match.end(), match.group(), "N")
        for match in _WORD.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
    shaped = [word.text for word in free if is_name(word) and word.text.casefold() not in no_claimants()]
    return (*((mention.text, mention) for mention in named), *((text, None) for text in shaped))
