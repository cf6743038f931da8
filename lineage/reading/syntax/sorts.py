"""What a phrase stands for: a class of things, a name, or who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.syntax.lexemes import function_words
from lineage.reading.syntax.phrases import left_edge
from lineage.reading.syntax.words import Word


def sort_of(words: Sequence[Word], at: int) -> str:
    """What a phrase stands for: the artefact itself (own), another name, a class of things, or a pronoun."""
    word = words[at]
    begin = left_edge(words, at) if word.tag != "PR" else at
    phrase = words[begin : at + 1]
    if any(w.own for w in phrase):
        return "own"
    if word.mention >= 0 or any(w.mention >= 0 for w in phrase):
        return "name"
    if word.tag == "PR":
        return "we" if word.text.casefold() in function_words()["self"] else "it"
    classes = classes_of(words, begin, at)
    if classes & _MATTER:
        for sort in ("training", "source"):
            if f"{sort}-" in classes:
                return sort
    return next((sort for sort in _SORTS if sort in classes), "thing")


_MATTER = frozenset({"data", "media", "part", "source"})
_SORTS = (
    *("model", "training", "test", "source", "data", "part", "copy", "media", "labels", "features"),
    *("derivative", "crop", "tool", "paper"),
)
"""What a noun of several classes counts as first."""
_BEFORE_NOUNS = frozenset({"training", "test", "source", "model", "copy", "features", "labels"})


def classes_of(words: Sequence[Word], begin: int, at: int) -> frozenset[str]:
    """The classes of a phrase: its head's, and what a noun before it adds: of "training data" also `training-`."""
    classes = set(words[at].lexeme.noun)
    for word in words[begin:at]:
        if word.tag == "N":
            classes |= {f"{name}-" for name in word.lexeme.noun & _BEFORE_NOUNS}
    return frozenset(classes)


def modifiers(words: Sequence[Word], begin: int, at: int) -> tuple[str, ...]:
    """Participles before the noun: "a | filtered | subset"; and its "no", "our"."""
    found = []
    for word in words[max(0, begin - 1) : at]:
        text = word.text.casefold()
        if word.tag == "ADJ" and word.lexeme.verb:
            found.append(f"mod:v[{','.join(sorted(word.lexeme.verb))}]")
        elif text in function_words()["whole"]:
            found.append("whole")
        elif text in function_words()["not"]:
            found.append("no")
        elif text in function_words()["self"]:
            found.append("our")
    return tuple(found)


def label(words: Sequence[Word], colon: int) -> frozenset[str]:
    """What a field is called: the classes of the words before its colon."""
    classes: set[str] = set()
    for word in words[max(0, colon - 8) : colon]:
        classes |= word.lexeme.noun | {f"v-{name}" for name in word.lexeme.verb if word.form in ("ed", "ing")}
    return frozenset(classes)
