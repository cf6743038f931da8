"""Who has not answered: reminded while there is time, and then a complaint lies ready for a person to send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lineage.deletion.due import Waiting, waiting
from lineage.deletion.regulations import rule
from lineage.deletion.transitions import WAITING
from lineage.files import create_folder_once
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.delivery import deliver
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.history import History, day
from lineage.jobs.requests.routes import Route
from lineage.letters import authority
from lineage.letters.authority import ToAuthority
from lineage.letters.parts import Asked
from lineage.model.base import sha256
from lineage.model.contact import Contact
from lineage.model.docket import EventKind
from lineage.model.obligation import State


def late(at: Desk, only: str | None = None) -> Iterator[Waiting]:
    """Everybody whose time runs or is over, request by request; who withdrew, or was turned down, reminds nobody."""
    for name in at.docket.requests_with(WAITING):
        if only is None or name == only:
            request = next(at.docket.requests([name]))
            owed = at.docket.obligations([name])
            yield from waiting(request, at.docket.events(name), owed, at.now, at.docket.moved_by)


def remind(at: Desk, one: Waiting, route: Route) -> EventKind | None:
    """Remind a holder of the notice that they did not answer. It moves nothing; see `deliver` for what it gives."""
    (first,) = History(at, one.request).delivered(one.holder, one.notice)
    notice = Composer(at, one.request).reminder(one.obligations, route.contact, first, one.until)
    return deliver(at, notice, (), route.channel)


def escalate(at: Desk, one: Waiting, contact: Contact | None) -> Path:
    """Write the complaint to the authority, for a person to send, and note that no answer came.

    Raises IllegalTransition where one came since, Erased.
    """
    assert one.until is not None
    composer, history = Composer(at, one.request), History(at, one.request)
    whys = at.docket.whys(each.why for each in one.obligations)
    (first,) = history.delivered(one.holder, one.notice)
    about = ToAuthority(
        reference=first.reference, on=at.now.date(), authority=rule(one.request.regulation).authority,
        regulation=one.request.regulation, writer=composer.writer,
        person=composer.person, named=one.request.consent, holder_name=one.obligations[0].holder_name,
        holder_address=contact.address if contact else "no address on record",
        asked=tuple(Asked(each, whys[each.why]) for each in one.obligations), notice=first,
        reminders=history.delivered(one.holder, *one.reminded), answer_by=one.until.date(),
        extended_on=day(one.extended) if one.extended else None,
        answers=history.answers(one.holder, EventKind.ANSWERED),
    )  # fmt: skip
    letter = authority.write(about)
    text = f"{letter.subject}\n\n{letter.text}".encode()
    sealed = at.seal(one.request.id, "complaint", text)
    folder = at.stores.home / "outbox" / one.request.id / "authority" / _named(first.reference, one)
    with at.laying_down(one.request.id):
        create_folder_once(folder, {"letter.txt": text}, private=True)
    with at.writing() as pen:
        pen.append(
            EventKind.ESCALATED, one.request.id, {"holder": one.holder, "letter": sealed},
            moves={each.number: State.NO_ANSWER for each in one.obligations}, notice=one.notice,
        )  # fmt: skip
    return folder


def _named(reference: str, one: Waiting) -> str:
    """A folder for each complaint: of one notice there are several where its obligations do not run out together."""
    numbers = ",".join(str(each.number) for each in one.obligations)
    return f"{reference}-{sha256(numbers.encode())[:8]}"
