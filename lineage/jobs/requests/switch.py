"""`lineage request stop|resume`: one switch that keeps everything from leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lineage.errors import BadInput, NotApproved
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.stores import Stores
from lineage.model.docket import Event, EventKind

if TYPE_CHECKING:
    from lineage.deletion.pen import Pen

_SWITCH: Final = (EventKind.STOPPED, EventKind.RESUMED)


def switch(stores: Stores, role: str, reason: str, *, on: bool) -> Event:
    """Let nothing leave any more, of any request, or let it leave again. Raises BadInput."""
    if not role.strip() or not reason.strip():
        raise BadInput("Who stops or resumes sending says in which role and why; give --as and --reason.")
    with desk(stores) as at, at.writing() as pen:
        kind = EventKind.RESUMED if on else EventKind.STOPPED
        return pen.append(kind, None, {"role": role.strip(), "reason": reason.strip()})


def why_stopped(at: Desk) -> str:
    """Why nothing leaves at the moment; empty where things may leave."""
    told = at.docket.events(kinds=_SWITCH)
    if not told or told[-1].kind is EventKind.RESUMED:
        return ""
    return f"Sending was stopped at {told[-1].at} by the {told[-1].body['role']}: {told[-1].body['reason']}"


def check(at: Desk) -> None:
    """Return when things may leave; raises NotApproved."""
    if stopped := why_stopped(at):
        raise NotApproved(f"{stopped.rstrip('.')}; `lineage request resume` lets things leave again.")


def check_with(pen: Pen) -> None:
    """The same while nobody else writes, so that nothing is intended after the switch was used."""
    if pen.newest(_SWITCH, None) is EventKind.STOPPED:
        raise NotApproved("Sending was stopped at this moment; `lineage request resume` lets things leave again.")
