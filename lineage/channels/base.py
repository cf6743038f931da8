"""The interface of channels, and the card that each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import Field

from lineage.errors import ChannelRefused
from lineage.model.base import Record
from lineage.model.contact import ChannelName, Contact
from lineage.model.notice import Answer, Notice, NoticeKind, Receipt


class Rate(Record):
    """At most so many notices in so many seconds."""

    notices: int = Field(gt=0)
    seconds: float = Field(gt=0)


class Step(Record):
    """One thing that a host asks of who writes to it."""

    do: str
    source: str
    """The page that says so."""
    as_of: str
    """The day on which it said so."""


class Host(Record):
    """How a person writes to a host that serves copies."""

    host: str
    """Its domain; subdomains are meant, too."""
    name: str
    address: str
    """The page or mail address to write to."""
    published: bool
    """Whether everybody can read what is written there: only the public text may go there then."""
    steps: tuple[Step, ...]


class Card(Record):
    """What a channel is, in a file beside it: `<name>.yaml`."""

    name: ChannelName
    about: str
    accepts: tuple[NoticeKind, ...]
    presses_the_button: Literal["we", "a person"]
    """Who makes it leave: a person, where machines may not write."""
    identifiers: bool
    """Whether what it carries may name the requester; where everybody can read it, it must not."""
    repeatable: bool
    """Whether the same notice may be delivered again after a crash, and is still taken once only."""
    rate: Rate
    largest: int = Field(gt=0)
    """Bytes of a whole notice."""
    hosts: tuple[Host, ...] = ()
    """What each host asks for, on the card of the channel `person`."""

    def check(self, notice: Notice) -> None:
        """Return when this channel takes such a notice; raises ChannelRefused."""
        size = len(notice.letter.encode()) + sum(len(attachment.data) for attachment in notice.attachments)
        if notice.kind not in self.accepts:
            raise ChannelRefused(f"The channel {self.name} takes no {notice.kind}; choose another channel for it.")
        if size > self.largest:
            raise ChannelRefused(
                f"The notice {notice.id} has {size:,} bytes, the channel {self.name} takes {self.largest:,}; "
                "choose another channel for it, or send fewer items at once."
            )


class Channel(Protocol):
    """Takes a notice to a holder. Nothing of it is tried again in here: the docket decides that."""

    @property
    def card(self) -> Card:
        """What it is."""
        ...

    def deliver(self, notice: Notice) -> Receipt:
        """Deliver once.

        A receipt says `delivered` where the other side has it for sure, `handed_over` where it lies before a person,
        `uncertain` where it may have arrived. Raises ChannelUnavailable where it certainly did not and may next time,
        ChannelRefused where it never will.
        """
        ...

    def answers(self, contact: Contact, notice: str, reference: str, seen: Sequence[str]) -> Answer | None:
        """What the holder says of a notice by now; None where nothing, or where the channel hears nothing.

        `seen` are the digests, SHA-256 of their evidence, of signed answers that were taken before. Raises
        AnswerForged, ChannelUnavailable, and ChannelRefused where the contact's address may not be asked.
        """
        ...
