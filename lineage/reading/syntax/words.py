"""The words of a sentence, with names as slots, each tagged with the part it can play."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from lineage.reading.lexicon import Mention
from lineage.reading.syntax.lexemes import NOTHING, Lexeme, function_words, phrase_beginnings, phrases

_PIECE = re.compile(
    r"https?://[^\s)\]>\"'`}]+"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+(?:[-‐][^\W_]+)*|\d[\d.,]*\w*(?:-[^\W\d_]+)*|[^\w\s]",
)
_SKIPPED = re.compile(
    r"\]\([^)\s]*\)|~?\\(?:cite\w*|ref|label|footnote)\{[^}]*\}|\\(?:textbf|emph|textit|texttt)\b|<[^<>\n]{1,200}>"
    r"|\[[ xX✓]\]|\[(?:\d+(?:\s*[,–-]\s*\d+)*|reference|\^\d+)\]"
    r"|\((?:[A-Z][^()]{0,60}?,?\s(?:19|20)\d\d[a-z]?(?:;[^()]{0,80})?|(?:19|20)\d\d[a-z]?)\)"
    r"|[*_`\"“”‘«»\[\]{}]|(?<!\w)['’]|['’](?!\w)"
)
_MARKED = re.compile(r"[\]\[()<>{}*_`\"“”‘’'«»\\]")
"""What begins anything skipped: most sentences have none."""


class Word(NamedTuple):
    """One word, or a name. A tuple, as a text has thousands and a dataclass takes thrice as long to make.

    `tag` is its part: N, V, ADJ, ADV, NUM, P, C, S, PR, DET, BE, HAVE, DO, MODAL, NOT, or a mark itself; `mention`
    numbers the name it is.
    """

    start: int
    end: int
    text: str
    tag: str
    lexeme: Lexeme = NOTHING
    form: str = ""
    mention: int = -1
    own: bool = False
    """Whether it names the document's own artefact."""

    @property
    def named(self) -> bool:
        """Whether it stands for a name."""
        return self.mention >= 0 or self.own


def untagged(
    text: str, mentions: Sequence[Mention], own: Sequence[tuple[int, int]], owns: frozenset[int]
) -> list[Word]:
    """The words and names of a sentence; what may be several parts of speech is tagged "?".

    `own` are the places of the artefact's names, `owns` the numbers of the mentions that are it.
    """
    slots = [(m.start, m.end, number, number in owns) for number, m in enumerate(mentions)]
    taken = [(start, end) for start, end, _, _ in slots]
    slots += [(s, e, -1, True) for s, e in own if not any(s < end and start < e for start, end in taken)]
    found: list[Word] = []
    at = 0
    for start, end, number, is_own in sorted(slots):
        if start < at:
            continue
        found += _plain(text, at, start)
        found.append(Word(start, end, text[start:end], "N", mention=number, own=is_own))
        at = end
    found += _plain(text, at, len(text))
    return _joined(found)


def _plain(text: str, start: int, end: int) -> list[Word]:
    """The words between two names; markup, citations and addresses of links are no words."""
    piece = text[start:end]
    skipped = [match.span() for match in _SKIPPED.finditer(text, start, end)] if _MARKED.search(piece) else []
    for low, high in reversed(skipped):
        low, high = low - start, high - start
        piece = piece[:low] + " " * (high - low) + piece[high:]
    return [
        Word(start + match.start(), start + match.end(), word := match.group().replace("‐", "-"), _first_tag(word))
        for match in _PIECE.finditer(piece)
    ]


@lru_cache(maxsize=8192)
def _first_tag(word: str) -> str:
    """The tag of a word by itself; kept, as texts repeat their words."""
    word = word.casefold().replace("’", "'")
    if tag := _tags().get(word):
        return tag
    if word[0].isdigit():
        return "NUM"
    if not word[0].isalpha():
        return word
    return "?"


@cache
def _tags() -> Mapping[str, str]:
    """The part of each word that can play only one, the first of `_ORDER` that has it."""
    lists = function_words()
    return {word: tag for tag, name in reversed(_ORDER) for word in lists[name]}


_ORDER = (
    ("PR", "pronouns"), ("BE", "be"), ("HAVE", "have"), ("DO", "do"), ("MODAL", "modals"), ("NOT", "not"),
    ("DET", "determiners"), ("C", "conjunctions"), ("CC", "clause_conjunctions"), ("S", "subordinators"),
    ("S", "conditional"), ("P", "prepositions"), ("ADV", "adverbs"),
)  # fmt: skip


def _is_act(word: str, before: list[Word]) -> bool:
    """Whether a set is based on something, as a statement; elsewhere "based on" is a mere preposition."""
    last = next((one for one in reversed(before) if one.tag != "ADV"), None)
    return word == "based" and last is not None and last.tag == "BE"


def _joined(words: list[Word]) -> list[Word]:
    """With prepositions of several words as one: "out of" is "from", "such as" is "like"."""
    words = _hyphenated(words)
    folded = [word.text.casefold() for word in words]
    first, found, at = phrase_beginnings(), list[Word](), 0
    for begin in [place for place, text in enumerate(folded) if text in first]:
        if begin < at:
            continue
        found += words[at:begin]
        at = begin
        if (joined := _phrase(words, folded, begin, found)) is not None:
            one, at = joined
            found.append(one)
    return found + words[at:]


def _phrase(words: list[Word], folded: list[str], begin: int, before: list[Word]) -> tuple[Word, int] | None:
    """The longest preposition of several words that begins there, and where it ends."""
    for end in (begin + 4, begin + 3, begin + 2):
        piece, one = words[begin:end], phrases().get(tuple(folded[begin:end]))
        if one and all(word.mention < 0 for word in piece) and not _is_act(folded[begin], before):
            tag = "C" if one == "and" else "P" if one != "using" else "?"
            return Word(piece[0].start, piece[-1].end, one, tag), end
    return None


def _hyphenated(words: list[Word]) -> list[Word]:
    """With words that were torn apart at their hyphens whole again: "fine - tuning"."""
    if not any(word.text in ("-", "–") for word in words):
        return words
    found: list[Word] = []
    for word in words:
        if len(found) > 1 and found[-1].text in ("-", "–") and found[-2].mention < 0 and word.mention < 0:
            whole = f"{found[-2].text}-{word.text}"
            if found[-2].text.casefold() in _HALVES and word.text.isalpha():
                found[-2:] = [Word(found[-2].start, word.end, whole, _first_tag(whole))]
                continue
        found.append(word)
    return found


_HALVES = frozenset(
    {
        "fine",
        "pre",
        "re",
        "self",
        "sub",
        "semi",
        "large",
        "high",
        "low",
        "state",
        "multi",
        "end",
        "hand",
        "zero",
        "few",
        "co",
        "image",
        "text",
        "in",
        "real",
    }
)
