"""A request whose holders were told, for tests of what comes after: everybody in it is invented."""

from __future__ import annotations

from uuid import UUID

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.model.obligation import State

ROLE = "privacy desk"


def asked(stores, who, number=1, **options):
    """A request of somebody that was checked and planned."""
    said = OpenOptions(who, "ada@heron.example", consent=True, **options)
    request = open_request(stores, said, lambda: UUID(int=number)).request
    reviewed(stores, request.id, ROLE, satisfied=True, note="their profile is open")
    plan(stores, request.id)
    return request


def told(stores, request):
    """The same after letters to all of its holders were carried there."""
    approve(stores, request.id, ROLE)
    send(stores, request.id, really=True, always="folder", sleep=lambda seconds: None)
    for holder in sorted({each.holder for each in obligations(stores, request) if each.state is State.SENDING}):
        record(stores, request.id, holder, Said("sent"))
    return request


def obligations(stores, request):
    with desk(stores) as at:
        return list(at.docket.obligations([request.id]))


def of(stores, request, dataset, holder=""):
    """The obligations for a dataset, of one holder or of all."""
    every = obligations(stores, request)
    return [each for each in every if each.dataset == dataset and holder in ("", each.holder, each.holder_name)]


def events(stores, request, *kinds):
    with desk(stores) as at:
        return at.docket.events(request.id, kinds=kinds)


def moved_at(later, stores):
    """The same stores at a later moment."""
    return type(stores)(stores.settings, lambda: later)
