"""How a document uses a name wherever it stands: "the GullNet detector", "GullSet is a corpus", "we call it Gulls".

What a name is of, a dataset or a model, a measure or a tool, one sentence alone seldom tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lineage.reading.sentences import Sentence
from lineage.reading.syntax.lexemes import function_words, lexeme

_WORD = re.compile(r"\w[\w'’.-]*\w|\w|[^\s\w]")
_PART, _MOST, _CHARACTERS, _STEM = 60, 12, 60, 6
"""In a part of so many sentences and those beside it so many places are looked at, so many characters on each side."""
_BEFORE, _AFTER = 2, 4
_END = "\0"


class Uses:
    """How the parts of a text use names. What was asked once is kept, as each name stands near many others."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Nothing is looked at before it is asked for."""
        self._sentences = sentences
        self._texts: dict[int, str] = {}
        self._found: dict[tuple[int, str], frozenset[str]] = {}

    def signs(self, number: int, name: str) -> frozenset[str]:
        """The signs of the words beside a name in the sentences around the one of that number."""
        asked = (number // _PART, name)
        if asked not in self._found:
            self._found[asked] = frozenset(_signs(self._text(number // _PART), name))
        return self._found[asked]

    def _text(self, part: int) -> str:
        if part not in self._texts:
            near = self._sentences[max(0, part - 1) * _PART : (part + 2) * _PART]
            self._texts[part] = _END.join(["", *(sentence.text for sentence in near), ""])
        return self._texts[part]


def _signs(text: str, name: str) -> Iterator[str]:
    for before, after in _places(text, name):
        yield from _following(after)
        for word in before[-_BEFORE:]:
            yield f"p1={word[:_STEM]}"
            yield from (f"pv:{sort}" for sort in lexeme(word).verb)
            yield from (f"pn:{sort}" for sort in lexeme(word).noun)


def _following(after: list[str]) -> Iterator[str]:
    if not after:
        return
    first, *rest = after
    yield f"n1={first[:_STEM]}"
    yield from (f"v1:{sort}" for sort in lexeme(first).verb)
    for word in after[:-1]:
        if not lexeme(word).noun:
            break
        yield from (f"nh:{sort}" for sort in lexeme(word).noun)
    if first in function_words()["be"]:
        yield from (f"be:{sort}" for word in rest for sort in lexeme(word).verb)
        yield from (f"ben:{sort}" for word in rest for sort in lexeme(word).noun)


def _places(text: str, name: str) -> Iterator[tuple[list[str], list[str]]]:
    """The words before and after each place at which the name stands, in small letters."""
    at, found = text.find(name), 0
    while at >= 0 and found < _MOST:
        end = at + len(name)
        if not (_is_of_word(text[at - 1]) or _is_of_word(text[end])):
            found += 1
            before = text[max(0, at - _CHARACTERS) : at].rpartition(_END)[2]
            after = text[end : end + _CHARACTERS].partition(_END)[0]
            yield _WORD.findall(before.casefold()), _WORD.findall(after.casefold())[:_AFTER]
        at = text.find(name, end)


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
