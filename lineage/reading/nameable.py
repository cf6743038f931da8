"""Which words of a sentence may be the names of what was made or trained."""

from __future__ import annotations

import re
from functools import cache

from lineage.reading.scene import Scene
from lineage.reading.subjects import is_name
from lineage.reading.syntax.words import Word
from lineage.reading.words.table import names

_SHORTEST = 3
_COMPOSED = re.compile(r"\w[-_.]?\d|[a-z]-[A-Za-z]|_")


def may_be_name(scene: Scene, place: int) -> bool:
    """Whether a word may be the name of something: by its shape, as code, or as no word that we know."""
    word = scene.words[place]
    if word.tag not in ("N", "?", "ADJ", "V") or len(word.text) < _SHORTEST or not word.text[0].isalpha():
        return False
    if "://" in word.text or not _is_like_one(scene, word) or word.text.casefold() in no_claimants():
        return False
    return not _is_somebody(scene, place)


def _is_like_one(scene: Scene, word: Word) -> bool:
    if not (word.lexeme.verb or word.lexeme.noun) and word.text[0].isupper():
        return True
    in_code = scene.sentence.text[max(0, word.start - 1) : word.start] == "`"
    composed = _COMPOSED.search(word.text) is not None
    return in_code or composed or is_name(word) or word.text.casefold() in names()["architectures"]


def _is_somebody(scene: Scene, place: int) -> bool:
    """Whether a word is of an organisation's name or of the owner's, and so of nothing that was made."""
    owner, lexicon = (scene.artefact.owner or "").casefold(), scene.document.lexicon
    after_one = place > 0 and lexicon.organization(scene.words[place - 1].text) is not None  # "Google Cloud"
    return after_one or scene.names_organization(place) or scene.words[place].text.casefold() in owner


@cache
def no_claimants() -> frozenset[str]:
    """What can have been made of nothing, nor trained on anything: measures, licences, formats, machines."""
    return (names()["not_datasets"] | names()["measures"]) - names()["architectures"]
