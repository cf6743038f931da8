"""`lineage request identify`: whether the requester is who they say, as a step with evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lineage.errors import BadInput
from lineage.jobs.photos.flickr import description_of
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.record import packed, read
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.request import Request


@dataclass(frozen=True)
class Identified:
    """What came of a check."""

    request: Request
    satisfied: bool


def issue_code(stores: Stores, text: str, new_code: Callable[[], str]) -> str:
    """A code that the requester puts into the description of their Flickr account; the same one when asked again.

    Raises BadInput where the account is not known by its user ID.
    """
    with desk(stores) as at:
        request = at.docket.request(text)
        _account(at, request)
        if known := _code(at, request):
            return known
        code = new_code()
        sealed = at.seal(request.id, "code", code.encode())  # who finds it on an account knows who asks
        with at.writing() as pen:
            pen.append(EventKind.CODE_ISSUED, request.id, {"code": sealed})
        return code


def check_code(stores: Stores, text: str) -> Identified:
    """Look whether the code stands on the account; what Flickr answered is kept sealed. Raises BadInput."""
    with desk(stores) as at:
        request = at.docket.request(text)
        code = _code(at, request)
        if not code:
            raise BadInput(f"No code was issued for request {request.id}; do so with --code.")
        said = description_of(stores, _account(at, request))
        return _checked(at, request, code in said.text, "flickr_code", "", said.answer)


def reviewed(
    stores: Stores, text: str, role: str, *, satisfied: bool, note: str, evidence: Path | None = None
) -> Identified:
    """A named role looked at what the requester showed, and is satisfied or not. Raises BadInput."""
    if not role.strip() or not note.strip():
        raise BadInput("Who decides says in which role and what they saw; give --as and --note.")
    with desk(stores) as at:
        request = at.docket.request(text)
        return _checked(at, request, satisfied, role.strip(), note, read(evidence))


def _checked(at: Desk, request: Request, satisfied: bool, how: str, note: str, evidence: bytes) -> Identified:
    sealed = at.seal(request.id, "identity", packed(note, evidence))
    with at.writing() as pen:
        body = {"method": how, "satisfied": satisfied, "evidence": sealed}
        pen.append(EventKind.IDENTITY_CHECKED, request.id, body)
    return Identified(request, satisfied)


def _account(at: Desk, request: Request) -> str:
    nsid = at.requester(request).nsid
    if nsid is None:
        raise BadInput(
            f"The account behind request {request.id} is not known by its user ID, so no code can be looked for on it; "
            "let a reviewer decide, with --as and --note."
        )
    return nsid


def _code(at: Desk, request: Request) -> str:
    issued = at.docket.events(request.id, kinds=[EventKind.CODE_ISSUED])
    return at.unseal(request.id, "code", str(issued[-1].body["code"])).decode() if issued else ""
