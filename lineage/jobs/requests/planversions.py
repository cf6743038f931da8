"""`lineage request plan --version` and `--diff`: a frozen plan as it was, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.deletion.transitions import ENDED
from lineage.errors import BadInput, Erased
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.planview import as_view
from lineage.jobs.stores import Stores
from lineage.letters.plan import Entry, PlanView
from lineage.model.docket import Event, EventKind
from lineage.model.plan import PlanDocument
from lineage.model.request import Request


@dataclass(frozen=True)
class Changes:
    """What became of a plan."""

    request: str
    since: int
    """The version that is compared with."""
    version: int
    """The newest."""
    added: tuple[Entry, ...]
    """Obligations that came after that version."""
    ended: tuple[Entry, ...]
    """Those of that version that have ended since, superseded ones included."""


def frozen(stores: Stores, text: str, version: int) -> PlanView:
    """A plan as it was when it was frozen, each obligation where it stood then. Raises BadInput."""
    with desk(stores) as at:
        request = at.docket.request(text)
        event = _event(at, request, version)
        return _as_it_was(at, request, event)


def changed(stores: Stores, text: str, since: int | None = None) -> Changes:
    """What the plans after a version added, and what of it has ended; since the last but one where none is named.

    Raises BadInput.
    """
    with desk(stores) as at:
        request = at.docket.request(text)
        newest = int(_event(at, request, None).body["plan"])
        before = max(newest - 1, 1) if since is None else since
        then = _as_it_was(at, request, _event(at, request, before))
        now = _as_it_is(at, request)
        ended = {entry.number for entry in now.entries if entry.state in ENDED}
        return Changes(
            request.id, before, newest,
            tuple(entry for entry in now.entries if entry.number not in {old.number for old in then.entries}),
            tuple(
                entry for entry in now.entries
                if entry.number in ended & {old.number for old in then.entries if old.state not in ENDED}
            ),
        )  # fmt: skip


def _event(at: Desk, request: Request, version: int | None) -> Event:
    """The event that froze a version, or the newest. Raises BadInput."""
    plans = at.docket.events(request.id, kinds=[EventKind.PLANNED])
    if not plans:
        raise BadInput(f"Request {request.id} has no plan yet; make one with `lineage request plan {request.id}`.")
    found = [event for event in plans if version in (None, event.body["plan"])]
    if not found:
        raise BadInput(f"Request {request.id} has plans 1 to {plans[-1].body['plan']}, and no plan {version}.")
    return found[-1]


def _as_it_was(at: Desk, request: Request, event: Event) -> PlanView:
    states = at.docket.states_at(request.id, event.number)
    obligations = [
        each.model_copy(update={"state": states.get(each.number, each.state.PLANNED)})
        for each in at.docket.obligations([request.id])
        if each.plan <= event.body["plan"]
    ]
    new = [each.number for each in obligations if each.plan == event.body["plan"] > 1]
    return as_view(at, request, event, obligations, new, _document(at, request, event))


def _as_it_is(at: Desk, request: Request) -> PlanView:
    event = _event(at, request, None)
    return as_view(at, request, event, list(at.docket.obligations([request.id])), (), None)


def _document(at: Desk, request: Request, event: Event) -> PlanDocument | None:
    """What a plan was made from; None where the person was forgotten, and it with them."""
    try:
        return PlanDocument.model_validate_json(at.unseal(request.id, "plan", event.body["document"]))
    except Erased:
        return None
