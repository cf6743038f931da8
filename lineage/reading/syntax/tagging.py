"""Parts of speech by the neighbours of a word: enough to find phrases and verbs around a name."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.lexicon import Mention
from lineage.reading.syntax.lexemes import NOTHING, Lexeme, function_words, lexeme
from lineage.reading.syntax.words import Word, untagged


def words_of(
    text: str, mentions: Sequence[Mention], own: Sequence[tuple[int, int]], owns: frozenset[int]
) -> list[Word]:
    """The tagged words of a sentence. `own` are the places of the artefact's names, `owns` the mentions that are it."""
    return tagged(untagged(text, mentions, own, owns))


def tagged(words: list[Word]) -> list[Word]:
    """Each word with its one part of speech, decided by its neighbours, left to right."""
    found: list[Word] = []
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        found.append(_decided(word, found, following))
    return found


_SOME_VERB = Lexeme(forms=frozenset({"ed"}))
"""An unknown word in -ed: a verb that does something, we don't know what."""


def _decided(word: Word, before: list[Word], following: Word | None) -> Word:
    if word.tag == "DET":
        return _demonstrative(word, following)
    if word.tag == "NOT" and following is not None and following.text.casefold() in ("only", "just", "merely"):
        return _as(word, "ADV")  # "not only" denies nothing
    if word.tag == "P" and following is not None and following.tag == "NUM" and word.text.casefold() in _ROUGHLY:
        return _as(word, "ADV")
    if word.tag != "?":
        return word
    text = word.text.casefold()
    known = lexeme(text)
    if text in function_words()["adjectives"] and not (known.verb and _after_we(before)):
        return _as(word, "ADJ", known)
    if not known.verb and not known.noun:
        if text.endswith("ly"):
            return _as(word, "ADV")
        known = _SOME_VERB if text.endswith("ed") and len(text) > _STEM and word.text.islower() else known
    if not known.forms:
        return _as(word, "N", known)
    last = next((w for w in reversed(before) if w.tag not in ("ADV", "NOT")), None)
    form, tag = _reading(word, known, last, following)
    return _as(word, tag, known, form)


_ROUGHLY = frozenset({"about", "around", "over", "under", "than"})
"""Before a number these say how exact it is: "about 70 %", "more than 3,000"."""


def _as(word: Word, tag: str, known: Lexeme = NOTHING, form: str = "") -> Word:
    """The word as this part of speech; `_replace` takes three times as long, and this is done to each."""
    return Word(word.start, word.end, word.text, tag, known, form, word.mention, word.own)


_STEM = 4


def _after_we(before: list[Word]) -> bool:
    """Whether the word before, over adverbs, is a pronoun that does something: "we thoroughly | clean"."""
    last = next((word for word in reversed(before) if word.tag not in ("ADV", "NOT")), None)
    return last is not None and last.tag == "PR" and last.text.casefold() in _DOERS


_DOERS = frozenset({"we", "i", "they", "you"})


def _demonstrative(word: Word, following: Word | None) -> Word:
    """Such words as "this", "these" and "all" are pronouns where no noun follows."""
    alone = following is None or following.tag in ("BE", "HAVE", "MODAL", "DO", "P", ",", ".", "S", "V")
    return _as(word, "PR") if alone and word.text.casefold() in _DEMONSTRATIVE else word


_DEMONSTRATIVE = frozenset({"this", "these", "those", "all", "both", "some", "most", "each"})


def _reading(word: Word, known: Lexeme, last: Word | None, following: Word | None) -> tuple[str, str]:
    """The form of a word that may be a verb, and what it is here: V, N, or ADJ for "filtered images"."""
    opens = following is not None and (following.tag in ("?", "N", "DET", "NUM", "PR") or following.named)
    if "past" in known.forms and not known.forms & {"ed", "base"}:
        return "past", "V"
    if "ing" in known.forms:
        return "ing", _of_ing(known, last, following, opens=opens)
    if "ed" in known.forms and not ("base" in known.forms and last and last.text.casefold() == "to"):
        return "ed", _of_ed(known, last, following)
    form = "s" if "s" in known.forms else "base"
    return form, _of_present(known, form, last, following, opens=opens)


def _of_ing(known: Lexeme, last: Word | None, following: Word | None, *, opens: bool) -> str:
    if last is not None and last.tag in ("DET", "ADJ", "NUM"):
        return "N"
    if last is not None and last.tag == "BE":
        return "V"
    if following is not None and (following.tag in ("DET", "NUM", "PR") or following.named):
        return "V"
    if following is not None and following.tag in ("P", "ADV"):
        return "N" if "training" in known.noun and last is not None and last.tag == "N" and not last.named else "V"
    if last is None or last.tag in ("P", "C", ",", "S"):
        return "V" if not known.noun or (opens and "training" not in known.noun) else "N"
    return "N" if known.noun else "V"


def _of_ed(known: Lexeme, last: Word | None, following: Word | None) -> str:
    if last is not None and last.tag in ("BE", "HAVE"):
        return "V"
    if known.noun and "base" in known.forms and (last is None or last.tag in ("DET", "ADJ", "N", "P", "NUM")):
        return "N"  # "set", "split", "cut" are their own past
    before_noun = following is not None and following.tag in ("N", "?") and not following.named
    if last is not None and (last.tag == "N" or last.text.casefold() in ("we", "i", "they")):
        return "ADJ" if before_noun and last.tag == "N" and not last.named and not last.lexeme.plural else "V"
    opens = following is not None and (following.tag in ("N", "?", "NUM") or following.named)
    before = last is None or last.tag in ("DET", "ADJ", "P", "NUM", "C", ",", "ADV")
    return "ADJ" if opens and before else "V"


def _of_present(known: Lexeme, form: str, last: Word | None, following: Word | None, *, opens: bool) -> str:
    after = following is not None and (opens or following.tag in ("P", "ADV"))
    if last is not None and (last.tag in ("MODAL", "DO", "PR") or last.text.casefold() == "to"):
        return "V"
    if last is not None and last.tag in ("DET", "ADJ", "NUM", "P", "BE"):
        return "N"
    if form == "base" and known.noun and following is not None and following.text.casefold() == "of":
        return "N"
    if form == "base" and (last is None or last.tag in _OPENING):
        return "V" if after or not known.noun else "N"
    if form == "base" and last is not None and last.tag == "C":
        return "V" if opens or not known.noun else "N"
    if last is not None and last.tag == "N":
        if form == "s" and (last.named or not last.lexeme.plural):
            return "V" if after or not known.noun else "N"
        if form == "base" and last.lexeme.plural:
            return "V" if opens or not known.noun else "N"
        return "N" if known.noun else "V"
    return "V" if not known.noun or opens else "N"


_OPENING = frozenset({":", "-", "•", ">", "#", "|", ",", ".", ";"})
"""Marks after which an imperative can stand: "- Download …"."""
