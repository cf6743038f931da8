"""`lineage request export`: all that is known of requests, as tables for spreadsheets and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Literal, get_args

from lineage.errors import BadInput
from lineage.exports.sheets import as_csv, as_json
from lineage.files import create_folder_once
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.exported import COLUMNS, OF_THE_PERSON, Exported
from lineage.jobs.requests.status import view
from lineage.jobs.stores import Stores
from lineage.model.docket import Event, EventKind

SheetFormat = Literal["csv", "json"]
Tables = dict[str, list[dict[str, Any]]]
_FORMATS: Final = get_args(SheetFormat)


@dataclass(frozen=True)
class Written:
    """An export."""

    folder: Path
    files: tuple[str, ...]
    rows: Mapping[str, int]
    """How many rows each table has."""
    forgotten: tuple[str, ...]
    """The requests whose person was forgotten: of them is there what is left."""


def export(stores: Stores, text: str | None, form: str, folder: Path, *, with_person: bool = False) -> Written:
    """Write one request, or all, into a new folder, which only its owner may read: all of it or nothing.

    Nothing that names the person is written unless `with_person`. Raises BadInput, ArchiveUnavailable.
    """
    if form not in _FORMATS:
        raise BadInput(f"'{form}' is no format of requests; there are {' and '.join(_FORMATS)}.")
    with desk(stores) as at:
        wanted = [at.docket.request(text)] if text else list(at.docket.requests())
        seen = [Exported(at, view(at, request), with_person=with_person) for request in wanted]
        tables = _tables(at, seen, with_person=with_person, whole=text is None)
        forgotten = tuple(each.id for each, one in zip(wanted, seen, strict=True) if one.forgotten)
    files = _files(form, tables)
    if not create_folder_once(folder, {name: text.encode() for name, text in files.items()}, private=True):
        raise BadInput(f"{folder} is there already, and an export writes into a new folder; name another.")
    return Written(folder, tuple(files), {name: len(rows) for name, rows in tables.items()}, forgotten)


def _tables(at: Desk, requests: Iterable[Exported], *, with_person: bool, whole: bool) -> Tables:
    found: Tables = {name: [] for name in COLUMNS if with_person or name not in OF_THE_PERSON}
    for request in requests:
        for name, rows in request.tables().items():
            found[name] += [{column: row[column] for column in COLUMNS[name]} for row in rows]
    if whole:
        switched = at.docket.events(kinds=[EventKind.STOPPED, EventKind.RESUMED])  # of all requests together
        found["events"] = sorted(found["events"] + [_of_nobody(one) for one in switched], key=itemgetter("event"))
    found["whys"] = list(_whys(at, {row["why"] for row in found["obligations"]}))
    return found


def _of_nobody(event: Event) -> dict[str, Any]:
    """An event that concerns all requests."""
    row = {"event": event.number, "at": event.at, "kind": event.kind.value, "body": dict(event.body)}
    return {column: row.get(column) for column in COLUMNS["events"]} | {"obligations": []}


def _whys(at: Desk, digests: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The reasons that obligations name, a row a step: requests share them."""
    for digest, why in sorted(at.docket.whys(digests).items()):
        for number, step in enumerate(why.steps, 1):
            yield {"why": digest, "step": number, **step.model_dump(mode="json")}


def _files(form: str, tables: Tables) -> dict[str, str]:
    if form == "json":
        return {"requests.json": as_json(tables)}
    return {f"{name}.csv": as_csv(COLUMNS[name], rows) for name, rows in tables.items()}
