"""A first look at a list: enough of it to see its form."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from lineage.photos.lists.documents import document
from lineage.photos.lists.read import contents
from lineage.photos.lists.stream import raw

BYTES: Final = 64 << 10
ROWS: Final = 1000
_LONG_LINE: Final = 1 << 20


@dataclass(frozen=True)
class Text:
    """The first lines of a text, the last of them whole."""

    lines: list[str]


@dataclass(frozen=True)
class Names:
    """The first names in an archive or a folder."""

    names: list[str]


@dataclass(frozen=True)
class Document:
    """A whole document of JSON."""

    value: Any


@dataclass(frozen=True)
class Table:
    """The first values of columns, each by the keys that lead to it."""

    columns: dict[tuple[str, ...], list[str]]


Sample = Text | Names | Document | Table


def look(path: Path) -> Sample:
    """What a list begins with; a document of JSON is looked at as a whole, for its list may come last.

    Raises BadInput for what cannot be opened or breaks off.
    """
    with ExitStack() as open_files:
        stream, names = contents(path, open_files)
        if names is not None:
            return Names([name.decode(errors="replace") for name in islice(names, ROWS)])
        if stream is None:
            from lineage.photos.lists.parquet import sample  # pyarrow is heavy

            return Table(sample(open_files.enter_context(raw(path)), ROWS))
        head = stream.peek(BYTES)
        if len(head) == BYTES and b"\n" not in head:
            head = stream.peek(_LONG_LINE)
        if head.lstrip()[:1] in (b"{", b"[") and not _is_json_lines(head):
            return Document(document(stream))
        if len(head) >= BYTES and b"\n" in head:
            head = head[: head.rfind(b"\n")]
        return Text(head.decode(errors="replace").replace("\r\n", "\n").split("\n")[:ROWS])


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line is a whole value, and another follows."""
    first, _, rest = head.lstrip().partition(b"\n")
    opened, closed = (b"{", b"}") if first[:1] == b"{" else (b"[", b"]")
    return first.rstrip().endswith(closed) and rest.lstrip()[:1] == opened
