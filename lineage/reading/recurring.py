"""How a document uses a name wherever it stands: "the GullNet detector", "GullSet is a corpus", "we call it Gulls".

What a name is of, a dataset or a model, a measure or a tool, one sentence alone seldom tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage.reading.scene import Scene
from lineage.reading.syntax.lexemes import function_words, lexeme

_WORD = re.compile(r"\w[\w'’.-]*\w|\w|[^\s\w]")
_ENDS = re.compile(r"\w")
_AROUND, _MOST, _CHARACTERS, _STEM = 60, 12, 60, 6
"""So many sentences before and after, so many places, so many characters beside each are looked at."""
_BEFORE, _AFTER = 2, 4


def recurring_signs(scene: Scene, name: str) -> Iterator[str]:
    """The signs of the words beside a name in the sentences around."""
    for before, after in _places(scene, name):
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
    if first in _being():
        yield from (f"be:{sort}" for word in rest for sort in lexeme(word).verb)
        yield from (f"ben:{sort}" for word in rest for sort in lexeme(word).noun)


def _places(scene: Scene, name: str) -> Iterator[tuple[list[str], list[str]]]:
    """The words before and after each place at which the name stands, in small letters."""
    sentences, number, found = scene.document.sentences, scene.number, 0
    for sentence in sentences[max(0, number - _AROUND) : number + _AROUND]:
        text, at = sentence.text, sentence.text.find(name)
        while at >= 0 and found < _MOST:
            end = at + len(name)
            if not (_ENDS.match(text[at - 1 : at]) or _ENDS.match(text[end : end + 1])):
                found += 1
                before, after = text[max(0, at - _CHARACTERS) : at], text[end : end + _CHARACTERS]
                yield _WORD.findall(before.casefold()), _WORD.findall(after.casefold())[:_AFTER]
            at = text.find(name, end)


def _being() -> frozenset[str]:
    return function_words()["be"]
