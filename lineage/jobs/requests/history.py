"""What happened with each holder of a request, as letters tell it: out of events and what is sealed beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Any, Final

from lineage.deletion.due import when
from lineage.jobs.requests.desk import Desk
from lineage.letters.deliveries import Delivered
from lineage.model.docket import Event, EventKind
from lineage.model.request import Request

_CAME_OF: Final = (
    EventKind.SENT, EventKind.HANDED_OVER, EventKind.UNCERTAIN, EventKind.NOT_SENT, EventKind.BOUNCED,
)  # fmt: skip


class History:
    """The events of one request, by holder."""

    def __init__(self, at: Desk, request: Request) -> None:
        """Nothing is read before it is needed."""
        self._at, self._request = at, request

    @cached_property
    def events(self) -> list[Event]:
        """All of them."""
        return self._at.docket.events(self._request.id)

    def of(self, holder: str, *kinds: EventKind) -> list[Event]:
        """Those about a holder, of some kinds or all."""
        mine = [event for event in self.events if event.body.get("holder") == holder]
        return [event for event in mine if not kinds or event.kind in kinds]

    def letters(self, holder: str) -> list[Delivered]:
        """Every letter to a holder, in order, with what came of each."""
        intents = self.of(holder, EventKind.SENDING)
        return [self._delivered(intent) for intent in intents]

    def delivered(self, holder: str, *notices: str) -> tuple[Delivered, ...]:
        """Those of a holder's letters that have these ids, in order."""
        intents = self.of(holder, EventKind.SENDING)
        return tuple(self._delivered(intent) for intent in intents if intent.notice in notices)

    def complaint(self, holder: str) -> str:
        """What became of a complaint about a holder, as a sentence; empty where none was prepared."""
        found = self.of(holder, EventKind.ESCALATED)
        if not found:
            return ""
        on = day(found[-1])
        answer = found[-1].body.get("answer")
        if answer == "complained":
            return f"A complaint was sent to a supervisory authority on {on}."
        if answer == "not_complained":
            why = self.sealed(found[-1], "answer", "evidence")["basis"]
            return f"A complaint to a supervisory authority was prepared; on {on} we decided not to send it: {why}"
        return (
            f"A complaint to a supervisory authority was prepared on {on}. A person has to send it; we have no record "
            "that it was sent."
        )

    def answers(self, holder: str, *kinds: EventKind) -> tuple[tuple[date, str], ...]:
        """What a holder said and when, of some kinds or all: a word of ours, and the basis that they gave."""
        told = self.of(holder, *(kinds or (EventKind.ANSWERED, EventKind.EXTENDED)))
        return tuple((day(event), self._said(event)) for event in told)

    def sealed(self, event: Event, what: str, field: str) -> dict[str, Any]:
        """What lies sealed behind an event, as JSON."""
        found: dict[str, Any] = json.loads(self._at.unseal(self._request.id, what, event.body[field]))
        return found

    def _said(self, event: Event) -> str:
        basis = self.sealed(event, "answer", "evidence")["basis"]
        word = str(event.body.get("answer", "more time is needed")).removeprefix("claimed_").replace("_", " ")
        return f"{word}: {basis}" if basis else word

    def _delivered(self, intent: Event) -> Delivered:
        results = [event for event in self._after(intent) if event.kind in _CAME_OF]
        last = results[-1] if results else intent
        return Delivered(
            on=day(last), reference=intent.notice or "", channel=str(intent.body["channel"]), came_of=last.kind,
            digest=str(last.body.get("receipt") or last.body.get("evidence") or ""), kind=intent.body["kind"],
        )  # fmt: skip

    def _after(self, intent: Event) -> Sequence[Event]:
        """What is said of a letter: by its id, or, where that is not told, by its holder until the next letter."""
        later = [event for event in self.of(str(intent.body["holder"])) if event.number > intent.number]
        before_next = list(takewhile(lambda event: event.kind is not EventKind.SENDING, later))
        named = [(event, event.notice or event.body.get("carried")) for event in later]
        return [e for e, notice in named if notice == intent.notice or (notice is None and e in before_next)]


def day(event: Event) -> date:
    """The day of an event, as it was said of it."""
    return when(event).date()
