"""What the docket of requests is made of: events, appended and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lineage.model.base import Record
from lineage.model.words import Word


class EventKind(Word):
    """What happened."""

    OPENED = "opened"
    JOINED = "joined"
    """The same person asked again while the request was open."""
    CODE_ISSUED = "code_issued"
    IDENTITY_CHECKED = "identity_checked"
    DENIED = "denied"
    PLANNED = "planned"
    APPROVED = "approved"
    SENDING = "sending"
    """The intent to send a notice, committed before anything leaves."""
    SENT = "sent"
    HANDED_OVER = "handed_over"
    """A human has to press the button; the text lies before them."""
    NOT_SENT = "not_sent"
    """Nothing left, for sure: it can be tried again."""
    UNCERTAIN = "uncertain"
    """It may have left, or not."""
    BOUNCED = "bounced"
    ANSWERED = "answered"
    RECIPIENTS = "recipients"
    """The holder says to whom they passed it on."""
    EXTENDED = "extended"
    """A holder, or we, take longer, with reasons."""
    ESCALATED = "escalated"
    """A letter to the supervisory authority lies ready, or was sent."""
    PROBED = "probed"
    """Somebody looked whether it is still there."""
    RESURFACED = "resurfaced"
    SETTLED = "settled"
    """A human ended, or re-opened, obligations, with a reason."""
    REVOKED = "revoked"
    CLOSED = "closed"
    ERASED = "erased"
    STOPPED = "stopped"
    """Nothing leaves any more, of any request."""
    RESUMED = "resumed"


class Event(Record):
    """One event as it is chained. No person and no contact is named in it, only digests of sealed bytes."""

    number: int
    """1, 2, 3 … without gaps, over all requests."""
    at: str
    request: str | None
    """None for what concerns all requests."""
    kind: EventKind
    notice: str | None = None
    """The id of the notice that it is about."""
    body: Mapping[str, Any]
    """Plain JSON; what lies elsewhere stands in it by its digest."""
    key_id: str
    """Which key the MAC was made with."""
    previous: str
    """The MAC of the event before; 64 zeros for the first."""
    mac: str
    """HMAC-SHA256 over the canonical JSON of all the above."""
