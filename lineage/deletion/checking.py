"""Whether a chain of events is as it was written and, if not, where it was touched and how. Pure.

Who has no key of ours can change nothing without being found here. Who cuts events off the end is found by the heads
that were noted elsewhere, and by nothing else. Who has our key and every place where heads are noted can write history
anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby

from lineage.deletion.chain import FIRST, Head, fits
from lineage.deletion.findings import (
    Finding,
    changed,
    copied,
    cut,
    deleted,
    doubled,
    inserted,
    moved,
    rewritten,
    supplanted,
    unlinked,
)
from lineage.errors import Erased
from lineage.model.docket import Event

_TRIES = 20_000  # of finding out which number an event was written as: a second or so
_KEPT = 1_000  # events that fit nowhere are kept until that is found out, so many at most


def check(events: Iterable[Event], keys: Callable[[str], bytes], heads: Iterable[Head] = ()) -> list[Finding]:
    """All that is wrong with a chain, by number; nothing when it is whole.

    `events` come in the order of their numbers and are looked at one after the other, so that a long chain needs no
    memory. `keys` gives the key of an id and raises Erased where there is none. `heads` were noted or anchored outside.
    """
    walk = _Walk(keys, heads)
    for place, standing in groupby(events, key=lambda event: event.number):
        walk.take(place, list(standing))
    return sorted(walk.findings(), key=lambda finding: (finding.number, finding.kind))


class _Walk:
    """What is known of a chain so far. A place is where an event stands; its number is what it was written as."""

    def __init__(self, keys: Callable[[str], bytes], heads: Iterable[Head]) -> None:
        self.keys, self.known = keys, dict[str, bytes | None]()
        self.heads: defaultdict[int, set[str]] = defaultdict(set)
        for head in heads:
            self.heads[head.number].add(head.mac)
        self.last = self.top = 0  # the last place that was seen; the highest number that is proven
        self.before: tuple[int, str] | None = (0, FIRST)  # the event just before, where it is as it was written
        self.found: list[Finding] = []
        self.gaps: list[range] = []
        self.lost: set[int] = set()  # places where no event fits
        self.followed: set[int] = set()  # lost places that had an event, for one that is ours comes next
        self.moved: list[tuple[int, int]] = []  # place and number of events that stand in the place of another
        self.shift = 0  # how far the last of these was moved: where one was cut out, all that come later are
        self.unfit: list[Event] = []

    def take(self, place: int, events: Sequence[Event]) -> None:
        """Look at what stands at one place: one event, if all is well."""
        forward = place > self.last
        right = next((event for event in events if forward and self._fits(event, place)), None)
        if place > self.last + 1:
            self.gaps.append(range(self.last + 1, place))
        self.found += [doubled(place) for event in events if right and event is not right]
        if right:
            self._follow(place, right)
        else:
            self.before = None
            self.lost |= {place} if forward else set()
            for event in events:
                self._astray(event)
        self.last = max(self.last, place)

    def _follow(self, place: int, event: Event) -> None:
        if self.before is None:
            self.followed.add(place - 1)
        elif self.before[0] == place - 1 and self.before[1] != event.previous:
            self.found.append(unlinked(place))
        if any(mac != event.mac for mac in self.heads.get(place, ())):
            self.found.append(rewritten(place))
        self.before, self.top = (place, event.mac), place

    def _astray(self, event: Event) -> None:
        for shift in dict.fromkeys((self.shift, 1, -1)):
            if shift and self._fits(event, event.number + shift):
                self.shift = shift
                self.moved.append((event.number, event.number + shift))
                return
        if len(self.unfit) < _KEPT:
            self.unfit.append(event)
        else:
            self.found.append(changed(event.number))

    def findings(self) -> Iterator[Finding]:
        """What was found, once all events were seen."""
        self._find_numbers()
        claimed = {number for _, number in self.moved}
        yield from self.found
        yield from self._moved()
        for event in self.unfit:
            yield self._unfit(event, claimed)
        self.top = max([self.top, *claimed, *(number for number in self.heads if number <= self.last)])
        yield from self._deleted(claimed)
        if beyond := [number for number in self.heads if number > self.last and number not in claimed]:
            yield cut(self.last, max(beyond))

    def _find_numbers(self) -> None:
        """Find out of events that fit neither here nor beside as which number they were written."""
        likely = [*sorted(self.lost), *(number for gap in self.gaps for number in gap[:_KEPT])]
        tries, left = _TRIES, []
        for event in self.unfit:
            for number in chain(likely, range(1, self.last + 1)):
                tries -= 1
                if tries < 0 or self._fits(event, number):
                    break
            else:
                number = 0
            if tries >= 0 and number:
                self.moved.append((event.number, number))
            else:
                left.append(event)
        self.unfit = left

    def _moved(self) -> Iterator[Finding]:
        taken: set[int] = set()
        for place, number in sorted(self.moved):
            yield copied(place, number) if number in taken or self._stands(number) else moved(place, number)
            taken.add(number)

    def _unfit(self, event: Event, claimed: set[int]) -> Finding:
        place = event.number
        if place in claimed:
            return supplanted(place)
        if place < 1 or self._stands(place):
            return inserted(place)
        had_one = place in self.followed or place in self.heads
        return changed(place) if had_one or self._key(event.key_id) else inserted(place)

    def _deleted(self, claimed: set[int]) -> Iterator[Finding]:
        """Numbers that must have been, and that nothing stands for."""
        unfit = {event.number for event in self.unfit}
        left = [range(place, place + 1) for place, _ in self.moved if 0 < place <= self.top and place not in unfit]
        for gap in (*left, *(range(gap.start, min(gap.stop, self.top + 1)) for gap in self.gaps)):
            begin = gap.start
            for number in (*sorted(claimed.intersection(gap)), gap.stop):
                if begin < number:
                    yield deleted(range(begin, number))
                begin = number + 1

    def _stands(self, number: int) -> bool:
        """Whether the event of this number is in its own place."""
        return 0 < number <= self.last and number not in self.lost and not any(number in gap for gap in self.gaps)

    def _fits(self, event: Event, number: int) -> bool:
        key = self._key(event.key_id)
        return key is not None and fits(event, key, number)

    def _key(self, key_id: str) -> bytes | None:
        if key_id not in self.known:
            try:
                self.known[key_id] = self.keys(key_id)
            except Erased:
                self.known[key_id] = None
        return self.known[key_id]
