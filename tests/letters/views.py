"""An invented request as plan, page, and letters to person and authority show it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lineage.letters.authority import ToAuthority
from lineage.letters.deliveries import Delivered
from lineage.letters.page import HolderRow, Page, RequestRow
from lineage.letters.parts import Asked
from lineage.letters.person import Found, Outcome, ToPerson
from lineage.letters.plan import Doubtful, Entry, Gap, PlanView, Pruned
from lineage.model.docket import EventKind
from lineage.model.obligation import State, Why
from lineage.model.request import Regulation, RequestStatus
from lineage.model.words import ThingKind
from tests.letters.cases import FIRST, LISTED, PERSON, REFERENCE, REQUEST, WHY, WRITER, draft, obligation

OTHER = "7a1e2b3c-4d5e-4f60-8a9b-0c1d2e3f4a5b"
NOW = datetime(2026, 12, 17, 9, 30, tzinfo=UTC)
SECOND = Delivered(
    date(2026, 11, 2), "77777777-2222-5333-8444-555566667777", "email", EventKind.SENT, "cd" * 32, "reminder"
)


def last_second(month, day):
    return datetime(2026, month, day, 23, 59, 59, tzinfo=UTC)


def to_person(**more):
    values = {
        "reference": REQUEST, "on": date(2026, 12, 17), "writer_name": WRITER.name, "reply_to": WRITER.reply_to,
        "name": PERSON.name, "asked": PERSON.nsid, "opened_on": date(2026, 11, 16), "regulation": Regulation.GDPR,
        "consent": True, "standing": True, "photos": 12,
        "found": (
            Found("GullSet", "dataset:gullset", "listed", 12, "list of members, of 2026-11-02"),
            Found("Acme Faces", "dataset:acme-faces", "may_contain"),
            Found("Petrel Benchmark", "dataset:petrel", "not_contained", 0, "list of members, complete, of 2026-11-05"),
        ),
        "outcomes": (
            Outcome(
                "Gull University",
                (obligation("GullSet", holder="Gull University", state=State.VERIFIED),),
                (FIRST,), ("Purged from all versions.",), passed_on_to=("Acme", "Skua Labs"),
            ),
            Outcome(
                "Acme",
                (obligation(state=State.EXEMPT), obligation("AcmeNet", owed="model", state=State.NOTIFIED)),
                (FIRST, SECOND), ("Kept for research under Art. 89.",),
            ),
            Outcome(
                "Skua Labs", (obligation(holder="Skua Labs", state=State.UNREACHABLE),),
                obstacle="no address of theirs is known, and their page is gone.",
            ),
        ),
        "unchecked": ("Acme Faces has no public list of members, so nobody can look whether you are in it.",),
        "following": ("Acme has until 2027-01-15 to answer about AcmeNet.",),
        "authority": "the authority of the Member State where you live.",
    }  # fmt: skip
    return ToPerson(**values | more)


def to_authority(**more):
    values = {
        "reference": REFERENCE, "on": date(2026, 12, 17), "authority": "Data Protection Authority of Gullland",
        "regulation": Regulation.GDPR, "writer": WRITER, "person": PERSON, "named": True, "holder_name": "Acme",
        "holder_address": "privacy@acme.example", "asked": (Asked(obligation(), WHY),), "notice": FIRST,
        "reminders": (SECOND,), "answer_by": date(2026, 11, 16), "attachments": ("notice.txt",),
    }  # fmt: skip
    return ToAuthority(**values | more)


def point(number, name="Acme Faces", **more):
    """An obligation of a plan that nobody has approved yet."""
    values = draft(name, **more).model_dump() | {"number": number, "state": State.PLANNED}
    return obligation().model_copy(update=values)


def plan(**more):
    values = {
        "request": REQUEST, "version": 2, "on": date(2026, 11, 16), "digest": "d" * 64, "regulation": Regulation.GDPR,
        "entries": (
            Entry(point(1, "GullSet", holder="Gull University", answer="listed"), Why(steps=(LISTED,)), "email"),
            Entry(point(3), WHY, "email", new=True),
            Entry(point(2, holder="Skua Labs", owed="possible"), WHY),
        ),
        "gaps": (Gap("Tern Crops", ThingKind.DATASET),),
        "doubtful": (
            Doubtful("Quay Masks was made from Acme Faces", "after Acme Faces", "https://quay.example/", "implied"),
        ),
        "pruned": (Pruned("Petrel Benchmark", "list of members, complete, of 2026-11-05", ("Petrel Mini",)),),
    }  # fmt: skip
    return PlanView(**values | more)


def row(holder, states, due, **more):
    values = {
        "request": REQUEST, "holder_name": holder, "due": due, "last_event": "delivered by e-mail",
        "last_at": "2026-12-10T09:12:00Z", "next_action": "wait",
        "obligations": tuple(
            obligation(name, holder=holder, state=state)
            for name, state in zip(("GullSet", "Acme Faces", "AcmeNet"), states, strict=False)
        ),
    }  # fmt: skip
    return HolderRow(**values | more)


def page(**more):
    rows = (
        row("Acme", [State.NOTIFIED, State.ACKNOWLEDGED], last_second(12, 16)),
        row("Gull University", [State.VERIFIED, State.EXEMPT], None),
        row("Skua Labs", [State.DELIVERY_UNCERTAIN], None, request=OTHER),
        row("Petrel Institute", [State.NOTIFIED, State.VERIFIED], last_second(12, 20)),
        row("Tern Imaging", [State.CLAIMED_DONE], None, request=OTHER),
    )

    def request(id, status, regulation):
        states = tuple(one.state for holder in rows if holder.request == id for one in holder.obligations)
        return RequestRow(id, status, regulation, "2026-11-16T12:00:00Z", last_second(12, 16), id == OTHER, states)

    requests = (
        request(REQUEST, RequestStatus.IN_PROGRESS, Regulation.GDPR),
        request(OTHER, RequestStatus.IN_PROGRESS, Regulation.CCPA),
    )
    return Page(**{"title": "Deletion requests", "now": NOW, "requests": requests, "rows": rows} | more)
