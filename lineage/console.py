"""What commands print: tables for people, JSON for machines, errors as sentences, progress on stderr."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ParamSpec

import typer

from lineage.errors import BadInput, LineageError

P = ParamSpec("P")
DONE, FAILED, WRONG_USE, INCOMPLETE = 0, 1, 2, 3
_BAR = 30


def told(command: Callable[P, int | None]) -> Callable[P, None]:
    """Run a command; its result is the exit code, its errors are sentences without a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or DONE
        except LineageError as error:
            if os.environ.get("LINEAGE_DEBUG"):
                raise
            say(f"lineage: {error}")
            code = WRONG_USE if isinstance(error, BadInput) else FAILED
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; nothing is wrong
            code = DONE
        raise typer.Exit(code)

    return run


def say(message: str) -> None:
    """A line for people, on stderr."""
    print(message, file=sys.stderr)


def progress() -> Callable[[str], None]:
    """A line that follows the work on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda message: None

    def tell(message: str) -> None:
        print(f"\r\033[2K{message}", end="" if message else "\r", file=sys.stderr, flush=True)

    return tell


def bar() -> Callable[[str, int, int | None], None]:
    """The same with how much is done, as a bar where it is known of how much."""
    tell = progress()

    def show(step: str, done: int, of: int | None) -> None:
        if of:
            filled = _BAR * done // of
            step = f"{step} [{'█' * filled}{'·' * (_BAR - filled)}] {done:,} of {of:,}"
        tell(f"{step} {done:,}" if done and not of else step)

    return show


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a job returns
    """Results as plain JSON values."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def dump(value: Any) -> None:  # noqa: ANN401
    """One JSON document on stdout."""
    out(json.dumps(plain(value), ensure_ascii=False, indent=1))


def out(text: str, end: str = "\n") -> None:
    """Text on stdout, without the control characters of scraped names."""
    sys.stdout.write("".join(c if c.isprintable() or c in "\n\t" else "�" for c in text) + end)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as wide as the terminal, or plain tab-separated lines where there is none."""
    cells = [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in ([*columns], *cells):
            out("\t".join(line))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for line in cells:
        shown.add_row(*(Text("".join(c if c.isprintable() else "�" for c in cell)) for cell in line))
    Console().print(shown)


def short(text: str | None, longest: int = 110) -> str:
    """A quote on one line."""
    folded = " ".join((text or "").split())
    return folded if len(folded) <= longest else folded[: longest - 1] + "…"
