"""`lineage request report`: the letter to the person, and the page that requests are managed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineage.clock import parse_moment, stamp
from lineage.deletion.regulations import rule
from lineage.deletion.transitions import WAITING
from lineage.files import make_private, write_atomically
from lineage.jobs.requests import switch
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.history import History
from lineage.jobs.requests.status import HolderView, RequestView, view
from lineage.jobs.stores import Stores
from lineage.letters import page, person
from lineage.letters.page import HolderRow, Page, RequestRow
from lineage.letters.person import Found, Outcome, ToPerson
from lineage.letters.states import STATES
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.plan import PlanDocument

_UNREACHED = (State.UNREACHABLE, State.DELIVERY_UNCERTAIN)


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
        letter = _to_person(at, seen)
        folder = make_private(stores.home / "outbox" / seen.request.id / "person")
        name = at.now.date().isoformat()
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


def _to_person(at: Desk, seen: RequestView) -> ToPerson:
    request, composer = seen.request, Composer(at, seen.request)
    asks, document = composer.requester, at.document(request)
    return ToPerson(
        reference=request.id, on=at.now.date(), writer_name=composer.writer.name, reply_to=composer.writer.reply_to,
        name=asks.name, asked=asks.asked, opened_on=parse_moment(request.opened_at).date(),
        regulation=request.regulation, consent=request.consent, standing=request.standing, photos=len(document.photos),
        found=tuple(_found(document)), outcomes=tuple(_outcome(at, seen, holder) for holder in seen.holders),
        unchecked=tuple(_unchecked(seen, document)), following=tuple(_following(seen)),
        authority=rule(request.regulation).authority,
    )  # fmt: skip


def _found(document: PlanDocument) -> Iterator[Found]:
    words = {"listed": "listed", "may_contain": "may_contain", "not_listed": "not_contained"}
    for name, answer in sorted(document.answers.items(), key=lambda each: each[1].name.casefold()):
        searched = next((line.rstrip(".") for line in document.searched if f"of {name} (" in line), "")
        yield Found(answer.name, words[answer.answer], answer.photos, searched)  # type: ignore[arg-type]  # a closed list


def _outcome(at: Desk, seen: RequestView, holder: HolderView) -> Outcome:
    history = History(at, seen.request)
    states = {each.state for each in holder.obligations}
    obstacle = STATES[min(states & set(_UNREACHED))].meaning if states & set(_UNREACHED) else ""
    passed_on = [
        name
        for event in history.of(holder.holder, EventKind.RECIPIENTS)
        for name in history.sealed(event, "recipients", "evidence")["recipients"]
    ]
    return Outcome(
        holder.name, holder.obligations, tuple(history.letters(holder.holder)),
        tuple(f"{on.isoformat()}: {words}" for on, words in history.answers(holder.holder)), obstacle, tuple(passed_on),
    )  # fmt: skip


def _unchecked(seen: RequestView, document: PlanDocument) -> Iterator[str]:
    for line in document.searched:
        if "a part of it" in line:
            yield f"{line} Whoever is not in that part may be in the dataset all the same."
    if document.gaps:
        yield f"{len(document.gaps)} datasets, models or papers were made from these, and nobody is named to ask."
    if document.doubtful:
        yield f"{len(document.doubtful)} statements were too weak to write to anybody; people look at them."
    yield from document.problems
    said = sum(each.state is State.CLAIMED_DONE for each in seen.obligations)
    if said:
        yield f"{said} times a holder says that it is deleted, and nobody could look."


def _following(seen: RequestView) -> Iterator[str]:
    for holder in seen.holders:
        if holder.due and any(each.state in WAITING for each in holder.obligations):
            yield f"{holder.name} has until {holder.due.date().isoformat()}."


def _request_row(seen: RequestView) -> RequestRow:
    request = seen.request
    return RequestRow(
        request.id, seen.standing.status, request.regulation, request.opened_at, seen.due, request.standing,
        tuple(each.state for each in seen.obligations),
    )  # fmt: skip


def _holder_rows(seen: RequestView) -> Iterator[HolderRow]:
    for holder in seen.holders:
        last, step = holder.last, holder.task.what if holder.task else ""
        yield HolderRow(
            seen.request.id, holder.name, holder.obligations, holder.due,
            last.kind.value.replace("_", " ") if last else "", last.at if last else "", step,
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
