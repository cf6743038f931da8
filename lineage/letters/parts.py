"""What several letters are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from lineage.letters.withheld import withheld
from lineage.model.obligation import Obligation, Why
from lineage.model.request import RequesterRole


@dataclass(frozen=True)
class Written:
    """A letter."""

    subject: str
    """One line."""
    text: str = field(repr=False)


@dataclass(frozen=True)
class Writer:
    """Who writes."""

    name: str
    """The organisation or office that sends the letter."""
    reply_to: str
    """Where answers go. It stands in every letter, inquiries included: an address of the writer's, not the person's."""
    role: RequesterRole
    """Whose right is used: `self` where the photographer asked the writer to carry their request."""
    authority: str = field(default="", repr=False)
    """How an agent shows that they may ask, or what a controller is: theirs to say, but for the words that name the
    person."""


@dataclass(frozen=True)
class Checked:
    """How it was checked who asks."""

    on: date
    how: str
    """`flickr_code`, or the role that looked at what they showed."""

    @property
    def account(self) -> str:
        """The same in a sentence; it names nobody."""
        if self.how == "flickr_code":
            return f"On {self.on} we checked who they are: a code that we gave them stood on the account."
        return f"On {self.on} we checked who they are; it was done by: {self.how}."


@dataclass(frozen=True)
class Person:
    """Who asks, and every word that they can be known by. Only letters that may name them show it."""

    name: str = field(default="", repr=False)
    nsid: str | None = field(default=None, repr=False)
    contact: str = field(default="", repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    """Further words that lead to them: what was asked for, photos that they list, a screen name."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that must not stand in a letter that may not name them."""
        return tuple(word for word in (self.name, self.nsid, self.contact, *self.others) if word)


@dataclass(frozen=True)
class Asked:
    """One obligation as a letter to its holder shows it."""

    obligation: Obligation
    why: Why
    items: int = 0
    """How many items of this dataset are in the attached files; 0 where none is listed."""

    def without(self, words: Iterable[str]) -> Asked:
        """The same without the words and without the number of items, for a letter that may not name the person."""
        words = tuple(words)
        steps = [step.model_copy(update=_withheld(step.model_dump(), words)) for step in self.why.steps]
        shown = ("dataset_name", "place")
        cut = {key: withheld(getattr(self.obligation, key), words) for key in shown}
        obligation = self.obligation.model_copy(update=cut)
        return replace(self, obligation=obligation, why=Why(steps=tuple(steps)), items=0)


def _withheld(step: dict[str, object], words: tuple[str, ...]) -> dict[str, str]:
    shown = ("subject_name", "object_name", "quote", "url", "title", "field")
    return {key: withheld(text, words) for key in shown if isinstance(text := step[key], str)}
