"""What became of a letter, in words: never more than is known, so a letter that lies ready told nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from lineage.model.docket import EventKind
from lineage.model.notice import NoticeKind

_BY: Final[Mapping[str, str]] = {
    "email": "by e-mail",
    "holder_api": "by the holder's interface for requests",
    "folder": "by a letter that a person carried",
    "person": "by a letter that a person carried",
}
_DID: Final[Mapping[NoticeKind, str]] = {
    "notice": "Told",
    "inquiry": "Asked, without a name, whether they hold anything,",
    "reminder": "Reminded",
}


@dataclass(frozen=True)
class Delivered:
    """One letter that was written, and what became of it."""

    on: date
    reference: str
    channel: str
    """The channel's name: `email`."""
    came_of: EventKind
    """The last that is known: SENT where it arrived, HANDED_OVER where it lies before a person, and so on."""
    digest: str = ""
    """SHA-256 of the archived receipt."""
    kind: NoticeKind = "notice"

    @property
    def arrived(self) -> bool:
        """Whether the holder is known to have it."""
        return self.came_of is EventKind.SENT

    @property
    def by(self) -> str:
        """How it went: `by e-mail`."""
        return _BY.get(self.channel, f"by {self.channel}")

    @property
    def account(self) -> str:
        """What became of it, in a sentence."""
        what, on = "reminder" if self.kind == "reminder" else "letter", self.on.isoformat()
        told = {
            EventKind.SENT: f"{_DID[self.kind]} on {on} {self.by}.",
            EventKind.HANDED_OVER: f"Not known to have left: since {on} a {what} lies ready for a person to carry.",
            EventKind.UNCERTAIN: f"A {what} was sent on {on} {self.by}; it is not known whether it arrived.",
            EventKind.NOT_SENT: f"Not sent: a {what} could not leave on {on}, and is to be tried again.",
            EventKind.BOUNCED: f"A {what} of {on} did not reach them: it came back, or was not taken.",
        }
        return told.get(self.came_of, f"A {what} was on its way on {on}; what became of it is not known.")
