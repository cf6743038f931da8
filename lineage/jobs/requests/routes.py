"""Which channel leads to a holder: that of their contact where it is set up, else a letter for a person to carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lineage.channels import find
from lineage.channels.base import Channel
from lineage.jobs.requests.desk import Desk
from lineage.model.contact import ChannelName, Contact
from lineage.model.notice import NoticeKind

DEFAULT: Final[ChannelName] = "folder"
_BY_ADDRESS: Final = ("email", "holder_api")
"""What leads nowhere without a contact of its own kind."""


@dataclass(frozen=True)
class Route:
    """The way to one holder."""

    channel: Channel
    contact: Contact | None
    """None where no way to them is known: then a person has to find one, and the letter lies ready."""
    open: bool = True
    """Whether a notice can go there: a channel that everything takes may need an address that is not known."""


class Routes:
    """Channels, each opened when it is first needed."""

    def __init__(self, at: Desk, always: str | None = None) -> None:
        """`always` names a channel that everything takes, whatever contacts say. Raises BadInput."""
        self._at, self._always = at, always
        self._opened: dict[str, Channel] = {}
        self._known: dict[tuple[str, NoticeKind], Route] = {}
        self.closed: dict[str, str] = {}
        """Channels that take nothing from us at the moment, and why."""
        if always:
            self.named(always)

    def to(self, holder: str, kind: NoticeKind = "notice") -> Route:
        """The way to a holder for what their channel takes; the rest a person carries."""
        if (holder, kind) not in self._known:
            things = self._at.stores.graph.things([holder])
            names = [name for each in things for name in (*each.identifiers, *each.names)]
            contact = self._at.contacts.to(holder, names)
            name: str = self._always or (contact.channel if contact and self._set_up(contact.channel) else DEFAULT)
            takes = kind in find.card(name).accepts
            needs_address = self._always in _BY_ADDRESS
            known = contact is not None and contact.channel == self._always
            reached = (known and takes) or not needs_address
            channel = self.named(name if takes or self._always else DEFAULT)
            self._known[holder, kind] = Route(channel, contact, reached)
        return self._known[holder, kind]

    def named(self, name: str) -> Channel:
        """A channel. Raises BadInput where its settings are missing."""
        if name not in self._opened:
            stores = self._at.stores
            known = stores.connections.channel
            self._opened[name] = known(name) if known else find.open(name, stores.settings, stores.clock)
        return self._opened[name]

    def _set_up(self, name: ChannelName) -> bool:
        """Whether settings let us use a channel; what they do not is written to a folder to look at."""
        settings = self._at.stores.settings.sending
        return {
            "email": settings.smtp_url is not None,
            "holder_api": settings.signing_key is not None and settings.agent_id is not None,
            "person": True,
            "folder": True,
        }[name]
