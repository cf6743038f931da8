"""What a text calls the thing it introduces: the name on which its title, verbs and sentences agree."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from functools import cache

from lineage.reading.lexicon import Lexicon
from lineage.reading.words.table import names

_WORD = re.compile(
    r"(?<![\w/@.:$\\{-])(?:[A-Z]?[a-z]+(?:[A-Z]+[a-z\d]*)+|[A-Z][A-Z\d]{2,}[a-z]{0,3}|[A-Za-z]+[A-Z\d][\w]*|[A-Z]\w*)(?:[-/](?:[A-Z\d]\w*|[a-z]{1,3}\d*))*(?![\w@])(?!\.\w|://)"
)
_SHAPED = re.compile(r"[a-z][A-Z]|[A-Z]{3}|\d|-[A-Z]|[A-Z]{2}[a-z]")
_BEFORE = re.compile(
    r"\b(?i:call(?:ed|s)?|nam(?:ed?|es|ing)|dub(?:bed)?|term(?:ed)?|christen(?:ed)?|baptis\w+|introduc\w+|present(?:s|ed|ing)?|releas\w+|propos\w+"
    r"|known|under\s+the\s+name|goes\s+by|refer\w*\s+to|form(?:s|ed)?|constitut\w+|obtain\w*|buil[dt]\w*|creat\w+|construct\w*|compil\w+"
    r"|publish\w*|train(?:ed|s|ing)?|yield\w*|make\s+up|makes\s+up|made|becomes?|became|taught|let)\b[^.;:A-Z]{0,45}[*_`\"'“‘(]{0,2}\Z",
)
_AFTER = re.compile(
    r"[*_`\"'”’]{0,2}(?:\s*\([^)]{0,60}\))?,?\s+(?:is|was|are|were|has|contains?|consists?|comprises?|includes?|comes?|draws?|derives?|extends?|combines?|holds?|provides?|offers?|builds?|pairs?"
    r"|achieves?|attains?|reaches|outperforms?|sees|learns?|dataset|corpus|benchmark|collection|generator|encoder|network|model)\b"
)
_BEHIND = re.compile(
    r"\b(?:on|upon|from|with|over|us(?:e[sd]?|ing)|employ(?:s|ed)?|utili[sz](?:e[sd]?|ing)|downloaded)"
    r"\s+(?:(?:the|all|whole|entire|full|of)\s+)*[*_`\"'“‘(]{0,2}\Z",
    re.IGNORECASE,
)
"""What stands behind such words is rather what the work was done with: "trained on X"."""
_OURS = re.compile(r"\b(?:our|this|the\s+new|we)\b[^.]{0,40}\Z", re.IGNORECASE)


def introduced_name(text: str, title: str | None, lexicon: Lexicon) -> str | None:
    """The unknown name that the text most often treats as its own; None where no name stands out."""
    scores: Counter[str] = Counter()
    known = [(mention.start, mention.end) for mention in lexicon.find(text)]
    starts = [start for start, _ in known]
    for match in _WORD.finditer(text):
        name = match.group()
        if not _SHAPED.search(name) or name.casefold() in _others():
            continue
        nearest = known[max(0, bisect(starts, match.end() - 1) - 1)] if known else (0, 0)
        if (nearest[0] < match.end() and match.start() < nearest[1]) or lexicon.organization(name):
            continue
        before, after = text[max(0, match.start() - 90) : match.start()], text[match.end() : match.end() + 80]
        behind = _BEHIND.search(before) is not None
        scores[name] += 0 if behind else 1
        scores[name] += 4 if _BEFORE.search(before) and not behind else 0
        scores[name] += 2 if _AFTER.match(after) else 0
        scores[name] += 2 if _OURS.search(before) else 0
        scores[name] += 3 if title and name in title else 0
    first, second = (*scores.most_common(2), ("", 0), ("", 0))[:2]
    enough = _ENOUGH if len(text) > _SHORT else 1
    return first[0] if first[1] >= enough and first[1] > second[1] else None


_ENOUGH = 4
_SHORT = 1200
"""A text of fewer characters has little room for others' names."""


@cache
def _others() -> frozenset[str]:
    """Names that are others': tools, formats, and datasets that everybody compares with."""
    return names()["not_datasets"] | names()["elsewhere"]
