"""What can be wrong with a chain of events, and how it is said."""

from __future__ import annotations

from lineage.model.base import Record
from lineage.model.words import Word


class FindingKind(Word):
    """What was done to a chain."""

    DELETED = "deleted"
    """There was an event, and it is not there any more."""
    INSERTED = "inserted"
    """An event that never was in the chain: its number is another's, or no key of ours made its MAC."""
    CHANGED = "changed"
    """An event whose content, or MAC, is not what was written."""
    REORDERED = "reordered"
    """An event that is ours and stands, or follows, where it does not belong."""
    TRUNCATED = "truncated"
    """The end is missing, or was written anew: another head was noted elsewhere."""


class Finding(Record):
    """One thing that is not as it was written."""

    number: int
    """The number of the event: the place."""
    kind: FindingKind
    says: str
    """One sentence. Nothing of what the event says is in it."""


def deleted(numbers: range) -> Finding:
    """These events are gone."""
    which = f"Event {numbers[0]} is" if len(numbers) == 1 else f"Events {numbers[0]} to {numbers[-1]} are"
    return Finding(number=numbers[0], kind=FindingKind.DELETED, says=f"{which} missing, though later ones are there.")


def copied(place: int, number: int) -> Finding:
    """An event stands here that is one from elsewhere."""
    says = f"What stands at {place} is a copy of event {number}, which stands in its own place too."
    return Finding(number=place, kind=FindingKind.INSERTED, says=says)


def doubled(place: int) -> Finding:
    """A number is there twice."""
    says = f"The number {place} is there more than once: the right event stands there, and another beside it."
    return Finding(number=place, kind=FindingKind.INSERTED, says=says)


def inserted(place: int) -> Finding:
    """Nobody with a key of ours wrote this."""
    says = f"What stands at {place} was not written with a key of ours, and nothing says that an event was there."
    return Finding(number=place, kind=FindingKind.INSERTED, says=says)


def supplanted(place: int) -> Finding:
    """The right event of this number stands elsewhere."""
    says = f"What stands at {place} is none of ours: the event that was written as {place} stands elsewhere."
    return Finding(number=place, kind=FindingKind.INSERTED, says=says)


def changed(place: int) -> Finding:
    """Content and MAC do not belong together."""
    says = f"The MAC of event {place} does not fit what stands there: something of it was changed."
    return Finding(number=place, kind=FindingKind.CHANGED, says=says)


def moved(place: int, number: int) -> Finding:
    """An event of ours stands elsewhere than it was written."""
    says = f"What stands at {place} was written as event {number}: it was given another number."
    return Finding(number=place, kind=FindingKind.REORDERED, says=says)


def unlinked(place: int) -> Finding:
    """An event of ours does not follow the one before it."""
    says = f"Event {place} is ours as it stands, but was written to follow another event than {place - 1} as it stands."
    return Finding(number=place, kind=FindingKind.REORDERED, says=says)


def cut(last: int, head: int) -> Finding:
    """The end is missing."""
    ends = f"ends with event {last}" if last else "has no event"
    says = f"Event {head} was noted outside of the chain, and the chain {ends}: the rest was cut off."
    return Finding(number=last + 1, kind=FindingKind.TRUNCATED, says=says)


def rewritten(place: int) -> Finding:
    """Another event of this number was noted."""
    says = f"Event {place} is ours, but not the one that was noted outside: the chain was cut there and written anew."
    return Finding(number=place, kind=FindingKind.TRUNCATED, says=says)
