"""Finds the form of a list by looking at the beginning of it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.text import column
from lineage.photos.lists import keys
from lineage.photos.lists.chunk import Chunk, chunk
from lineage.photos.lists.documents import named
from lineage.photos.lists.evidence import Seen, places
from lineage.photos.lists.form import FORMS, Form, written
from lineage.photos.lists.rows import passed_over, titles
from lineage.photos.lists.sample import Document, Names, Sample, Table, Text, look

_DELIMITERS = "\t;,| "
_ENOUGH, _SAME_WIDTH = 0.5, 0.8
_NAMES_SOMETHING = re.compile(r"[0-9]{5}|[0-9a-fA-F]{23}|@N[0-9]{2}|https?:|\A[0-9.+-]+\Z")


@dataclass(frozen=True)
class Guess:
    """A form a list may have, and how well it explains the sample."""

    form: Form
    rows: int
    """Rows of the sample that name somebody."""
    kinds: float
    """How many of photo, owner and hash a row names, in the mean."""


def guess(path: Path) -> Form:
    """The form of a list. Raises BadInput for one that names nobody, or in no way that is known."""
    return guessed(look(path))


def guessed(sample: Sample) -> Form:
    """The form of a list that begins like this."""
    match sample:
        case Text(lines):
            found = list(_in_text([line for line in lines if not passed_over(line.encode(errors="replace"))]))
        case Names(names):
            found = list(_in_names(names))
        case Document(value):
            found = [_judged(form, named(items, form), len(items)) for form, items in keys.forms(value)]
        case Table(columns):
            found = list(_in_columns(columns))
    found = [one for one in found if one.rows]
    most = max((one.rows for one in found), default=0)
    likely = [one for one in found if one.rows * 10 >= most]
    if not likely:
        raise BadInput(
            f"The list names nobody in a way that is known; it has {_shape(sample)}. Expected are photo ids, user IDs "
            f"(12345678@N00), hashes or addresses of Flickr; if it has them, say where with `--format`: {FORMS}."
        )
    return max(likely, key=lambda one: (one.kinds, one.rows)).form


def _judged(form: Form, read: Chunk, rows: int) -> Guess:
    """How well a form explains what was read by it; not at all, if half of it was not."""
    count = len(read.members)
    if count < _ENOUGH * (count + len(read.others)) or not rows:
        return Guess(form, 0, 0)
    found = read.members
    kinds = (found.photo != 0).sum() + (found.owner != 0).sum() + ((found.hash_high | found.hash_low) != 0).sum()
    return Guess(form, count, float(kinds) / max(rows, count))


def _in_text(lines: list[str]) -> Iterator[Guess]:
    if not lines:
        return
    if lines[0].lstrip()[0] in "{[" and (forms := list(keys.forms_of_lines(lines))):
        yield from (_judged(form, named(items, form), len(items)) for form, items in forms)
    quoted = '"' in "".join(lines)
    found = []
    for delimiter in _DELIMITERS:
        tables = [(True, _rows(lines, delimiter))] if quoted and _has_quoted_cells(lines, delimiter) else []
        for quotes, rows in [*tables, (False, [line.split(delimiter) for line in lines])]:
            found += [one for one in _in_rows(rows, delimiter, quotes) if one.rows]
    if not found and not _NAMES_SOMETHING.search(lines[0]) and "\t" not in "".join(lines):
        found += _in_rows([[line] for line in lines], "\t", quotes=False, headed=True)
    yield from found or _in_names(lines)


def _in_rows(rows: list[list[str]], delimiter: str, quotes: bool, headed: bool = False) -> Iterator[Guess]:
    """A table of such rows, if most are equally wide."""
    if not rows:
        return
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if (width < 2 and not headed) or count < _SAME_WIDTH * len(rows):
        return
    first = titles(rows[0])
    header = first if len(first) == width and not any(map(_NAMES_SOMETHING.search, first)) and len(rows) > 1 else None
    body = [row for row in rows[1 if header else 0 :] if len(row) == width]
    seen = []
    for at in range(width):
        name = header[at] if header else None
        known = header is not None and bool(name) and header.count(header[at]) == 1
        seen.append(Seen(written(header[at]) if header and known else str(at + 1), name, [row[at] for row in body]))
    if found := places(seen):
        form = Form("csv", found, delimiter, header=header is not None, quotes=quotes)
        yield _judged(form, _read(seen, form), len(rows) - bool(header))


def _in_names(names: list[str]) -> Iterator[Guess]:
    seen = [Seen("1", None, names)]
    name = next((name for name, _ in places(seen)), None)
    if name:
        form = Form("names", ((name, ""),))
        yield _judged(form, _read([Seen("", None, names)], form), len(names))


def _in_columns(columns: dict[tuple[str, ...], list[str]]) -> Iterator[Guess]:
    seen = [Seen(".".join(map(written, path)), path[-1], cells) for path, cells in columns.items()]
    if found := places(seen):
        form = Form("parquet", found)
        read = _read(seen, form)
        yield _judged(form, read, len(read.members) + len(read.others))


def _read(seen: list[Seen], form: Form) -> Chunk:
    """The sample read by the form; rows of which no chosen cell is filled say nothing about it."""
    by_place = {one.place: one for one in seen}
    chosen = [(name, by_place[place].cells) for name, place in form.places]
    kept = [at for at in range(len(chosen[0][1])) if any(cells[at].strip() for _, cells in chosen)]
    return chunk(
        [(name, column([cells[at].encode(errors="replace") for at in kept])) for name, cells in chosen],
        np.array(kept, np.int64),
        lambda _: b"row",
    )


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader([line + "\n" for line in lines], delimiter=delimiter) if row]
    except csv.Error:
        return []


def _has_quoted_cells(lines: list[str], delimiter: str) -> bool:
    mark = re.escape(delimiter)
    return any(re.search(rf'(?:\A|{mark})"(?:[^"]|"")*(?:"(?:{mark}|\Z)|\Z)', line) for line in lines)


def _shape(sample: Sample) -> str:
    """What was seen, with every digit a 9: the person at the terminal has the list, their log need not."""
    match sample:
        case Text(lines) | Names(lines):
            first = next((line for line in lines if line.strip()), "")
            return f"lines like {re.sub('[0-9]', '9', first[:60])!r}" if first else "nothing in it"
        case Document():
            return "no value of that kind in its objects"
        case Table(columns):
            return f"the columns {', '.join('.'.join(path) for path in list(columns)[:12])}"
