"""Lists, appositions and brackets: which phrases stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from lineage.reading.syntax.clauses import clause_start
from lineage.reading.syntax.words import Word


def earlier_item(words: Sequence[Word], at: int) -> int | None:
    """The last word of the item before the comma or conjunction `at` of a list; None where no list is.

    It may be the verb that both items stand after: "sampled from COCO and cropped".
    """
    place = at
    while place >= 0 and words[place].tag in ("C", ",", "&", "/", "ADV", "NOT", "DET"):
        place -= 1
    if place >= 0 and words[place].tag == ")":
        place = opening(words, place) - 1
    if place < 0:
        return None
    joined = words[at].tag in ("C", "&", "/")
    if words[place].tag in ("N", "NUM"):
        return place if joined or _goes_on(words, at) else None
    return place if words[place].tag == "V" and joined else None


def listed_with(words: Sequence[Word], place: int) -> list[int]:
    """The names that stand in one list with the name at `place`: "Gulls, Terns and Auks"; none without an "and"."""
    found, joined = [], False
    for step in (-1, 1):
        at = place
        while (between := _separators(words, at + step, step)) and _is_item(words, at + step * (between + 1)):
            joined = joined or any(words[at + step * n].text.casefold() in _ANDS for n in range(1, between + 1))
            at += step * (between + 1)
            found.append(at)
    return sorted(found) if joined else []


_ANDS = frozenset({"and", "&", "et", "und", "y"})


def _separators(words: Sequence[Word], at: int, step: int) -> int:
    """How many words separate two items there: "," or "and" or ", and"."""
    count = 0
    while 0 <= at < len(words) and (words[at].tag in (",", "DET") or words[at].text.casefold() in _ANDS):
        count, at = count + 1, at + step
    return count


def _is_item(words: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(words) and (words[at].named or (words[at].tag == "N" and words[at].text[:1].isupper()))


def is_apposition(words: Sequence[Word], comma: int, begin: int) -> bool:
    """Whether a phrase after a comma says what the one before it is: "Harbor, a subset of …"."""
    if comma < 1 or words[comma - 1].tag not in ("N", ")") or words[begin].named:
        return False
    first = words[begin].text.casefold()
    return first in ("a", "an", "our", "the", "another", "its", "their", "one") or words[begin].tag == "NUM"


def after_comma(words: Sequence[Word], end: int) -> int:
    """The end of an apposition, its closing comma included."""
    return end + 1 if end < len(words) and words[end].tag in (",", "—", "–", "-") else end


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a comma separates items of one list: a conjunction follows before any verb does."""
    for place in range(at + 1, min(len(words), at + _LONGEST)):
        tag = words[place].tag
        if tag == "C":
            return words[place - 1].tag in (",", "N", ")", "NUM")
        if tag in ("V", "BE", "MODAL", "HAVE", "DO", "PR", "S", ".", ";"):
            return False
    return words[at - 1].named or words[at - 1].text[:1].isupper()


_LONGEST = 25


def is_list_of(words: Sequence[Word], colon: int) -> bool:
    """Whether what follows the colon spells out the noun before it: "come from four places: …"."""
    begin = clause_start(words, colon)
    verb = any(word.tag in ("V", "BE") for word in words[begin:colon])
    return verb and colon > 0 and words[colon - 1].tag == "N"


def closing(words: Sequence[Word], at: int) -> int:
    """The bracket that closes the one at `at`; `at` itself where none does."""
    return next((place for place in range(at + 1, len(words)) if words[place].tag == ")"), at)


def opening(words: Sequence[Word], at: int) -> int:
    """The bracket that opens the one at `at`; `at` itself where none does."""
    return next((place for place in range(at - 1, -1, -1) if words[place].tag == "("), at)
