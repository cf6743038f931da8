"""Strangers' text in a plain letter: always one line, so that it cannot look like a part of the letter."""

from __future__ import annotations

import re
import textwrap
from typing import Final

WIDTH: Final = 78
_MARK: Final = r"> |\d+(?:\.\d+)*\.? +|\([a-z]\) +|- +"
_LEAD: Final = re.compile(rf"^( *)({_MARK})?")
_LIKE_OURS: Final = re.compile(rf"{_MARK}|[A-Z][\w ]{{0,30}}[:?]|\d+(?:\.\d+)*\.?$|\([a-z]\)|[->]")
"""What the letter's own points and fields start with."""
_TOGETHER: Final = re.compile(r"(§|Art\.) (?=\d)")


def one_line(text: str) -> str:
    """The text without line breaks, control characters, and characters that turn the reading direction around."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def wrapped(letter: str) -> str:
    """A letter with lines of at most `WIDTH` characters, but for addresses of the web.

    A line that goes on and would look like a point or a field of the letter is set in deeper than these, and a
    quotation keeps its `> `, so that no stranger's text can pass for the letter's own. More than one empty line
    becomes one.
    """
    lines = [piece for line in letter.strip("\n").splitlines() for piece in _folded(line.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _folded(line: str) -> list[str]:
    lead = _LEAD.match(line)
    assert lead is not None  # every part of it may be empty
    indent, mark = lead[1], lead[2] or ""
    after = indent + (mark if mark == "> " else " " * len(mark))
    pieces = _wrap(line[lead.end() :], lead[0], after)
    if mark != "> " and any(_LIKE_OURS.match(piece.strip()) for piece in pieces[1:]):
        return _wrap(line[lead.end() :], lead[0], after + "  ")
    return pieces


def _wrap(text: str, before: str, after: str) -> list[str]:
    wrap = textwrap.TextWrapper(
        WIDTH, initial_indent=before, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )
    return [piece.replace("\u00a0", " ") for piece in wrap.wrap(_TOGETHER.sub("\\1\u00a0", text))] or [""]
