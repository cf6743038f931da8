"""A plan as people read it before they approve it: who has to be told what, why, and what is left open."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.clock import parse_moment
from lineage.deletion.planner import Plan
from lineage.jobs.evidence import link, strongest
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import catch_up
from lineage.jobs.requests.plan import Computed, Planning, freeze, simulate
from lineage.jobs.requests.routes import Routes
from lineage.jobs.stores import Stores
from lineage.letters.plan import Doubtful, Entry, Gap, Pruned, page
from lineage.letters.plan import PlanView as PlanView  # part of what this gives
from lineage.letters.plan_terminal import table, tree
from lineage.model.docket import EventKind
from lineage.model.graph import Edge
from lineage.model.obligation import Draft
from lineage.model.request import Regulation
from lineage.model.words import DerivationKind, Modality, Polarity

_ROLES = {"possible": "it is only said to have used the data, and no organisation is named"}


def planned(stores: Stores, text: str) -> PlanView:
    """Freeze a plan, and show all of it with what this version added. Raises what `plan` raises."""
    with desk(stores) as at:
        request = at.docket.request(text)
        catch_up(at)
        result = freeze(at, request, Planning(stores))
        event = at.docket.events(request.id, kinds=[EventKind.PLANNED])[-1]
        obligations = list(at.docket.obligations([request.id]))
        whys = at.docket.whys(each.why for each in obligations)
        new = set(result.planned.added) if result.planned.version > 1 else set()
        routes = Routes(at)
        entries = [Entry(each, whys[each.why], _channel(routes, each), each.number in new) for each in obligations]
        return PlanView(
            request.id, result.planned.version, parse_moment(event.at).date(), str(event.body["obligations"]),
            request.regulation, tuple(entries), *_open_ends(stores, result.computed),
        )  # fmt: skip


def simulated(stores: Stores, who: str) -> PlanView:
    """What a request of somebody would come to today; nothing is stored. Raises BadInput: `no_match`."""
    computed, at = simulate(stores, who), Desk(stores)
    routes = Routes(at)
    entries = tuple(Entry(draft, computed.whys[draft.why], _channel(routes, draft)) for draft in computed.drafts)
    nobody = "00000000-0000-0000-0000-000000000000"
    return PlanView(
        nobody, 0, at.now.date(), "", Regulation.VOLUNTARY, entries, *_open_ends(stores, computed),
        title="What a request would come to today",
    )  # fmt: skip


def as_text(view: PlanView, *, whys: bool) -> str:
    """A plan for the terminal: a tree, with every reason or without, then a table with counts."""
    return f"{tree(view, whys=whys)}\n{table(view)}"


def as_page(view: PlanView) -> str:
    """A plan as HTML, with the evidence for every obligation."""
    return page(view)


def _channel(routes: Routes, draft: Draft) -> str:
    """How a holder would be told; empty where no way to them is known."""
    route = routes.to(draft.holder)
    return route.channel.card.name if route.contact or draft.owed == "own" else ""


def _open_ends(stores: Stores, computed: Computed) -> tuple[tuple[Gap, ...], tuple[Doubtful, ...], tuple[Pruned, ...]]:
    plan, searched = computed.plan, computed.document.searched
    gaps = tuple(
        Gap(gap.name, _ROLES.get(gap.owed, "nobody is named for it, and no host that serves it is known"))
        for gap in plan.gaps
    )
    pruned = tuple(
        Pruned(name.removeprefix("dataset:"), _which(searched, name.removeprefix("dataset:"))) for name in plan.pruned
    )
    return gaps, tuple(_doubtful(stores, plan)), pruned


def _which(searched: Iterable[str], name: str) -> str:
    return next((line for line in searched if f"of {name} (" in line), "its complete list")


def _doubtful(stores: Stores, plan: Plan) -> Iterable[Doubtful]:
    best = strongest(stores.graph, sorted(edge.id for edge in plan.doubtful)) if plan.doubtful else {}
    names = {
        thing.id: thing.label
        for thing in stores.graph.things({e for d in plan.doubtful for e in (d.subject, d.object)})
    }
    for edge in plan.doubtful:
        said = best.get(edge.id)
        verb = edge.predicate.value.replace("_", " ").lower()
        statement = f"{names.get(edge.subject, edge.subject)} {verb} {names.get(edge.object, edge.object)}"
        quote = said.claim.evidence.quote if said else None
        yield Doubtful(statement, quote, link(said) if said else None, _reason(edge))


def _reason(edge: Edge) -> str:
    """What keeps an edge out of letters."""
    if edge.modality is Modality.ALLEGED:
        return "it is only alleged"
    if edge.polarity is Polarity.HYPOTHETICAL:
        return "it is said that it might be so"
    if edge.derivation_kind is DerivationKind.SYNTHETIC:
        return "it was made by a model after the data, and may hold nothing of them"
    return f"it is {edge.strength.value} only"
