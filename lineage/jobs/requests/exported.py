"""What is exported of a request, table by table: each a list of rows with the columns that docs/requests.md explains.

Nothing in them names the person, unless it is asked for: then two more tables, and the columns in `OF_THE_PERSON`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from lineage.clock import stamp
from lineage.errors import Erased
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.history import History
from lineage.jobs.requests.status import RequestView
from lineage.model.addresses import host
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import WhyStep
from lineage.model.plan import PlannedPhoto

Row = dict[str, Any]
_ANSWERS: Final = (EventKind.ANSWERED, EventKind.EXTENDED, EventKind.RECIPIENTS, EventKind.BOUNCED)
_LOOKS: Final = (EventKind.PROBED, EventKind.RESURFACED)
_PHOTO: Final = ("photo_id", "page_url", "download_url", "md5")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "requests": (
        "request", "role", "regulation", "scope", "consent", "standing", "opened_at", "status", "detail", "due",
        "forgotten",
    ),
    "plans": ("request", "plan", "event", "at", "graph", "added", "digest"),
    "obligations": (
        "request", "number", "plan", "holder", "holder_name", "dataset", "dataset_name", "owed", "answer", "place",
        "state", "since", "why",
    ),
    "whys": ("why", "step", *WhyStep.model_fields),
    "events": ("event", "at", "request", "kind", "notice", "holder", "obligations", "body"),
    "notices": (
        "event", "at", "request", "notice", "holder", "kind", "channel", "outcome", "outcome_on", "digest",
        "obligations",
    ),
    "answers": ("event", "at", "request", "holder", "answer", "obligations", "basis", "recipients"),
    "probes": ("event", "at", "request", "holder", "verdict", "how", "end", "obligations", "snapshot"),
    "people": ("request", "name", "contact", "user_id", "asked", "authority"),
    "photos": ("request", *_PHOTO),
}  # fmt: skip
"""The columns of each table."""
OF_THE_PERSON: Final = ("people", "photos")
"""The tables that are about the person alone."""


class Exported:
    """The rows of one request."""

    def __init__(self, at: Desk, seen: RequestView, *, with_person: bool) -> None:
        """Look at a request as it stands; of a person who was forgotten nothing is left to show."""
        self._at, self._seen, self._request = at, seen, seen.request.id
        self.forgotten = any(event.kind is EventKind.ERASED for event in seen.events)
        self._person = with_person and not self.forgotten
        self._history = History(at, seen.request)
        self._moved = at.docket.moved_by([event.number for event in seen.events])

    def tables(self) -> dict[str, list[Row]]:
        """Every table but that of reasons, which requests share."""
        made: dict[str, Callable[[], Iterator[Row]]] = {
            "requests": self._requests, "plans": self._plans, "obligations": self._obligations,
            "events": self._events, "notices": self._notices, "answers": self._answers, "probes": self._probes,
        }  # fmt: skip
        if self._person:
            made |= {"people": self._people, "photos": self._photos}
        return {name: list(rows()) for name, rows in made.items()}

    def _requests(self) -> Iterator[Row]:
        seen, due = self._seen, stamp(self._seen.due) if self._seen.due else None
        now = {"status": seen.standing.status.value, "detail": seen.standing.detail, "due": due}
        told = seen.request.model_dump(mode="json", exclude={"id"})
        yield {"request": self._request, **told, **now, "forgotten": self.forgotten}

    def _plans(self) -> Iterator[Row]:
        for event in self._of(EventKind.PLANNED):
            body = event.body
            yield {
                "request": self._request, "plan": body["plan"], "event": event.number, "at": event.at,
                "graph": body.get("graph"), "added": body["added"], "digest": body["obligations"],
            }  # fmt: skip

    def _obligations(self) -> Iterator[Row]:
        for each in sorted(self._seen.obligations, key=lambda each: each.number):
            row = each.model_dump(mode="json")
            yield row if self._person else row | {"place": host(each.place) or ""}  # an account may stand in it

    def _events(self) -> Iterator[Row]:
        for event in self._seen.events:
            yield self._about(event) | {
                "kind": event.kind.value, "notice": event.notice, "body": dict(event.body),
            }  # fmt: skip

    def _notices(self) -> Iterator[Row]:
        for event in self._of(EventKind.SENDING):
            (came,) = self._history.delivered(event.body["holder"], str(event.notice))
            yield self._about(event) | {
                "notice": event.notice, "kind": event.body["kind"], "channel": event.body["channel"],
                "outcome": came.came_of, "outcome_on": came.on.isoformat(), "digest": came.digest,
            }  # fmt: skip

    def _answers(self) -> Iterator[Row]:
        for event in self._of(*_ANSWERS):
            answer = event.body.get("answer") or event.kind.value
            yield self._about(event) | {"answer": answer, **self._words(event)}

    def _probes(self) -> Iterator[Row]:
        for event in self._of(*_LOOKS):
            told = {name: event.body.get(name) for name in ("verdict", "how", "end", "snapshot")}
            yield self._about(event) | told | {"obligations": event.body.get("looked_at", [])}

    def _people(self) -> Iterator[Row]:
        asks = self._at.requester(self._seen.request)
        yield {
            "request": self._request, "name": asks.name, "contact": asks.contact, "user_id": asks.nsid,
            "asked": asks.asked, "authority": asks.authority,
        }  # fmt: skip

    def _photos(self) -> Iterator[Row]:
        for photo in self._planned_photos():
            yield {"request": self._request, **{name: getattr(photo, name) for name in _PHOTO}}

    def _planned_photos(self) -> tuple[PlannedPhoto, ...]:
        return self._at.document(self._seen.request).photos if self._of(EventKind.PLANNED) else ()

    def _words(self, event: Event) -> Row:
        """What was said in an answer: it is sealed, as it may name the person."""
        said: Mapping[str, Any] = {}
        if self._person and "evidence" in event.body:
            what = "recipients" if event.kind is EventKind.RECIPIENTS else "answer"
            try:
                said = self._history.sealed(event, what, "evidence")
            except Erased:  # the archive was told to forget this answer
                said = {"basis": "forgotten"}
        return {"basis": said.get("basis"), "recipients": said.get("recipients", [])}

    def _of(self, *kinds: EventKind) -> list[Event]:
        return [event for event in self._seen.events if event.kind in kinds]

    def _about(self, event: Event) -> Row:
        return {
            "event": event.number, "at": event.at, "request": event.request, "holder": event.body.get("holder"),
            "obligations": self._moved.get(event.number, []),
        }  # fmt: skip
