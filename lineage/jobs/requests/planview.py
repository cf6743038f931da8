"""A plan as people read it before they approve it: who has to be told what, why, and what is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from lineage.clock import parse_moment
from lineage.jobs.requests import openends
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import catch_up
from lineage.jobs.requests.plan import Planning, freeze, simulate
from lineage.jobs.requests.routes import Routes
from lineage.jobs.stores import Stores
from lineage.letters.namesakes import told_apart
from lineage.letters.plan import Doubtful, Entry, Gap, Pruned
from lineage.letters.plan import PlanView as PlanView  # part of what this gives
from lineage.model.docket import Event, EventKind
from lineage.model.graph import Edge, Thing
from lineage.model.obligation import Draft, Obligation, Why
from lineage.model.plan import PlanDocument
from lineage.model.references import scheme
from lineage.model.request import Regulation, Request
from lineage.model.words import ThingKind

_NOBODY = "00000000-0000-0000-0000-000000000000"
"""Whose request a simulated plan is."""
_BY_A_HOST = "host:"
"""What holders' ids begin with where no organisation is named for what they serve."""


def planned(stores: Stores, text: str) -> PlanView:
    """Freeze a plan, and show all of it with what this version added. Raises what `plan` raises."""
    with desk(stores) as at:
        request = at.docket.request(text)
        catch_up(at)
        result = freeze(at, request, Planning(stores))
        event = at.docket.events(request.id, kinds=[EventKind.PLANNED])[-1]
        obligations = list(at.docket.obligations([request.id]))
        new = result.planned.added if result.planned.version > 1 else ()
        return as_view(at, request, event, obligations, new, result.computed.document, result.computed.plan.doubtful)


def simulated(stores: Stores, who: str, photos: Sequence[str] = ()) -> PlanView:
    """What a request of somebody would come to today; nothing is stored. Raises BadInput: `no_match`."""
    computed, at = simulate(stores, who, photos), Desk(stores)
    names = _names(stores, computed.drafts, computed.document)
    entries = _entries(at, computed.drafts, computed.whys, (), names)
    return PlanView(
        _NOBODY, 0, at.now.date(), "", Regulation.VOLUNTARY, entries,
        *_open_ends(stores, computed.document, names, computed.plan.doubtful),
        title="What a request would come to today",
    )  # fmt: skip


def as_view(
    at: Desk, request: Request, event: Event, obligations: Sequence[Obligation], new: Collection[int],
    document: PlanDocument | None, doubtful: Iterable[Edge] = (),
) -> PlanView:  # fmt: skip
    """A frozen plan with some obligations; without a document, which goes with the person, nothing is left open."""
    names = _names(at.stores, obligations, document)
    entries = _entries(at, obligations, at.docket.whys(each.why for each in obligations), new, names)
    return PlanView(
        request.id, int(event.body["plan"]), parse_moment(event.at).date(), str(event.body["obligations"]),
        request.regulation, entries, *(_open_ends(at.stores, document, names, doubtful) if document else ()),
    )  # fmt: skip


def _entries(
    at: Desk, drafts: Iterable[Draft], whys: Mapping[str, Why], new: Collection[int], names: Mapping[str, str]
) -> tuple[Entry, ...]:
    routes = Routes(at)
    return tuple(
        Entry(
            each.model_copy(update={"holder_name": names[each.holder], "dataset_name": names[each.dataset]}),
            whys[each.why], _channel(routes, each), isinstance(each, Obligation) and each.number in new,
        )
        for each in drafts
    )  # fmt: skip


def _channel(routes: Routes, draft: Draft) -> str:
    """How a holder would be told; empty where no way to them is known."""
    route = routes.to(draft.holder)
    return route.channel.card.name if route.contact or draft.owed == "own" else ""


def _names(stores: Stores, drafts: Sequence[Draft], document: PlanDocument | None) -> Mapping[str, str]:
    """What everything in a plan is called, holders and what they hold, those of one name told apart."""
    open_ends = {*document.gaps, *document.pruned} if document else set[str]()
    ids = {each for draft in drafts for each in (draft.holder, draft.dataset)} | open_ends
    things = {thing.id: thing for thing in stores.graph.things(ids)}
    holders = {draft.holder: draft.holder_name for draft in drafts}
    held = {each: things[each].label if each in things else each for each in open_ends}
    held |= {draft.dataset: draft.dataset_name for draft in drafts}
    held |= {each: f"an unnamed {things[each].kind.value} in “{held[each]}”" for each in held if _unnamed(each, things)}
    named = {draft.dataset for draft in drafts if not draft.holder.startswith(_BY_A_HOST)}
    references = {thing.id: thing.identifiers for thing in things.values()}
    return told_apart(holders, references) | told_apart(held, references, held.keys() - named)


def _unnamed(thing: str, things: Mapping[str, Thing]) -> bool:
    """Whether a document speaks of it without a name, so that it goes by the document's title."""
    return thing in things and scheme(thing) == "document" and things[thing].kind is not ThingKind.DOCUMENT


def _open_ends(
    stores: Stores, document: PlanDocument, names: Mapping[str, str], edges: Iterable[Edge]
) -> tuple[tuple[Gap, ...], tuple[Doubtful, ...], tuple[Pruned, ...]]:
    things = {thing.id: thing for thing in stores.graph.things(document.gaps)}
    return (
        tuple(openends.gaps(document, things, names)),
        tuple(openends.doubtful(stores.graph, document, edges)),
        tuple(openends.pruned(document, names)),
    )
