"""What can be seen now of a request's obligations: the newest lists, and the addresses of copies."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from lineage.clock import parse_moment
from lineage.deletion.probes import ListSeen, PlaceSeen
from lineage.errors import BadInput
from lineage.jobs.photos.family import thing_of
from lineage.jobs.photos.lookup import Found, Lookup
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.places import Places
from lineage.jobs.requests.scope import answers_of, photos_of
from lineage.model.docket import Event, EventKind
from lineage.model.obligation import Obligation, Why
from lineage.model.plan import DatasetAnswer
from lineage.model.request import Request, Requester
from lineage.model.words import ENDS
from lineage.photos.answers import LISTED
from lineage.photos.serving.manifest import ListNote

SNAPSHOT = "probe"
"""What is sealed of a look, by the name it is sealed under."""


@dataclass(frozen=True)
class Observed:
    """What was seen of one obligation: as a judge takes it, and as it is compared with the look before."""

    on_list: ListSeen | None
    at_place: PlaceSeen | None
    seen: Mapping[str, Any]
    """The same as plain JSON, with the checksums of lists; equal while nothing new is to be seen."""


class Observing:
    """Looks at one request."""

    def __init__(self, at: Desk, request: Request, lookup: Lookup, places: Places) -> None:
        """Nothing is looked at before it is asked for."""
        self._at, self.request, self._lookup, self._places = at, request, lookup, places
        self._snapshots: dict[str, Mapping[str, Any]] = {}
        self._whys: dict[str, Why] = {}
        self.exchanges: dict[str, Mapping[str, Any]] = {}
        """What addresses answered, by address."""

    def observe(self, each: Obligation, *, after: datetime | None, place: bool = True) -> Observed:
        """What is seen of an obligation; a list that names the person does so anew if it was added after a moment.

        `after` is None where nobody was told; `place` says whether to look at its address too.
        """
        at_place = self._place(each.place) if each.place and place else None
        notes, on_list = self._list(each, after)
        seen = {
            "list": asdict(on_list) | {"lists": _sums(notes)} if on_list else None,
            "place": asdict(at_place) if at_place else None,
        }  # fmt: skip
        return Observed(on_list, at_place, seen)

    @cached_property
    def answers(self) -> Mapping[str, DatasetAnswer] | None:
        """What every dataset says of the person now; None where that can no longer be told. Raises Erased."""
        if self._found is None or self._astray:
            return None
        photos = photos_of(self._found, self._only) if self._only else ()
        return answers_of(self._found, photos, {}, whole=not self._only)

    @property
    def known(self) -> bool | None:
        """Whether our own index has anything of what is asked for, older releases included; None: cannot be told."""
        if self._found is None:
            return None
        if self._only or self._astray:
            return self._astray or bool(photos_of(self._found, self._only))
        return bool(len(self._found) or self._found.person.listed)

    @cached_property
    def _astray(self) -> bool:
        """Whether a photo that was planned for is in the index, but no longer as this person's: then no list tells.

        It is so where a list names photos alone, and what said whose they are is no more.
        """
        assert self._found is not None
        theirs = {photo.photo_id or photo.md5 for photo in photos_of(self._found, self._only)}
        plans = [event for event in self._events if event.kind is EventKind.PLANNED]
        every = [photo for plan in plans for photo in self._at.planned_from(self.request, plan.body).photos]
        lost = {photo.photo_id or photo.md5: photo for photo in every if photo.photo_id or photo.md5}
        index = self._lookup.index
        return any(
            index.owners_by_photo(int(photo.photo_id)) if photo.photo_id else index.owners_by_hash(photo.md5 or "")
            for name, photo in lost.items()
            if name not in theirs
        )

    @cached_property
    def _requester(self) -> Requester:
        return self._at.requester(self.request)

    @property
    def _only(self) -> Collection[str]:
        return self._requester.photos

    @cached_property
    def _found(self) -> Found | None:
        try:
            found = self._lookup.one(self._requester.nsid or self._requester.asked)
        except BadInput:
            return None
        return found[0] if len(found) == 1 else None

    @cached_property
    def told(self) -> Mapping[int, datetime]:
        """When each obligation's holder was told of it last."""
        letters = [event for event in self._events if event.kind in (EventKind.SENDING, EventKind.SENT)]
        moved = self._at.docket.moved_by([event.number for event in letters])
        return {number: parse_moment(event.at) for event in letters for number in moved.get(event.number, ())}

    def last(self, obligation: int) -> Event | None:
        """The last look at an obligation."""
        return self._looks.get(obligation)

    def seen_before(self, obligation: int) -> Mapping[str, Any]:
        """What was seen at the last look; empty if there was none."""
        event = self.last(obligation)
        if event is None:
            return {}
        digest = event.body["snapshot"]
        if digest not in self._snapshots:
            self._snapshots[digest] = json.loads(self._at.unseal(self.request.id, SNAPSHOT, digest))["seen"]
        found: Mapping[str, Any] = self._snapshots[digest][str(obligation)]
        return found

    @cached_property
    def _events(self) -> Sequence[Event]:
        return self._at.docket.events(self.request.id)

    @cached_property
    def _looks(self) -> Mapping[int, Event]:
        looks = [event for event in self._events if event.kind in (EventKind.PROBED, EventKind.RESURFACED)]
        return {number: event for event in looks for number in event.body["looked_at"]}

    def _place(self, address: str) -> PlaceSeen:
        seen, self.exchanges[address] = self._places.look(address)
        return seen

    def _list(self, each: Obligation, after: datetime | None) -> tuple[Sequence[ListNote], ListSeen | None]:
        release, complete, notes = self._newest(each.dataset)
        if not notes or self.answers is None:
            return (), None
        answer = self.answers.get(each.dataset.removeprefix("dataset:"))
        names = answer is not None and answer.answer == LISTED
        told = self.told.get(each.number)
        added = [note.added for note in notes]
        return notes, ListSeen(
            release, complete, names, since_told=told is not None and max(added) > told,
            named_anew=names and after is not None and self._is_anew(each.number, notes, after),
            named_before=each.answer == "listed", own=self._own(each),
        )  # fmt: skip

    def _is_anew(self, obligation: int, notes: Sequence[ListNote], after: datetime) -> bool:
        """Whether it is by a list added after a moment that somebody is named.

        Where that was added to a release beside older ones, only the look before tells which of them names whom.
        """
        added = [note.added for note in notes]
        if min(added) > after or max(added) <= after:
            return min(added) > after
        before = self.seen_before(obligation).get("list")
        if not before:
            return False
        return not before["names"] or (before["named_anew"] and before["lists"] == _sums(notes))

    def _newest(self, dataset: str) -> tuple[str, bool, Sequence[ListNote]]:
        """The newest release of a dataset, whether it is complete, and its lists; none where there are none."""
        have = self._lookup.index.manifest
        if dataset == thing_of(have.dataset):
            return "", have.complete, have.lists
        for name, number in have.current().items():
            if thing_of(name) == dataset:
                column = have.columns[number]
                return column.release, column.complete, column.lists
        return "", False, ()

    def _own(self, each: Obligation) -> bool:
        """Whether the way to the holder does not end with their holding or using what somebody else publishes."""
        if each.why not in self._whys:
            self._whys |= self._at.docket.whys([each.why])
        steps = self._whys[each.why].steps
        return not steps or steps[-1].subject != each.holder or steps[-1].predicate not in ENDS


def _sums(notes: Sequence[ListNote]) -> list[str]:
    return sorted(note.sha256 for note in notes)
