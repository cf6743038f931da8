"""A notice on its way to a holder, and the receipt for it: what channels take and give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lineage.model.contact import Contact

NoticeKind = Literal["notice", "inquiry", "reminder"]
Delivery = Literal["delivered", "handed_over", "uncertain"]


@dataclass(frozen=True)
class Attachment:
    """A file that goes along."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Packet:
    """What is asked of one place: all that a person needs who writes there."""

    place: str
    """Its address; empty where only the holder is known."""
    asks: tuple[tuple[str, str], ...]
    """Each dataset that lies there, by name, and what is asked about it."""
    obligations: tuple[int, ...]
    """Their numbers in the docket, to record what came of it."""
    public: str
    """Plain text for this place, where everybody can read it: no identifier, no name, no contact, no other place."""


@dataclass(frozen=True)
class Notice:
    """Everything that one holder is told at once, for all their datasets."""

    id: str
    """A UUID made from request, holder and round: the same notice has the same id however often it is prepared."""
    kind: NoticeKind
    request: str
    holder: str
    """The holder's id."""
    holder_name: str
    contact: Contact | None
    """None where no way to them is known."""
    subject: str
    letter: str = field(repr=False)
    """Plain text. It may name the person."""
    public: str
    """Plain text for a place that everybody can read: no identifier, no name, no contact."""
    private: tuple[str, ...] = field(default=(), repr=False)
    """The words that the requester can be known by: what keeps them out of the public text."""
    places: tuple[str, ...] = ()
    """Where the copies lie, for the host that serves them: every fork and mirror."""
    packets: tuple[Packet, ...] = ()
    """The same place by place, for the person who writes there."""
    attachments: tuple[Attachment, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The same as a request of the Data Rights Protocol."""
    reminds: str = ""
    """The id of the notice that a reminder is of."""


@dataclass(frozen=True)
class Receipt:
    """What came of a delivery."""

    outcome: Delivery
    said: str
    """What the other side said, or where it lies, in a line; it names no person."""
    evidence: bytes = field(repr=False)
    """The exchange as it was, to be archived sealed: it may name the person."""
    reference: str | None = None
    """The holder's own name for it, to ask for its status."""


@dataclass(frozen=True)
class Answer:
    """What a holder answered through a channel, checked."""

    state: Literal["acknowledged", "claimed_done", "refused", "exempt", "not_found"]
    basis: str
    """Why refused or exempt; empty otherwise."""
    recipients: tuple[str, ...]
    """To whom they passed it on, as they call them."""
    evidence: bytes = field(repr=False)
    """The signed answer as it came."""
