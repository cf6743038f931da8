"""Which line breaks inside a paragraph are meant: those between rows, fields and entries. All others only wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lineage.reading.syntax.lexemes import function_words

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_ROW = re.compile(r"\S[ \t]+\|[ \t]+\S|\S\t+\S")
_FIELD = re.compile(r"[\w*][\w .()/*-]{0,28}?[ \t]*[:=]\**[ \t]+\S")
_DASH = re.compile(r"[–—·▪◦] ")
_BOLD = re.compile(r"\*\*[^*]+\*\*[.:]?\Z")
_COLUMNS = re.compile(r"\S {2,}\S")
_ENTRY = re.compile(r"[\"'“(\[*_`]*[^\W_a-z]")
"""What an entry begins with, and the rest of a sentence hardly ever: a capital letter or a number."""
_CITATION = re.compile(r"\s*@\w+\s*\{")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s")
_OPEN = re.compile(r"[,(\[{/&+–—-]\Z|\b([a-z]+)\Z")
_SLACK = 12
"""So many characters are left in a line that somebody ended on purpose, with the next word counted in."""


def breaks(block: str) -> Iterator[int]:
    """Where in a paragraph a line begins that is a piece of its own; an entry of a bibliography stays whole."""
    lines = list(_LINE.finditer(block))
    if len(lines) < 2 or _CITATION.match(block):
        return
    texts = [line.group().strip() for line in lines]
    kinds = [_kind(text) for text in texts]
    apart = {_BOLD} | {kind for kind in kinds if kind and kinds.count(kind) > 1}
    width = max(map(len, texts)) if not _ITEM.match(block) else 0  # what an item is called is told in its next line
    for at in range(1, len(lines)):
        ends = kinds[at - 1] in apart - {_FIELD, _DASH}  # the rest of these may stand on a line of its own
        if ends or kinds[at] in apart or _is_broken(texts[at - 1], texts[at], width):
            yield lines[at].start()


def _kind(text: str) -> re.Pattern[str] | None:
    """What sort of entry a line is, if it is one."""
    if _ROW.search(text):
        return _ROW
    if entry := next((entry for entry in (_BOLD, _FIELD, _DASH) if entry.match(text)), None):
        return entry
    return _COLUMNS if _COLUMNS.search(text) else None


def _is_broken(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word would have fitted, and neither line looks like a part of the other."""
    first = after.split(maxsplit=1)[0]
    if len(line) + 1 + len(first) + _SLACK > width or not _ENTRY.match(after):
        return False
    end = _OPEN.search(line)
    return end is None or (end.group(1) is not None and end.group(1) not in _unfinished())


@cache
def _unfinished() -> frozenset[str]:
    """Words after which a sentence goes on."""
    lists = function_words()
    return frozenset().union(*(lists[name] for name in _GO_ON))


_GO_ON = (
    "prepositions", "conjunctions", "clause_conjunctions", "subordinators", "conditional", "determiners", "be", "have",
    "do", "modals", "not", "self", "adverbs", "adjectives", "whole",
)  # fmt: skip
