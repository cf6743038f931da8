"""Words and numbers of a text with their places, and names found among them whatever their case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Chinese, Japanese and Korean letters: written without spaces, they end a name as a space does."""
_TOKEN = re.compile(rf"[^\W\d_{_IDEOGRAPHS}]+|[{_IDEOGRAPHS}]+|\d+")
_PLAIN_TOKEN = re.compile(r"[a-z]+|\d+", re.ASCII)
"""The same for a text in small ASCII letters, in half the time."""
_LETTER = re.compile(rf"[^\W_{_IDEOGRAPHS}]")
_GAP = re.compile(r"[ \t]?\r?\n?[ \t]*[-_.!,–(]?[ \t]*\Z")
_CLAUSE_END = re.compile(r"[.,!]\s+\Z")
_LONGEST = 10
_TAIL_WORDS = frozenset(
    {
        "based",
        "derived",
        "trained",
        "pretrained",
        "style",
        "like",
        "only",
        "scale",
        "sourced",
        "subset",
        "dataset",
        "data",
    }
    | {"images", "faces", "photos", "wide", "specific", "related", "free", "licensed", "labelled", "annotated"}
)


@dataclass(frozen=True)
class Hit:
    """A name found in a text: where it stands, its key, and how it is written there."""

    start: int
    end: int
    key: str
    text: str


class Keys:
    """Names to look for, each by its key (as of `references.name_key`).

    A key's value says whether its words, when written apart, must be capitalised: "Mega Face" is a name, "the mega face
    of a cliff" is not (see `proper`).
    """

    def __init__(self, strict: Mapping[str, bool]) -> None:
        """Note how keys begin: most words of a text begin none, and are passed over at once."""
        self.strict = dict(strict)
        self.beginnings = frozenset(key[:length] for key in self.strict for length in range(1, len(key) + 1))

    def begun(self, words: list[str]) -> list[int]:
        """At which of a text's words a name can begin: whatever stands between these words."""
        known, strict, last = self.beginnings, self.strict, len(words) - 1
        return [
            number
            for number, word in enumerate(words)
            if word in known
            and (
                word in strict
                or (number < last and word + words[number + 1] in known and self._is_begun(words, number))
            )
        ]

    def _is_begun(self, words: list[str], begin: int) -> bool:
        """Whether some words from there on are a whole name; most beginnings are that of no name."""
        key = ""
        for word in words[begin : begin + _LONGEST]:
            key += word.casefold()  # "Gießen" is folded letter by letter, keys are not
            if key not in self.beginnings:
                return False
            if key in self.strict:
                return True
        return False


def find_keys(text: str, keys: Keys) -> Iterator[Hit]:
    """The longest hits of `keys`, left to right, none overlapping."""
    folded, past = _folded(text), 0
    token = _PLAIN_TOKEN if folded.isascii() else _TOKEN
    begun = keys.begun(token.findall(folded))
    read = begun[-1] + _LONGEST if begun else 0
    tokens = list(islice(token.finditer(folded), read))
    for index in begun:
        if index < past:
            continue
        hit, used = _longest(text, tokens, index, keys)
        if hit:
            yield hit
            past = index + used


def _folded(text: str) -> str:
    """The text without case, letter for letter: one that would become two, such as "ß", stays as it is."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(letter if len(one := letter.casefold()) > 1 else one for letter in text)


def _longest(text: str, tokens: list[re.Match[str]], index: int, keys: Keys) -> tuple[Hit | None, int]:
    start = past = tokens[index].start()
    key, best, used = "", None, 0
    for count, token in enumerate(tokens[index : index + _LONGEST]):
        begin, stop = token.span()
        word = text[begin:stop]
        key += word.casefold()
        if key not in keys.beginnings or (count and not _joins(text[past:begin], word)):
            break
        past = stop
        if key not in keys.strict:
            continue
        end = stop + ("(" in text[start:stop])  # a name may end in brackets: then they close it
        name = text[start:end]
        whole = ("(" in name) == name.endswith(")") and _stands_alone(text, start, end)
        if whole and (not keys.strict[key] or proper(name)):
            best, used = Hit(start, end, key, name), count + 1
    return best, used


def _joins(gap: str, word: str) -> bool:
    """Whether a name can go on over a gap: "Yahoo! Flickr" does, "YFCC. 15M of them" does not."""
    return bool(_GAP.match(gap)) and not (word.isdigit() and _CLAUSE_END.search(gap))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not a part of a longer word or compound: RefCOCO, LAION-COCO and YFCC15M-Recap name other things."""
    before, after = text[max(0, start - 2) : start], text[end : end + 40]
    if _LETTER.match(before[-1:]) or _LETTER.match(after[:1]):
        return False
    if before[-1:] in ("-", "–") and _LETTER.match(before[:1]):
        return False
    tail = re.match(r"[-–_]([^\W\d_]+)", after)
    return not tail or tail[1].casefold() in _TAIL_WORDS


def proper(text: str) -> bool:
    """Whether every longer word of a name in several words is capitalised."""
    if not re.search(r"\s", text):
        return True
    return all(not word[0].isalpha() or word[0].isupper() or len(word) <= 3 for word in re.findall(r"\w+", text))
