"""A request whose holders were told, for tests of what comes after: everybody in it is invented."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.deletion.making import WHYS

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


def state(stores, request, number):
    return next(each.state for each in obligations(stores, request) if each.number == number)


def later(stores, days, **settings):
    """The same stores some days later, with other settings where they are given."""
    sending = stores.settings.sending.model_copy(update=settings)
    return Stores(
        stores.settings.model_copy(update={"sending": sending}), lambda: stores.clock() + timedelta(days=days)
    )


def owing(stores, request, *drafts):
    """Further obligations of a request, as if a plan had found them."""
    with desk(stores) as at:
        before = at.docket.events(request.id, kinds=[EventKind.PLANNED])[-1].body
        with at.writing() as pen:
            body = {name: before[name] for name in ("document", "graph")}
            return pen.plan(request.id, drafts, WHYS, lambda: body).added
