"""Splitting text and Markdown into sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lineage.reading.lines import breaks

_PARAGRAPH = re.compile(  # begins with what it is sought by: so the engine runs over all else three times as fast
    r"(?:\n|\r\n)(?:"
    r"(?:[ \t]*\r?\n)+"
    r"|(?=[ \t]*(?:[-*+•] |\d+[.)] |\||>|```|~~~))"  # list items, tables, quotes, fences
    r"|(?=[ \t]*(?:#{1,6} |\\(?:sub)*section))"  # headings
    r"|(?<=\|\n)|(?<=\|\r\n)"
    r"|[ \t]*[-=~_*]{3,}[ \t]*(?=\r?\n)"  # a line that underlines a heading, or divides
    r")"
)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\r\n]*", re.MULTILINE)
_HEADING = re.compile(r"\s*(?:#{1,6}[ \t][^\r\n]*|\\(?:sub)*section\*?\{[^{}\r\n]*\}[ \t]*)(?:\r?\n)?")
_IS_HEADING = re.compile(
    r"#{1,6}\s|(?:\\(?:sub)*(?:section|paragraph)\*?\{[^{}]*\}?|\\textbf\{[^{}]*[.:]\}?"
    r"|\*\*(?!\W)[^*\n]{2,60}(?:\*\*[.:]?|[.:])|\d{1,2}(?:\.\d{1,2})+\.?\s+[A-Z][^.!?:;,|\n]{1,50})\Z"
)
"""Also of a heading that its paragraph runs on from: "**Source.** Crops of …", whose mark ends it."""
_UNDERLINE = re.compile(r"\r?\n[ \t]*[-=~]{3,}")
_MARKUP = re.compile(r"^#+|\\\w+\*?\{|\}|\*\*|__")
_END = re.compile(
    r"[.!?。！？](?:(?<=[。！？])|[\"'”’)\]}*_]*\s+(?=`|(?:\\[a-z]+\*?\{)?[\"'“‘(\[*_]*[A-Z0-9\uE000-\uF8FF\u4e00-\u9fff]))"
)
_NOT_END = re.compile(
    r"(?:\b(?:et al|e\.g|i\.e|cf|vs|resp|approx|Fig|Figs|Tab|Sec|Eq|Ref|Refs|No|Dr|Prof|Inc|Ltd|Co|Univ|Dept|St|Mr|Ms)"
    r"|\b[A-Z]|\A\s*\d{1,3})\.[\"'”’)\]*_]*\s+\Z"  # "1." begins an item
)


_UNTICKED = re.compile(r"\s*(?:[-*+]\s*)?\[\s\]")
_TICKED = re.compile(r"\s*(?:[-*+]\s*)?\[[xX✓]\]|\s*(?:[-*+]\s*)?[✓✔✅☑]")


@dataclass(frozen=True)
class Sentence:
    """A stretch of text; `code` inside a fenced block; `under` is the heading above it, without its markup."""

    start: int
    end: int
    text: str
    code: bool = False
    heading: bool = False
    under: str = ""

    @cached_property
    def is_row(self) -> bool:
        """Whether it is a row of a table in Markdown, with or without a line at its left."""
        return _ROW.search(self.text) is not None

    @cached_property
    def ticked(self) -> bool | None:
        """Of a task in a list whether it is done, "- [x] …"; None of anything else."""
        return True if _TICKED.match(self.text) else False if _UNTICKED.match(self.text) else None

    @property
    def is_item(self) -> bool:
        """Whether it begins an item of a list."""
        return _ITEM.match(self.text) is not None


_ROW = re.compile(r"\A\s*\||\A[^\n]*\S \| \S[^\n]*\Z")
_ITEM = re.compile(r"\s*(?:[-*+•–—·▪◦]|\d+[.)])\s")


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """Every sentence from `start` on, in order. Headings, list items and lines of code stand for themselves."""
    under = ""
    for begin, end, code, heading in _pieces(text, start):
        piece = text[begin:end]
        under = _MARKUP.sub("", piece).strip("# \t\r\n") if heading else under
        yield Sentence(begin, end, piece, code, heading, under if not heading else "")


_Piece = tuple[int, int, bool, bool]
"""A sentence before it is known under which heading: start, end, whether it is code, whether a heading."""


def _pieces(text: str, start: int) -> Iterator[_Piece]:
    begin, code = start, False
    for fence in _FENCE.finditer(text, start):
        yield from _lines(text, begin, fence.start()) if code else _prose(text, begin, fence.start())
        begin, code = fence.end(), not code
    yield from _lines(text, begin, len(text)) if code else _prose(text, begin, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[_Piece]:
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        if match.group().strip("`~ \t"):
            yield start + match.start(), start + min(match.end(), match.start() + _LONGEST), True, False


def _prose(text: str, start: int, end: int) -> Iterator[_Piece]:
    for begin, finish in _spans(text, start, end):
        if heading := _HEADING.match(text, begin, finish):
            yield from _sentence(text, begin, heading.end())
            begin = heading.end()
        underlined = _UNDERLINE.match(text, finish, end) and "\n" not in text[begin:finish].strip()
        for at, until in _entries(text, begin, finish):
            yield from _between_ends(text, at, until) if not underlined else _piece(text, at, until, heading=True)


def _between_ends(text: str, start: int, end: int) -> Iterator[_Piece]:
    begin = start
    for gap in _END.finditer(text, start, end):
        if _NOT_END.search(text[max(begin, gap.end() - 12) : gap.end()]):
            continue
        yield from _sentence(text, begin, gap.start() + 1)
        begin = gap.end()
    yield from _sentence(text, begin, end)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs, with headings, items, rows and quotes for themselves."""
    begin = start
    for match in _PARAGRAPH.finditer(text, start, end):
        yield begin, match.start()
        begin = match.end()
    yield begin, end


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph that stand for themselves."""
    begin = start
    for at in breaks(text[start : min(end, start + _READ)]):
        yield begin, start + at
        begin = start + at
    yield begin, end


def _sentence(text: str, start: int, end: int) -> Iterator[_Piece]:
    end = min(end, start + _READ)
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield from _piece(text, start, cut)
        start = cut
    yield from _piece(text, start, end)


_LONGEST, _READ = 4_000, 20_000
"""Nobody writes a longer sentence: what has so many characters is data, read in pieces, and only so far in."""


def _piece(text: str, start: int, end: int, *, heading: bool = False) -> Iterator[_Piece]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    start, piece = start + lead, piece.strip()
    if piece.strip("`~|#-*= \t"):
        yield start, start + len(piece), False, heading or _IS_HEADING.match(piece) is not None
