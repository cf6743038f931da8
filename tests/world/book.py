"""A story that a test tells while it happens: headings, sentences, and what commands really print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from textwrap import fill

from typer.testing import CliRunner

from lineage.cli import app
from lineage.clock import parse_moment

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_WIDEST = 60
"""Characters of a cell of a table, which a terminal would fold."""


@dataclass
class Book:
    """A page in Markdown. What differs from one telling to the next is masked: `masks` says what by what."""

    masks: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def chapter(self, title: str, *sentences: str) -> None:
        self.parts.append(f"## {title}")
        self.tell(*sentences)

    def tell(self, *sentences: str) -> None:
        if sentences:
            self.parts.append(fill(" ".join(sentences), 120, break_long_words=False, break_on_hyphens=False))

    def show(self, text: str, language: str = "text") -> None:
        lines = "\n".join(text.rstrip().splitlines())  # mail has other ends of lines
        self.parts.append(f"```{language}\n{lines}\n```")

    def typed(self, command: str, printed: str) -> None:
        """A command and what it printed: beside the one before, where nothing was told between them."""
        if self.parts[-1].startswith("```text\n$ "):
            self.show(f"{self.parts.pop()[8:-4]}\n$ {command}\n{printed}")
        else:
            self.show(f"$ {command}\n{printed}")

    def page(self) -> str:
        """All of it."""
        text = "\n\n".join(self.parts) + "\n"
        for volatile, stable in self.masks.items():
            text = text.replace(volatile, stable)
        return _DIGEST.sub("(SHA-256)", text)


@dataclass
class Stage:
    """Runs `lineage` with the settings of the story at a moment of it, and tells the book what was typed."""

    book: Book
    settings: dict[str, str]
    folder: Path
    now: str = ""
    out: list[str] = field(default_factory=list)
    """What every command printed."""

    def clock(self) -> datetime:
        """The moment of the story."""
        return parse_moment(self.now)

    def run(self, *words: str, code: int = 0) -> str:
        """What a command prints, which the book is not told of."""
        environment = {**self.settings, "LINEAGE_NOW": self.now}
        result = CliRunner().invoke(app, words, env=environment, catch_exceptions=False)
        self.out.append(result.output)
        assert result.exit_code == code, result.output
        return result.output

    def type(self, *words: str, code: int = 0, keep: Sequence[str] = ()) -> str:
        """Run a command and tell it with what it prints: all, or the lines with one of some texts, and … for others."""
        printed = self.run(*words, code=code)
        command = " ".join(_quoted(self._short(word)) for word in words)
        self.book.typed(f"lineage {command}", shortened(printed, keep))
        return printed

    def _short(self, word: str) -> str:
        """A file as somebody would type it who stands in its folder."""
        return word.removeprefix(f"{self.folder}/")


def _quoted(word: str) -> str:
    """A word as somebody would type it in a shell."""
    return f'"{word}"' if "'" in word else shlex.quote(word)


def shortened(printed: str, keep: Sequence[str]) -> str:
    """Tables in columns; and only the lines that are to be kept, the others as one … each time."""
    lines = _aligned(printed.splitlines())
    if not keep:
        return "\n".join(lines)
    found: list[str] = []
    for line in lines:
        if any(text in line for text in keep):
            found.append(line)
        elif not found or found[-1] != "…":
            found.append("…")
    return "\n".join(found)


def _aligned(lines: Iterable[str]) -> list[str]:
    """Lines with tabs as columns, as a terminal shows them."""
    found: list[str] = []
    table: list[list[str]] = []
    for line in [*lines, None]:
        if line is not None and "\t" in line:
            table.append([cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…" for cell in line.split("\t")])
            continue
        if table:
            widths = [max(map(len, column)) for column in zip(*table, strict=True)]
            found += ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
            table = []
        if line is not None:
            found.append(line)
    return found


def fixed(value: object) -> Callable[[], object]:
    """Gives the same again and again, in place of something random."""
    return lambda: value
