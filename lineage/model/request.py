"""A deletion request: what is known of it that names nobody, and, apart from that, who asks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lineage.model.base import Record
from lineage.model.words import Word

RequestId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
"""A UUID; it is made of chance alone and so names nobody."""


class RequesterRole(Word):
    """Who asks."""

    SELF = "self"
    """The photographer."""
    AUTHORISED_AGENT = "authorised_agent"
    """Somebody who shows that they may ask for the photographer."""
    CONTROLLER = "controller"
    """An organisation that holds the pictures and tells those it passed them to (GDPR, Art. 17(2) and 19)."""


class Regulation(Word):
    """The law that a request is made under; it decides the deadlines."""

    GDPR = "gdpr"
    CCPA = "ccpa"
    VOLUNTARY = "voluntary"


class RequestStatus(Word):
    """Where a request stands, in the words of the Data Rights Protocol 1.0; computed, never stored."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    DENIED = "denied"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Denial(Word):
    """Why a request is denied, in the words of the Data Rights Protocol 1.0."""

    SUSPECTED_FRAUD = "suspected_fraud"
    INSUF_VERIFICATION = "insuf_verification"
    NO_MATCH = "no_match"
    CLAIM_NOT_COVERED = "claim_not_covered"
    OUTSIDE_JURISDICTION = "outside_jurisdiction"
    TOO_MANY_REQUESTS = "too_many_requests"
    OTHER = "other"


class Request(Record):
    """What the docket says of a request. Nothing in it names a person."""

    id: RequestId
    role: RequesterRole
    regulation: Regulation
    scope: Literal["all", "listed"]
    """All photos of the person, or only those that they list."""
    consent: bool
    """Whether holders may be given the person's identifiers, which the addresses of photos contain."""
    standing: bool
    """Whether the request goes on: new copies are told whenever a crawl finds them."""
    opened_at: str


class Requester(Record):
    """Who asks, and how to answer them. It is only ever stored sealed with the request's own key."""

    nsid: str | None
    """The Flickr user ID; None where only photos are known."""
    asked: str
    """What was given: a user ID, the address of a profile or photo, a hash."""
    photos: tuple[str, ...] = ()
    """The photos of a request that lists them, by number; empty for all."""
    name: str = ""
    """Whom letters speak of; empty where the person gave no name."""
    contact: str = Field(min_length=1)
    """A way to be answered: a mail address, or a postal one."""
    authority: str = ""
    """How an agent shows that they may ask, or what a controller is."""
