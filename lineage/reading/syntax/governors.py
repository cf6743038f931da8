"""What a preposition, an infinitive or a participle hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.syntax.clauses import STOPS
from lineage.reading.syntax.lists import opening
from lineage.reading.syntax.phrases import Verb, left_edge
from lineage.reading.syntax.words import Word

WIDEST = 60
"""Words that are looked over for a governor; a longer way is no sentence of anybody's."""


def governor(words: Sequence[Word], preposition: int) -> int | None:
    """What a preposition hangs on: the noun before it where nouns of its class take it, else a verb further left."""
    role, place = words[preposition].text.casefold(), preposition - 1
    while place >= 0 and preposition - place < WIDEST:
        word = words[place]
        near = place == preposition - 1
        if word.tag in ("V", "BE"):
            if word.tag == "BE" or verb_takes(role, word) or not is_reduced(words, place):
                return place
            place -= 1  # "pictures | showing a coast | from": the phrase belongs further left
        elif word.tag == "N":
            if noun_takes(role, word):
                return place
            place = _over_phrase(words, left_edge(words, place) - 1)
        elif near and role == "of" and word.tag in ("NUM", "DET", "PR", "NOT", "%"):
            return place  # "all of", "none of", "70 % of"
        elif word.tag == ")":
            place = opening(words, place) - 1
        elif word.tag in _BETWEEN:
            place -= 1
        else:
            return None
    return None


_BETWEEN = frozenset({"P", "ADV", ",", "NUM", "ADJ", "DET", "%", "-", "/", "$", "~", "PR", "C"})


def _over_phrase(words: Sequence[Word], place: int) -> int:
    """Past the preposition or conjunction that a phrase between begins with: "sampled | at random | from"."""
    if place >= 0 and words[place].tag == "P":
        place -= 1
        return place - 1 if place >= 0 and words[place].tag == "P" else place
    return place - 1 if place >= 0 and words[place].tag == "C" else place


_VERBS_WITH = {
    "from": frozenset(
        {"take", "build", "come", "learn", "copy", "rework", "exclude", "use", "contain", "employ", "offer"}
    ),
    "on": frozenset({"learn", "test", "build", "use", "come"}),
}


def verb_takes(role: str, verb: Word) -> bool:
    """Whether a verb goes with a preposition; of most prepositions any verb does."""
    return role not in _VERBS_WITH or bool(verb.lexeme.verb & _VERBS_WITH[role])


def is_reduced(words: Sequence[Word], at: int) -> bool:
    """Whether a participle follows its noun: "pictures showing", "faces annotated"."""
    return words[at].form in ("ing", "ed") and at > 0 and words[at - 1].tag in ("N", ")", "ADV")


_NOUNS_WITH = {
    "from": frozenset(
        {"media", "part", "data", "labels", "features", "derivative", "crop", "copy", "source", "one", "result"}
    ),
    "on": frozenset({"training", "test", "paper", "labels", "tool"}),
    "in": frozenset({"media", "labels", "part"}),
    "for": frozenset({"tool", "labels", "features", "source", "model", "copy"}),
    "to": frozenset({"derivative", "link", "labels", "copy"}),
    "with": frozenset({"training", "test"}),
    "over": frozenset({"labels", "features", "test", "tool"}),
    "at": frozenset({"test"}),
}


def noun_takes(role: str, noun: Word) -> bool:
    """Whether a noun goes with a preposition: "images from", "results on"; names take none but "of"."""
    if role in ("of", "such"):
        return True
    if noun.named and role in ("from", "in", "on", "with"):
        return False
    return bool(noun.lexeme.noun & _NOUNS_WITH.get(role, frozenset()))


def governor_of_verb(words: Sequence[Word], preposition: int) -> int | None:
    """What "to", "by" or "for" with a verb after it hangs on: the verb before, or the noun right before."""
    for place in range(preposition - 1, max(-1, preposition - WIDEST), -1):
        word = words[place]
        if word.tag in ("V", "BE"):
            return place
        if word.tag == "N" and word.lexeme.noun & {"tool", "model", "plan"} and place == preposition - 1:
            return place
        if word.tag in STOPS:
            return None
    return None


def host_of(words: Sequence[Word], verb: Verb) -> int | None:
    """The noun that a participle or relative clause says something of."""
    place = verb.begin - 1
    if place >= 0 and words[place].tag == "S" and words[place].text.casefold() in ("which", "that", "who", "whose"):
        place -= 1
        while place >= 0 and words[place].tag in (",", "P", "(", "—", "–"):
            place -= 1
    elif not verb.participle or verb.passive:
        return None
    elif place >= 0 and words[place].tag in (",", "(", "—", "–"):
        place -= 1
    if place >= 0 and words[place].tag == ")":
        place = opening(words, place) - 1
    return place if place >= 0 and words[place].tag == "N" else None


def is_relative(words: Sequence[Word], begin: int) -> bool:
    """Whether a group of verbs follows "which", "that" or "who"."""
    return begin > 0 and words[begin - 1].tag == "S" and words[begin - 1].text.casefold() in ("which", "that", "who")
