"""`lineage request report`: the letter to the person, and the page that requests are managed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineage.clock import stamp
from lineage.files import make_private, write_atomically
from lineage.jobs.requests import switch
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.personal import to_person
from lineage.jobs.requests.status import RequestView, view
from lineage.jobs.stores import Stores
from lineage.letters import page, person
from lineage.letters.page import HolderRow, Page, RequestRow
from lineage.letters.states import unsettled
from lineage.model.obligation import OURSELVES


@dataclass(frozen=True)
class Report:
    """Where the letter to the person lies."""

    text: Path
    html: Path
    view: RequestView


def report(stores: Stores, text: str) -> Report:
    """Write the letter to the person: what was found, who was told, what came of it. Raises BadInput, Erased."""
    with desk(stores) as at:
        seen = view(at, at.docket.request(text))
        letter = to_person(at, seen)
        name = at.now.date().isoformat()
        with at.laying_down(seen.request.id):
            folder = make_private(stores.home / "outbox" / seen.request.id / "person")
            for suffix, content in ((".txt", person.plain(letter).text), (".html", person.page(letter))):
                write_atomically(folder / f"{name}{suffix}", content.encode(), private=True)
        return Report(folder / f"{name}.txt", folder / f"{name}.html", seen)


def write_page(stores: Stores) -> Path:
    """The management page of all requests; it names none of the people."""
    with desk(stores) as at:
        views = [view(at, request) for request in at.docket.requests()]
        rows = tuple(row for seen in views for row in _holder_rows(seen))
        requests = tuple(_request_row(seen) for seen in views)
        content = page.render(Page("Deletion requests", at.now, requests, rows, stopped=switch.why_stopped(at)))
    path = stores.home / "reports" / "requests.html"
    write_atomically(path, content.encode())
    return path


def _request_row(seen: RequestView) -> RequestRow:
    request = seen.request
    return RequestRow(
        request.id, seen.standing.status, request.regulation, request.opened_at, seen.due, request.standing,
        tuple(each.state for each in seen.obligations),
    )  # fmt: skip


def _holder_rows(seen: RequestView) -> Iterator[HolderRow]:
    for holder in seen.holders:
        last, step = holder.last, holder.task.what if holder.task else ""
        settled = not any(unsettled(each.state) for each in holder.obligations)
        ours = holder.task is not None and (settled or holder.holder == OURSELVES)
        yield HolderRow(
            seen.request.id, holder.name, holder.obligations, holder.due,
            last.kind.value.replace("_", " ") if last else "", last.at if last else "", step, ours,
        )  # fmt: skip


def everything(seen: RequestView) -> dict[str, Any]:
    """All that the docket has of a request, as plain JSON: nothing in it names a person."""
    return {
        "request": seen.request.model_dump(mode="json"),
        "status": seen.standing.status.value,
        "detail": seen.standing.detail,
        "due": stamp(seen.due) if seen.due else None,
        "obligations": [each.model_dump(mode="json") for each in seen.obligations],
        "events": [event.model_dump(mode="json") for event in seen.events],
        "tasks": [
            {"holder": holder.holder, "what": holder.task.what, "command": holder.task.command}
            for holder in seen.holders
            if holder.task
        ],
    }
