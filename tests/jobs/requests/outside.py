"""The world outside of the docket, for tests in one process: servers with moods, and a process that can be killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import event

from lineage.channels import find
from lineage.channels.base import Card, Rate
from lineage.errors import ChannelClosed, ChannelRefused, ChannelUnavailable
from lineage.jobs.stores import Connections, Stores
from lineage.model.notice import Notice, Receipt

MOODS = ["takes", "loses the answer", "loses the notice", "unreachable", "refuses"]
"""What a server does with a notice: the second and the third look the same from here."""


class Killed(BaseException):
    """The process ends here, and does nothing more."""


@dataclass
class Fuse:
    """Burns down by one wherever a process can die: around every transaction, every write, every delivery."""

    left: int | None = None
    dead: bool = False

    def burn(self, *_: object) -> None:
        if self.left == 0:
            self.dead = True
        if self.dead:
            raise Killed
        if self.left is not None:
            self.left -= 1


@dataclass
class Outside:
    """Servers that know holders by id, and remember what arrived."""

    fuse: Fuse
    moods: dict[str, str] = field(default_factory=dict)
    arrived: Counter[str] = field(default_factory=Counter)
    """How often each notice arrived, by its id; by a key that is honoured it is taken once."""
    watch: Callable[[Notice], None] = lambda notice: None
    """Called when a notice arrives."""
    meanwhile: Callable[[], None] = lambda: None
    """Called while the answer is on its way."""

    def channel(self, name: str):
        """A channel to these servers; those that write into a folder are the real ones."""
        return Line(self, find.card(name).model_copy(update={"rate": Rate(notices=10**9, seconds=1)}))


@dataclass
class Line:
    """See `lineage.channels.base.Channel`."""

    outside: Outside
    card: Card

    def deliver(self, notice: Notice) -> Receipt:
        out = self.outside
        out.fuse.burn()
        if self.card.name == "folder":
            return Receipt("handed_over", "It lies in a folder.", b"the files")
        self.card.check(notice)
        mood = out.moods.get(notice.holder, "takes")
        if mood in ("takes", "loses the answer"):
            self._take(notice)
        out.fuse.burn()
        out.meanwhile()
        if mood == "unreachable":
            raise ChannelUnavailable("Nobody answers.")
        if mood == "refuses us":
            raise ChannelClosed("The mail server refuses our sender; correct LINEAGE_MAIL_FROM.")
        if mood == "refuses":
            raise ChannelRefused("The server says no.")
        if mood != "takes":
            return Receipt("uncertain", "The connection was lost.", b"half of it")
        return Receipt("delivered", "It was taken.", b"the exchange", "their-name-for-it")

    def _take(self, notice: Notice) -> None:
        self.outside.watch(notice)
        known = self.card.name == "holder_api" and notice.contact.honours_keys and self.outside.arrived[notice.id]
        if not known:
            self.outside.arrived[notice.id] += 1

    def answers(self, contact, notice, reference, seen):
        return None


class _Archive:
    """An archive around whose writes the process can die."""

    def __init__(self, archive, fuse: Fuse) -> None:
        self._archive, self._fuse = archive, fuse

    def put(self, data: bytes) -> str:
        self._fuse.burn()
        return self._archive.put(data)

    def __getattr__(self, name: str):
        return getattr(self._archive, name)


def process(settings, clock, outside: Outside, fuse: Fuse) -> Stores:
    """The stores of one process that dies when the fuse has burnt down; its transactions are then rolled back."""
    stores = Stores(settings, clock, Connections(channel=outside.channel))
    vars(stores)["archive"] = _Archive(stores.archive, fuse)
    for engine in (stores.database, stores.keys._engine):
        event.listen(engine, "begin", fuse.burn)
        event.listen(engine, "commit", fuse.burn)
    return stores
