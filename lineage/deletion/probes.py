"""Whether something is gone, from what was seen of it. Pure.

That a holder says so is no look; that a page vanished is no copy that vanished. So *gone* is said in two cases only: a
complete list of the dataset that is newer than the notice does not name the person, or the very address of the copy has
nothing any more. *Still present* is said where a list names them, and never because a page answers: letters ask for
somebody's items, not for the whole copy, and who took just these out serves the rest rightly. What can be seen from
outside does not tell whether older versions were purged too: that a copy was `purged` is the holder's word, and stands
in no probe.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal

from lineage.deletion.transitions import NEXT, WAITING
from lineage.model.addresses import host
from lineage.model.obligation import State

Verdict = Literal["gone", "still_present", "cannot_tell"]
How = Literal["list", "address", "nothing"]
LOOKED_AT: Final = frozenset(here for here, there in NEXT.items() if State.VERIFIED in there)
"""States of what a look may find to be gone."""
_MOVES: Final = {"gone": State.VERIFIED, "still_present": State.STILL_PRESENT}
_SERVED: Final = frozenset({200, 206})
_REMOVED: Final = frozenset({410, 451})
"""Gone for good (RFC 9110 §15.5.11), and taken away for a legal demand (RFC 7725): both say that it was there."""
_NOT_FOUND: Final = 404
_WHY_NOT: Final = {401: "asks for a login", 403: "refuses us", 429: "asks us to come later"}
_DATACITE: Final = frozenset({"api.datacite.org"})
_INVENIO: Final = frozenset({"zenodo.org", "data.caltech.edu", "repository.tugraz.at", "researchdata.tuwien.ac.at"})
"""Hosts whose own software writes a tombstone into what it serves; anybody else could write the word themselves."""


@dataclass(frozen=True)
class ListSeen:
    """What the newest release of a dataset says, by its lists."""

    release: str
    complete: bool
    """Whether its lists name every member."""
    names: bool
    """Whether one of them names the person, or a photo that is asked for."""
    since_told: bool
    """Whether a list of it was added after the holder was told."""
    named_anew: bool
    """Whether it names them by what was added after the holder was told, and after they last said that it is done."""
    named_before: bool
    """Whether a list named them when the plan was made."""
    own: bool
    """Whether the dataset is published by the holder or lies at their place: lists do not tell of others' copies."""


@dataclass(frozen=True)
class PlaceSeen:
    """What the address of a copy answered."""

    status: int | None
    """The status of HTTP; None where there was no answer."""
    tombstone: bool = False
    """Whether what came says that the thing was taken away."""
    problem: str = ""
    """Why there was no answer, in words that name nobody and no address."""


@dataclass(frozen=True)
class Finding:
    """What a look came to."""

    verdict: Verdict
    how: How
    says: str
    """A sentence for people. It names no person and no address."""
    end: str = ""
    """How a copy ended: `tombstoned`, `removed from version 2`; empty where that cannot be seen."""


@dataclass(frozen=True)
class Probe:
    """A look at one obligation, with its evidence."""

    obligation: int
    how: How
    verdict: Verdict
    says: str
    evidence: str
    """SHA-256 of what was seen, archived sealed."""
    end: str = ""


def judge(on_list: ListSeen | None, at_place: PlaceSeen | None) -> Finding:
    """The verdict on one obligation, from its dataset's list and, of a host's copy, its address.

    An address without anything ends the copy that was there; else a list decides, since it looks inside of what an
    address serves; what neither decides cannot be told.
    """
    place = by_place(at_place) if at_place else None
    listed = by_list(on_list) if on_list else None
    if place and place.verdict == "gone":
        return place
    if listed and listed.verdict != "cannot_tell":
        return listed
    return (
        place
        or listed
        or Finding("cannot_tell", "nothing", "There is no list that could tell, and no address to look at.")
    )


def by_list(seen: ListSeen) -> Finding:
    """What a list alone tells."""
    which = f"release {seen.release}" if seen.release else "the collection itself"
    if not seen.own:
        return Finding(
            "cannot_tell", "list", "Lists tell what is published, not what this holder keeps for themselves."
        )
    if seen.names:
        if seen.named_anew:
            return Finding("still_present", "list", f"The list of {which}, added since, names them.")
        return Finding("cannot_tell", "list", f"The list of {which} names them, but it is older than the last word.")
    if not seen.since_told:
        return Finding("cannot_tell", "list", f"No list was added since they were told; the newest is of {which}.")
    if not seen.complete:
        return Finding("cannot_tell", "list", f"The list of {which} does not name them, but it is a part only.")
    end = f"removed from version {seen.release}" if seen.named_before and seen.release else ""
    return Finding("gone", "list", f"The complete list of {which}, added since, does not name them.", end)


def by_place(seen: PlaceSeen) -> Finding:
    """What the address of a copy alone tells."""
    if seen.status is None:
        return Finding("cannot_tell", "address", f"Its address gave no answer: {seen.problem or 'nobody knows why'}.")
    if seen.status in _REMOVED or (seen.tombstone and seen.status in _SERVED | {_NOT_FOUND}):
        return Finding("gone", "address", f"Its address says that it was taken away ({seen.status}).", "tombstoned")
    if seen.status == _NOT_FOUND:
        return Finding("gone", "address", "Nothing is at its address any more (404).")
    if seen.status in _SERVED:
        return Finding(
            "cannot_tell", "address", "Its address serves something; whether they are in it is not to be seen."
        )
    if seen.status // 100 == 3:
        return Finding("cannot_tell", "address", "Its address leads elsewhere.")
    why = _WHY_NOT.get(seen.status, "gives neither it nor a word about it")
    return Finding("cannot_tell", "address", f"Its address {why} ({seen.status}).")


def ours(*, names: bool) -> Finding:
    """The verdict on what we hold ourselves: our own index is all there for us to see."""
    if names:
        return Finding("still_present", "list", "Our own index still names them.")
    return Finding("gone", "list", "Our own index names them no more.")


def back(on_list: ListSeen | None, at_place: PlaceSeen | None) -> Finding | None:
    """What shows that something is there again; None for nothing.

    `named_anew` is here: named by what was added after it was seen to be gone. `at_place` is given only of what was
    gone from its address.
    """
    listed = by_list(on_list) if on_list else None
    if listed and listed.verdict == "still_present":
        return listed
    if at_place and at_place.status in _SERVED and not at_place.tombstone:
        return Finding("still_present", "address", "Its address, where nothing was any more, serves it again.")
    return None


def move(verdict: Verdict, here: State, *, own: bool = False) -> State | None:
    """Where a verdict takes an obligation; None where it stays: nobody can tell, it is there already, or may not go.

    While a holder's time runs, that it is still there contradicts no word of theirs: their silence has its own end.
    `own` is said of what we hold ourselves, where nobody has to be waited for.
    """
    if verdict == "still_present" and here in WAITING and not own:
        return None
    there = _MOVES.get(verdict)
    return there if there in NEXT[here] else None


def declares_tombstone(address: str, body: bytes) -> bool:
    """Whether what an address serves says of itself that it stands for something that was taken away.

    It is believed of hosts that are known to say so: the `tombstone` of a record of InvenioRDM (Zenodo and others), and
    a DOI that DataCite has as not active. Elsewhere the holder could have written it, and serve the copy all the same.
    """
    server = host(address)
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    if server in _INVENIO:
        return isinstance(said.get("tombstone"), dict)
    data = said.get("data")
    attributes = data.get("attributes") if isinstance(data, dict) else None
    return server in _DATACITE and isinstance(attributes, dict) and attributes.get("isActive") is False
