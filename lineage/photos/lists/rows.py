"""Lists of text, a member a line: cut into cells and read, many thousand lines at once."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.text import column, cut
from lineage.photos.lists.chunk import Aside, Chunk, aside, chunk
from lineage.photos.lists.form import Form, Name, by_name, meant
from lineage.photos.lists.members import nobody
from lineage.photos.lists.stream import Forward, blocks

Wanted = list[tuple[Name, int]]
_AT_ONCE = 100_000
_SAMPLE = 1000


def rows(stream: Forward, form: Form) -> Iterator[Chunk]:
    """The members of a list of text."""
    if form.quotes:
        return _quoted(stream, form)
    return _plain(stream, form)


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line that may have quotes."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def titles(header: list[str]) -> list[str]:
    """The names that a header gives its columns."""
    return [cell.strip().strip('"').strip() for cell in header]


def passed_over(line: bytes) -> bool:
    """Whether a line is empty or a comment."""
    return not line.strip() or line.startswith(b"#")


def _plain(stream: Forward, form: Form) -> Iterator[Chunk]:
    delimiter = form.delimiter if form.kind == "csv" else "\n"
    before, wanted, width, headed = 0, Wanted(), 0, form.header
    for block in blocks(stream):
        start = 0
        if headed:
            header, start = _first_line(block)
            if not header:
                before += block.count(b"\n")
                continue
            names = header.split(delimiter)
            before, headed = before + block.count(b"\n", 0, start), False
            width = len(names)
            wanted = _wanted(form, names)
        body = memoryview(block)[start:]
        if not width or start:
            width = _width(bytes(body[: 1 << 16]), delimiter) or width
        if not width:
            before += block.count(b"\n", start)
            continue
        wanted = wanted or _wanted(form, [])
        if any(at >= width for _, at in wanted):
            raise _narrow(width)
        yield from _block(body, delimiter, width, wanted, before)
        before += block.count(b"\n", start)


def _block(body: memoryview, delimiter: str, width: int, wanted: Wanted, before: int) -> Iterator[Chunk]:
    lines = cut(body, delimiter, width, wanted=[0, width - 1, *(at for _, at in wanted)])
    first, last, *columns = lines.columns
    passed = (first.buffer[first.begin] == ord("#")) & (first.end > first.begin) if len(first) else None
    yield chunk(
        [(name, one) for (name, _), one in zip(wanted, columns, strict=True)],
        lines.number + (before + 1),
        lambda row: first.buffer[first.begin[row] : last.end[row]].tobytes(),
        passed,
    )
    odd: list[tuple[int, list[str]]] = []
    others: list[Aside] = []
    for number, line in lines.others:
        if passed_over(line):
            continue
        found = cells(line.decode(errors="replace"), delimiter) if b'"' in line else []
        if len(found) == width:
            odd.append((before + number + 1, found))
        else:
            others.append(aside(before + number + 1, line))
    if odd or others:
        read = table(odd, wanted, delimiter)
        yield Chunk(read.members, [*others, *read.others])


def table(numbered: Sequence[tuple[int, list[str]]], wanted: Wanted, delimiter: str) -> Chunk:
    """The members of rows whose cells are at hand, each with its line's number."""
    if not numbered:
        return Chunk(nobody(0), [])
    return chunk(
        [(name, column([row[at].encode(errors="replace") for _, row in numbered])) for name, at in wanted],
        np.array([number for number, _ in numbered], np.int64),
        lambda row: delimiter.join(numbered[row][1]).encode(errors="replace"),
    )


def _quoted(stream: Forward, form: Form) -> Iterator[Chunk]:
    lines = (line.decode(errors="replace") for block in blocks(stream) for line in block.splitlines(keepends=True))
    reader = csv.reader(lines, delimiter=form.delimiter)
    numbered = _numbered(reader)
    header = next(numbered, (0, []))[1] if form.header else []
    sample = list(islice(numbered, _SAMPLE))
    width = Counter(len(row) for _, row in sample).most_common(1)[0][0] if sample else len(header)
    wanted = _wanted(form, header)
    if any(at >= width for _, at in wanted):
        raise _narrow(width)
    numbered = chain(sample, numbered)
    while part := list(islice(numbered, _AT_ONCE)):
        read = table([(number, row) for number, row in part if len(row) == width], wanted, form.delimiter)
        odd = [aside(number, form.delimiter.join(row)) for number, row in part if len(row) != width]
        yield Chunk(read.members, [*read.others, *odd])


def _numbered(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on, without empty ones and comments."""
    line = 0
    try:
        for row in reader:
            if row and not row[0].startswith("#") and any(cell.strip() for cell in row):
                yield line + 1, row
            line = reader.line_num  # type: ignore[attr-defined]
    except csv.Error:
        raise BadInput(
            f"Behind line {line} a quotation mark is not closed; if it belongs to the text, leave `quotes=yes` out of "
            "`--format`."
        ) from None


def _narrow(width: int) -> BadInput:
    return BadInput(f"The lines of the list have {width} columns, and the form asks for more; look at the file again.")


def _first_line(block: bytes) -> tuple[str, int]:
    """The first line that says something, and where the next one begins; nothing, if there is none."""
    start = 0
    while start < len(block):
        end = block.find(b"\n", start) + 1 or len(block)
        if not passed_over(line := block[start:end]):
            return line.decode(errors="replace").rstrip("\r\n"), end
        start = end
    return "", start


def _width(sample: bytes, delimiter: str) -> int:
    """How many cells most lines have."""
    lines = [line for line in sample.split(b"\n")[: _SAMPLE + 1] if not passed_over(line)]
    if len(lines) > 1:
        lines.pop()  # it may be cut off
    if delimiter == "\n":
        return 1
    return max(Counter(line.count(delimiter.encode()) + 1 for line in lines).most_common(1), default=(0, 0))[0]


def _wanted(form: Form, header: list[str]) -> Wanted:
    """Which column has what, counted from 0."""
    if form.kind == "names":
        return [(form.places[0][0], 0)]
    names = titles(header)
    found: Wanted = []
    for name, place in form.places:
        if not by_name(place):
            found.append((name, int(place) - 1))
        elif names.count(meant(place).strip()) == 1:
            found.append((name, names.index(meant(place).strip())))
        else:
            shown = ", ".join(one[:40] for one in names[:12] if not any(c.isdigit() for c in one))
            raise BadInput(f"The list has no single column {meant(place)!r}; its first line has {shown or 'no names'}.")
    return found
