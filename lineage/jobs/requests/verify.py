"""`lineage request verify`: looking whether what was asked for is gone, and whether what was gone is there again.

Every look is kept, sealed, and stands in the docket; only what was seen moves anything. Where nothing new is to be
seen, nothing is written again.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lineage.clock import parse_moment, stamp
from lineage.deletion.probes import LOOKED_AT, Finding, Probe, Verdict, back, judge, move, ours
from lineage.deletion.status import OVER
from lineage.errors import BadInput
from lineage.jobs.photos.lookup import Lookup, open_lookup
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.observing import SNAPSHOT, Observed, Observing
from lineage.jobs.requests.places import Places, Sleep, looking
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import OURSELVES, Obligation, State
from lineage.model.request import Request

_GONE: Final = (State.VERIFIED, State.NOT_FOUND)
"""What may turn out to be there again."""
_SAID: Final = (State.CLAIMED_DONE, State.NOT_FOUND)
"""A holder's word that it is gone: only what is newer than that speaks against it."""


@dataclass(frozen=True)
class Looked:
    """What a look at one obligation came to."""

    request: str
    holder_name: str
    dataset_name: str
    verdict: Verdict
    says: str
    probe: Probe
    state: State | None
    """Where it moved the obligation; None where it did not."""

    @property
    def matters(self) -> bool:
        """Whether somebody has to read it: it moved something, or shows that what was asked for is still there."""
        return self.state is not None or self.verdict == "still_present"


@dataclass(frozen=True)
class _Seen:
    """A look before it is written down."""

    obligation: Obligation
    observed: Observed
    finding: Finding


def verify(stores: Stores, text: str | None = None, *, sleep: Sleep = time.sleep) -> list[Looked]:
    """Look at everything of one request, or of all that go on, that could be gone or there again.

    Raises BadInput for a request that was ended, IndexUnusable, Erased.
    """
    with desk(stores) as at:
        wanted = list(_wanted(at, text))
        if not wanted:
            return []
        lookup = open_lookup(stores)
        with looking(stores, sleep) as places:
            return [one for request in wanted for one in _verify(at, request, lookup, places)]


def resurfaced(at: Desk, request: Request, lookup: Lookup, places: Places) -> tuple[int, ...]:
    """Find what was gone and is there again, and re-open it. Raises Erased."""
    came = _returned(at, Observing(at, request, lookup, places))
    return tuple(one.probe.obligation for one in came)


def _wanted(at: Desk, text: str | None) -> Iterator[Request]:
    if text:
        request = at.docket.request(text)
        if over := at.docket.events(request.id, kinds=OVER):
            raise BadInput(f"Request {request.id} was {over[0].kind}; nothing is looked at for it any more.")
        yield request
        return
    over_ids = {event.request for event in at.docket.events(kinds=OVER)}
    names = at.docket.requests_with([*LOOKED_AT, *_GONE])
    yield from at.docket.requests([name for name in names if name not in over_ids])


def _verify(at: Desk, request: Request, lookup: Lookup, places: Places) -> list[Looked]:
    observing = Observing(at, request, lookup, places)
    again = _returned(at, observing)
    done = {one.probe.obligation for one in again}
    rows = at.docket.obligations([request.id], LOOKED_AT)
    seen = [_look(observing, each) for each in rows if each.number not in done]
    return again + _written(at, observing, EventKind.PROBED, seen)


def _look(observing: Observing, each: Obligation) -> _Seen:
    after = observing.told.get(each.number)
    if after is not None and each.state in _SAID:
        after = max(after, parse_moment(each.since))
    observed = observing.observe(each, after=after)
    if each.holder == OURSELVES and (names := observing.known) is not None:
        return _Seen(each, replace(observed, seen={"ours": names}), ours(names=names))
    return _Seen(each, observed, judge(observed.on_list, observed.at_place))


def _returned(at: Desk, observing: Observing) -> list[Looked]:
    """What was gone and is there again. Only what was gone from its address is looked for there.

    Where a later plan asks for the same anew, that is on its way already.
    """
    seen = []
    newest = {(each.holder, each.dataset): each for each in at.docket.obligations([observing.request.id])}
    for each in (each for each in newest.values() if each.state in _GONE):
        last = observing.last(each.number)
        from_address = each.state is State.VERIFIED and last is not None and last.body["how"] == "address"
        observed = observing.observe(each, after=parse_moment(each.since), place=from_address)
        found = back(observed.on_list, observed.at_place)
        if found:
            seen.append(_Seen(each, observed, found))
    return _written(at, observing, EventKind.RESURFACED, seen)


def _written(at: Desk, observing: Observing, kind: EventKind, seen: Sequence[_Seen]) -> list[Looked]:
    """Write down what is new, one event for what is alike at one holder; what is known already is told all the same."""
    groups: defaultdict[tuple[str, Finding], list[_Seen]] = defaultdict(list)
    told = []
    for one in seen:
        if kind is EventKind.PROBED and not _is_new(observing, one):
            last = observing.last(one.obligation.number)
            told.append(_looked(one, last.body["snapshot"] if last else "", None))
        else:
            groups[one.obligation.holder, replace(one.finding, says="")].append(one)
    for (holder, finding), some in groups.items():
        told += _append(at, observing, kind, holder, finding, some)
    return sorted(told, key=lambda one: one.probe.obligation)


def _is_new(observing: Observing, one: _Seen) -> bool:
    last = observing.last(one.obligation.number)
    return (
        last is None
        or last.body["verdict"] != one.finding.verdict
        or _move(EventKind.PROBED, one.finding.verdict, one.obligation.state, one.obligation.holder) is not None
        or observing.seen_before(one.obligation.number) != one.observed.seen
    )


def _append(
    at: Desk, observing: Observing, kind: EventKind, holder: str, finding: Finding, some: Sequence[_Seen]
) -> Iterable[Looked]:
    request = observing.request.id
    addresses = {one.obligation.place for one in some}
    kept = {
        "at": stamp(at.now),
        "seen": {str(one.obligation.number): one.observed.seen for one in some},
        "says": {str(one.obligation.number): one.finding.says for one in some},
        "exchanges": {name: said for name, said in observing.exchanges.items() if name in addresses},
    }
    snapshot = at.seal(request, SNAPSHOT, json.dumps(kept, ensure_ascii=False).encode())
    numbers = [one.obligation.number for one in some]
    with at.writing() as pen:
        here = {number: state for number, (_, state) in pen.states(numbers).items()}
        moves = {number: there for number in numbers if (there := _move(kind, finding.verdict, here[number], holder))}
        body = {
            "holder": holder, "looked_at": numbers, "verdict": finding.verdict, "how": finding.how,
            "end": finding.end, "snapshot": snapshot,
        }  # fmt: skip
        pen.append(kind, request, body, moves=moves)
    return [_looked(one, snapshot, moves.get(one.obligation.number)) for one in some]


def _move(kind: EventKind, verdict: Verdict, here: State, holder: str) -> State | None:
    """Another process may have moved it meanwhile: what is said of it then is written, and moves nothing."""
    if kind is EventKind.RESURFACED:
        return State.RESURFACED if here in _GONE else None
    return move(verdict, here, own=holder == OURSELVES)


def _looked(one: _Seen, snapshot: str, state: State | None) -> Looked:
    each, found = one.obligation, one.finding
    probe = Probe(each.number, found.how, found.verdict, found.says, snapshot, found.end)
    return Looked(each.request, each.holder_name, each.dataset_name, found.verdict, found.says, probe, state)
