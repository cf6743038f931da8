"""Lists in JSON: where a document has its items, and what an item says of a member."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np

from lineage.errors import BadInput
from lineage.photos.columns.text import column
from lineage.photos.lists.chunk import Aside, Chunk, aside, chunk
from lineage.photos.lists.form import EVERY, ITEM, KEY, Form, meant
from lineage.photos.lists.members import nobody
from lineage.photos.lists.rows import passed_over
from lineage.photos.lists.stream import BLOCK, Forward, blocks

LARGEST: Final = 2 << 30
"""Bytes of a document that is read as a whole; JSON lines may be of any size."""
Json = Any
"""Whatever a document may hold."""
_AT_ONCE = 100_000


@dataclass(frozen=True)
class Item:
    """Something in a document that names a member, or several."""

    number: int
    value: Json
    keys: tuple[str, ...] = ()
    """Keys of the objects it is in, as far as `*` stands for them; the nearest is last."""


def document(stream: Forward) -> Json:
    """A whole document. Raises BadInput for one that is too large, too deep, or no JSON."""
    parts, size = [], 0
    while part := stream.read(BLOCK):
        size += len(part)
        if size > LARGEST:
            raise BadInput(f"The document has more than {LARGEST:,} bytes; write its items as JSON lines instead.")
        parts.append(part)
    try:
        return json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        raise BadInput("This is no JSON document, or one of too many levels; expected is a list of objects.") from None


def from_document(stream: Forward, form: Form) -> Iterator[Chunk]:
    """The members of a document."""
    values = enumerate(walk(document(stream), form.within), 1)
    items = (Item(number, value, keys) for number, (keys, value) in values)
    while part := list(islice(items, _AT_ONCE)):
        yield named(part, form)


def from_lines(stream: Forward, form: Form) -> Iterator[Chunk]:
    """The members of JSON lines."""
    _, _, within = form.within.partition(".")
    lines = enumerate((line for block in blocks(stream) for line in block.removesuffix(b"\n").split(b"\n")), 1)
    while part := list(islice(lines, _AT_ONCE)):
        items: list[Item] = []
        others: list[Aside] = []
        for number, line in part:
            if passed_over(line):
                continue
            try:
                found = list(walk(json.loads(line), within or ITEM))
            except (ValueError, RecursionError):
                others.append(aside(number, line))
                continue
            items += [Item(number, value, keys) for keys, value in found]
            if not found:
                others.append(aside(number, line))
        read = named(items, form)
        yield Chunk(read.members, [*others, *read.others])


def walk(value: Json, within: str, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Json]]:
    """The items of a document, and the keys they have."""
    step, _, rest = within.partition(".")
    if within == ITEM or not step:
        yield keys, value
    elif step != EVERY:
        yield from walk(under(value, step), rest, keys) if under(value, step) is not None else ()
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, rest, (*keys, key))
    elif isinstance(value, list):
        for one in value:
            yield from walk(one, rest, keys)


def named(items: Sequence[Item], form: Form) -> Chunk:
    """What items name. One with a list names a member for each of its elements."""
    rows: list[tuple[Item, list[bytes]]] = []
    others: list[Aside] = []
    for item in items:
        texts = [_texts(item, place) for _, place in form.places]
        length = max(map(len, texts))
        if any(len(one) not in (0, 1, length) for one in texts) or not length:
            others.append(aside(item.number, _shown(item)))
            continue
        rows += [(item, [one[at if len(one) > 1 else 0] if one else b"" for one in texts]) for at in range(length)]
    if not rows:
        return Chunk(nobody(0), others)
    read = chunk(
        [(name, column([cells[at] for _, cells in rows])) for at, (name, _) in enumerate(form.places)],
        np.array([item.number for item, _ in rows], np.int64),
        lambda row: _shown(rows[row][0]).encode(errors="replace"),
    )
    return Chunk(read.members, [*others, *read.others])


def _texts(item: Item, place: str) -> list[bytes]:
    if place and not place.strip(KEY):
        return [item.keys[-len(place)].encode(errors="replace")] if len(place) <= len(item.keys) else []
    found = item.value
    for step in place.split(".") if place != ITEM else ():
        found = under(found, step)
    return [text(one) for one in found] if isinstance(found, list) else [text(found)]


def under(value: Json, step: str) -> Json:
    """What an object has under a key, or a list at a place counted from 1."""
    if isinstance(value, dict):
        return value.get(meant(step))
    if isinstance(value, list) and step.isascii() and step.isdigit() and 0 < int(step[:9]) <= len(value):
        return value[int(step[:9]) - 1]
    return None


def text(value: object) -> bytes:
    """A value as a cell; what is neither text nor number is an empty one."""
    if isinstance(value, str):
        return value.encode(errors="replace")
    return str(value).encode() if isinstance(value, int | float) and not isinstance(value, bool) else b""


def _shown(item: Item) -> str:
    try:
        value = json.dumps(item.value, ensure_ascii=False)
    except (RecursionError, ValueError):
        value = "…"
    return f"{item.keys[-1]}: {value}" if item.keys else value
