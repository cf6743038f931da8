"""Where a document of JSON may have its list, and which keys of an item may name a member."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lineage.photos.lists.documents import Item, text, under
from lineage.photos.lists.evidence import Seen, places
from lineage.photos.lists.form import EVERY, ITEM, KEY, Form, Kind, written

Json = Any
"""Whatever a document may hold."""
_OF_EACH = 200
_ROWS = 1000
_FEW_KEYS = 20
_DEPTH = 4
_KEYS_AT_ONCE = 200


def forms(document: Json) -> Iterator[tuple[Form, list[Item]]]:
    """Each form in which a document may name members, with some items of it."""
    for within in dict.fromkeys((*_lists(document, ()), ITEM)):
        yield from _form("json", within, [Item(at, value, keys) for at, (keys, value) in _some(document, within)])


def forms_of_lines(lines: list[str]) -> Iterator[tuple[Form, list[Item]]]:
    """Each form in which JSON lines may name members."""
    values = []
    for line in lines:
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError):
            continue
    for within in dict.fromkeys(one for one in (EVERY, *_lists(values, ())) if one.startswith(EVERY)):
        yield from _form("jsonl", within, [Item(at, value, keys) for at, (keys, value) in _some(values, within)])


def _form(kind: Kind, within: str, items: list[Item]) -> Iterator[tuple[Form, list[Item]]]:
    columns: dict[str, tuple[str | None, dict[int, str]]] = {}
    for at, item in enumerate(items):
        for place, name, value in _cells(item):
            columns.setdefault(place, (name, {}))[1][at] = value
            if len(columns) > _KEYS_AT_ONCE:
                return
    every = range(len(items))
    seen = [Seen(place, name, [cells.get(at, "") for at in every]) for place, (name, cells) in columns.items()]
    if found := places(seen):
        named = {place for _, place in found}
        chosen = [cells for place, (_, cells) in columns.items() if place in named]
        empty = [any(at in one for one in chosen) and not any(one.get(at) for one in chosen) for at in every]
        yield Form(kind, found, within=within), [items[at] for at in every if not empty[at]]


def _cells(item: Item) -> Iterator[tuple[str, str | None, str]]:
    """Place, name and value of everything an item has."""
    values = list(_values(item.value, (), 0))
    keys = [(KEY * above, None, key) for above, key in enumerate(reversed(item.keys), 1)]
    first = item.keys and item.keys[-1].isdigit()  # a photo stands before what it belongs to
    yield from (*keys, *values) if first else (*values, *keys)


def _values(value: Json, path: tuple[str, ...], depth: int) -> Iterator[tuple[str, str | None, str]]:
    place = ".".join(path) or ITEM
    name = None if not path or path[-1].isdigit() else path[-1]
    if isinstance(value, dict) and depth < _DEPTH:
        for key, one in islice(value.items(), _KEYS_AT_ONCE + 1):
            yield from _values(one, (*path, written(key)), depth + 1)
    elif isinstance(value, list) and depth < _DEPTH:
        if any(isinstance(one, dict | list) for one in value):
            return
        cells = [text(one).decode() for one in value]
        if len(cells) <= _FEW_KEYS and len({cell.isdigit() for cell in cells}) > 1:  # a row, not a list of the same
            yield from ((".".join((*path, str(at))), None, cell) for at, cell in enumerate(cells, 1))
        elif cells:
            yield place, name, cells[0]
    elif not isinstance(value, dict | list):
        yield place, name, text(value).decode()


def _lists(value: Json, above: tuple[str, ...]) -> Iterator[str]:
    """Where items may be, every one of a kind before single ones."""
    if len(above) == _DEPTH or not isinstance(value, dict | list) or not value:
        return
    inner = list(value.values()) if isinstance(value, dict) else value
    yield ".".join((*above, EVERY))
    large = next((one for one in inner if isinstance(one, dict | list) and one), None)
    yield from _lists(large, (*above, EVERY))
    if isinstance(value, dict) and len(value) <= _FEW_KEYS:
        for key, one in value.items():
            yield from _lists(one, (*above, written(key)))


def _some(document: Json, within: str) -> Iterator[tuple[int, tuple[tuple[str, ...], Json]]]:
    return enumerate(islice(_spread(document, within.split("."), ()), _ROWS), 1)


def _spread(value: Json, steps: list[str], keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Items, some of each list, so that all lists are seen."""
    if not steps or steps == [ITEM]:
        yield keys, value
    elif steps[0] != EVERY:
        found = under(value, steps[0])
        yield from _spread(found, steps[1:], keys) if found is not None else ()
    elif isinstance(value, dict):
        for key, one in islice(value.items(), _OF_EACH):
            yield from _spread(one, steps[1:], (*keys, key))
    elif isinstance(value, list):
        for one in islice(value, _OF_EACH):
            yield from _spread(one, steps[1:], keys)
