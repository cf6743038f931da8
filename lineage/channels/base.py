"""The interface of channels, and the card that each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import Field

from lineage.model.base import Record
from lineage.model.contact import ChannelName, Contact
from lineage.model.notice import Answer, Notice, NoticeKind, Receipt


class Rate(Record):
    """At most so many notices in so many seconds."""

    notices: int = Field(gt=0)
    seconds: float = Field(gt=0)


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

        `seen` are the digests of signed answers that were taken before. Raises AnswerForged, ChannelUnavailable.
        """
        ...
