"""The three answers, for a person or a photo and every dataset: listed, not listed, may contain. Pure.

*Not listed* is said only against a complete list. *May contain* follows from what was derived from what: a dataset made
from one that holds a photo may hold it, as long as no complete list says otherwise; and where a subset or a crop holds
it, so may what it was taken from. The rules are those of the design's Membership.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

Word = Literal["listed", "not_listed", "may_contain"]
By = Literal["photo", "owner"]
LISTED: Final = "listed"
NOT_LISTED: Final = "not_listed"
MAY_CONTAIN: Final = "may_contain"


@dataclass(frozen=True)
class Link:
    """A dataset was made from another, or is a copy, version or part of it."""

    child: str
    parent: str
    carries_up: bool
    """Whether the child's members are the parent's too: it is a subset, or cut out of it."""
    edge: str = ""
    """The edge of the graph that says so."""


@dataclass(frozen=True)
class Answer:
    """What is known of one dataset."""

    answer: Word
    by: By | None = None
    """Whether a list names photos, or their owner."""
    chain: tuple[Link, ...] = ()
    """For *may contain*: from a dataset that holds the photo, link by link, to this one."""


_NOWHERE: Final = Answer(NOT_LISTED)
_KEPT: Final = 500
"""So many answers are kept: most photos are listed like others of the same person, people hardly ever like others."""


@dataclass(frozen=True)
class Family:
    """Datasets with what was made from what, and those whose lists are complete."""

    links: tuple[Link, ...] = ()
    complete: frozenset[str] = frozenset()
    _known: dict[tuple[frozenset[str], frozenset[str], Word], Mapping[str, Answer]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def of_person(self, listed: Iterable[str], by_owner: Iterable[str] = ()) -> Mapping[str, Answer]:
        """What is known of a person, from the datasets that list their photos and those that name them as an owner."""
        return self._once(frozenset(listed), frozenset(by_owner), LISTED)

    def of_photo(self, listed: Iterable[str], by_owner: Iterable[str] = ()) -> Mapping[str, Answer]:
        """What is known of one photo; a list that names its owner says that it may be there."""
        return self._once(frozenset(listed), frozenset(by_owner), MAY_CONTAIN)

    def _once(self, listed: frozenset[str], by_owner: frozenset[str], word: Word) -> Mapping[str, Answer]:
        key = listed, by_owner, word
        if (found := self._known.get(key)) is None:
            if len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            found = self._known[key] = self._answers(*key)
        return found

    def _answers(self, listed: frozenset[str], by_owner: frozenset[str], word: Word) -> Mapping[str, Answer]:
        found = {name: Answer(LISTED, "photo") for name in sorted(listed)}
        found |= {name: Answer(word, "owner") for name in sorted(by_owner - listed)}
        waiting = deque(found)
        while waiting:
            here = waiting.popleft()
            for link, other in self._near.get(here, ()):
                if other in found:
                    continue
                if other in self.complete:
                    found[other] = Answer(NOT_LISTED)
                else:
                    found[other] = Answer(MAY_CONTAIN, chain=(*found[here].chain, link))
                    waiting.append(other)
        return found | dict.fromkeys(sorted(self.complete - found.keys()), _NOWHERE)

    @cached_property
    def _near(self) -> Mapping[str, list[tuple[Link, str]]]:
        """What may contain what a dataset contains: all that was made from it, and what it was taken from."""
        near: dict[str, list[tuple[Link, str]]] = {}
        for link in self.links:
            near.setdefault(link.parent, []).append((link, link.child))
            if link.carries_up:
                near.setdefault(link.child, []).append((link, link.parent))
        return near
