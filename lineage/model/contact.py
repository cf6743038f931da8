"""How an organisation can be told: data with a source and a date, so that it can be checked and grows old visibly."""

from __future__ import annotations

from typing import Literal

from lineage.model.base import Record

ChannelName = Literal["folder", "email", "holder_api", "person"]


class Contact(Record):
    """One way to one organisation."""

    holder: str
    """The organisation's id in the graph, or any reference to it: `organization:acme`, `domain:acme.example`."""
    channel: ChannelName
    address: str
    """A mail address, the base of a holder's API, or the page of a form."""
    source: str
    """Where the address was found: an address of a page, or who gave it."""
    as_of: str
    """The day on which it was found there."""
    public_key: str | None = None
    """A holder's Ed25519 key, base64: answers are checked against it."""
    honours_keys: bool = True
    """Whether a holder's API takes a notice with the same idempotency key once only."""
    business_id: str | None = None
    """The holder's id in the directory of the Data Rights Protocol; where there is none, its id here is sent."""
