"""`lineage request open`: somebody asks for deletion, named by anything that the index of photos can follow."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from lineage.clock import stamp
from lineage.deletion.status import standing
from lineage.errors import BadInput, PlanFrozen
from lineage.jobs.photos.lookup import Found, open_lookup
from lineage.jobs.requests.alone import in_turn
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.scope import one_person, theirs
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.request import Regulation, Request, Requester, RequesterRole, RequestStatus

if TYPE_CHECKING:
    pass

W = TypeVar("W", RequesterRole, Regulation)
MATCH: Final = "match:1"
"""The key that tells whether a person asked before, by its name in the key store."""
_OVER: Final = (RequestStatus.REVOKED, RequestStatus.DENIED, RequestStatus.EXPIRED)


@dataclass(frozen=True)
class OpenOptions:
    """What a requester says."""

    who: str
    """A user ID, the address of a profile or photo, a photo's number, a hash."""
    contact: str
    role: str = "self"
    regulation: str = "gdpr"
    name: str = ""
    photos: tuple[str, ...] = ()
    """Only these photos, by number; all when empty."""
    consent: bool = False
    once: bool = False
    authority: str = ""


@dataclass(frozen=True)
class Opened:
    """A request, and how much was found of the person."""

    request: Request
    joined: bool
    """Whether the person had asked before, and this is that request."""
    photos: int
    left_out: tuple[str, ...] = ()
    """Options that the request which it joins has otherwise: that stays as it was."""


def open_request(stores: Stores, options: OpenOptions, new_id: Callable[[], UUID]) -> Opened:
    """Open a request, or join the one that the same person has open. Raises BadInput: `no_match` is said that way."""
    role, regulation = _word(RequesterRole, "role", options.role), _word(Regulation, "regulation", options.regulation)
    if role is not RequesterRole.SELF and not options.authority.strip():
        raise BadInput(f"A requester who is {role} shows why they may ask: say so with --authority.")
    if not options.contact.strip():
        raise BadInput("A request needs a way to be answered; give it with --contact.")
    found = one_person(stores.graph, open_lookup(stores), options.who)
    requester = Requester(
        nsid=found.nsid, asked=options.who.strip(), photos=theirs(found, options.photos), name=options.name.strip(),
        contact=options.contact.strip(), authority=options.authority.strip(),
    )  # fmt: skip
    request = Request(
        id=str(new_id()), role=role, regulation=regulation, scope="listed" if requester.photos else "all",
        consent=options.consent, standing=not options.once, opened_at=stamp(stores.clock()),
    )  # fmt: skip
    with desk(stores) as at, in_turn(stores):
        tag = _tag(at, found)
        if known := _before(at, tag):
            _same_photos(at, known, requester)
            with at.writing() as pen:
                joined = at.seal(known.id, "joined", requester.model_dump_json().encode())
                pen.append(EventKind.JOINED, known.id, {"requester": joined})
            return Opened(known, joined=True, photos=len(found), left_out=_left_out(at, known, request, requester))
        at.keys.make(f"request:{request.id}", at.now, tag)
        sealed = at.seal(request.id, "requester", requester.model_dump_json().encode())
        with at.writing() as pen:
            pen.open(request, {"requester": sealed})
    return Opened(request, joined=False, photos=len(requester.photos) or len(found))


def _tag(at: Desk, found: Found) -> str:
    """What tells the same person again. It lies beside the keys only: user IDs can be counted through."""
    key = at.keys.make(MATCH, at.now)
    person = found.nsid or next(f"{photo.photo_id}/{photo.md5}" for photo in found.photos())
    return hmac.new(key, person.encode(), hashlib.sha256).hexdigest()


def _before(at: Desk, tag: str) -> Request | None:
    """The person's request that is still to be worked on.

    A key without a request is what a crash left: requests are opened one after the other.
    """
    for name in at.keys.find(tag):
        known = list(at.docket.requests([name.partition(":")[2]]))
        if not known:
            at.keys.destroy(name)
        for request in known:
            obligations = at.docket.obligations([request.id])
            now = standing(at.docket.events(request.id), obligations, at.now).status
            if now not in _OVER and (request.standing or now is not RequestStatus.FULFILLED):
                return request
    return None


def _same_photos(at: Desk, known: Request, requester: Requester) -> None:
    """Return where somebody asks again for what they asked for; raises PlanFrozen: a plan is not cut down, or changed.

    Where nothing is planned yet it is refused as well, since who asked first stands sealed.
    """
    if set(at.requester(known).photos) != set(requester.photos):
        raise PlanFrozen(
            f"The same person has request {known.id} for other photos, and that stays as it is; to ask for these in "
            "its place, revoke it with `lineage request revoke` and open another."
        )


def _left_out(at: Desk, known: Request, asked: Request, who: Requester) -> tuple[str, ...]:
    """What somebody who asks again says otherwise than the first time, as options; not the words, which name them."""
    before = at.requester(known)
    differs = {
        "--role": known.role != asked.role, "--regulation": known.regulation != asked.regulation,
        "--consent": known.consent != asked.consent, "--once": known.standing != asked.standing,
        "--name": bool(who.name) and before.name != who.name, "--contact": before.contact != who.contact,
        "--authority": before.authority != who.authority,
    }  # fmt: skip
    return tuple(option for option, other in differs.items() if other)


def _word(words: type[W], what: str, given: str) -> W:
    try:
        return words(given)
    except ValueError:
        raise BadInput(f"'{given}' is no {what}; there are {', '.join(words)}.") from None
