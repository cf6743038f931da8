"""`lineage request plan` and `simulate`: from a person's photos to everybody who owes something, frozen or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lineage.clock import stamp
from lineage.deletion.closure import Owing
from lineage.deletion.network import Node
from lineage.deletion.pen import Pen, Planned, over
from lineage.deletion.planner import Plan, Planner
from lineage.deletion.replanning import News, news
from lineage.deletion.status import OVER
from lineage.deletion.whys import Listing, digest, explain
from lineage.errors import BadInput
from lineage.jobs.evidence import link, strongest
from lineage.jobs.photos.family import thing_of
from lineage.jobs.photos.lookup import Found, Lookup, open_lookup
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import catch_up
from lineage.jobs.requests.lists import listings, names
from lineage.jobs.requests.planning import planner_of
from lineage.jobs.requests.scope import answers_of, listed, one_person, photos_of, searched, theirs
from lineage.jobs.stores import Stores
from lineage.model.graph import Said
from lineage.model.obligation import OURSELVES, Draft, Why
from lineage.model.plan import PlanDocument, PlannedPhoto
from lineage.model.request import Request, Requester
from lineage.trace.widest import Way

_OURS = "our own archive and index"


@dataclass(frozen=True)
class Owed:
    """What is owed to somebody, and why; it names nobody."""

    drafts: tuple[Draft, ...]
    whys: Mapping[str, Why]
    plan: Plan
    ids: Mapping[str, str]
    """What things are now that an earlier plan may have had under another id."""


@dataclass(frozen=True)
class Computed(Owed):
    """A plan as it would be frozen now."""

    document: PlanDocument


@dataclass(frozen=True)
class PlanResult:
    """A plan, and what it added to the docket."""

    request: Request
    planned: Planned
    computed: Computed


class Planning:
    """Plans against one state of graph and index; what is computed for one person serves all."""

    def __init__(self, stores: Stores, lookup: Lookup | None = None) -> None:
        """Open both, unless a look-up is open already. Raises BadInput, IndexUnusable."""
        self._stores = stores
        self.lookup = lookup or open_lookup(stores)
        self._said: dict[str, Said] = {}
        self._called: dict[str, str] = {}
        self._drafts: dict[tuple[str, str, str, str], tuple[Draft, Why]] = {}

    @cached_property
    def _planner(self) -> Planner:
        return planner_of(self._stores.graph, self.lookup.index.manifest)

    @cached_property
    def _listings(self) -> Mapping[str, Listing]:
        return listings(self.lookup.index.manifest, self._names_of_lists)

    @cached_property
    def _names_of_lists(self) -> Mapping[str, str]:
        return names(self._stores.graph, self.lookup.index.manifest)

    @cached_property
    def _searched(self) -> Mapping[str, str]:
        return searched(self.lookup.index.manifest, self._names_of_lists)

    def of(self, requester: Requester) -> Computed:
        """The plan for somebody as the world is known now. Raises BadInput: `no_match`."""
        found = self.lookup.one(requester.nsid or requester.asked)
        if len(found) != 1:
            raise BadInput("no_match: lists no longer agree on whose photo it is that was asked by; ask by a user ID.")
        return self._computed(found[0], requester)

    def forget(self) -> None:
        """Compute everything anew from now on; for measuring what is gained."""
        self._planner.forget()
        self._said.clear()
        self._drafts.clear()

    def _computed(self, found: Found, requester: Requester) -> Computed:
        photos = photos_of(found, requester.photos)
        answers = answers_of(found, photos, self._names(found, photos), whole=not requester.photos)
        owed = self.owed(listed(answers))
        plan = owed.plan
        document = PlanDocument(
            made_at=stamp(self._stores.clock()), graph=self._stores.graph.basis(),
            searched=tuple(self._searched.values()), lists=self._searched, photos=photos, answers=answers,
            gaps=tuple(gap.thing for gap in plan.gaps),
            used=tuple(gap.thing for gap in plan.gaps if gap.owed == "possible"),
            doubtful=tuple(edge.id for edge in plan.doubtful), pruned=plan.pruned, problems=tuple(self.lookup.problems),
        )  # fmt: skip
        return Computed(owed.drafts, owed.whys, plan, owed.ids, document)

    def _names(self, found: Found, photos: Iterable[PlannedPhoto]) -> Mapping[str, str]:
        """What datasets are called; asked once for all people."""
        names = {thing_of(name) for name in found.answers} | {thing_of(n) for photo in photos for n in photo.datasets}
        if unknown := names - self._called.keys():
            self._called |= {thing.id: thing.label for thing in self._stores.graph.things(unknown)}
        return self._called

    def owed(self, names: Iterable[str]) -> Owed:
        """Drafts with their reasons, for whom these things list. What one list leads to is the same for everybody."""
        plan = self._planner.plan(names)
        new = [owing for owing in plan.owings if _key(owing) not in self._drafts]
        kinds = {arc.id: arc.edge.derivation_kind for owing in new for arc in owing.way if arc.id not in self._said}
        self._said |= strongest(self._stores.graph, sorted(kinds), kinds) if kinds else {}
        for owing in new:
            why = self._why(owing.listed_in, owing.way)
            self._drafts[_key(owing)] = Draft(**_draft(owing), why=digest(why)), why
        told = [self._drafts[_key(owing)] for owing in plan.owings] + [self._own]
        whys = {draft.why: why for draft, why in told}
        return Owed(tuple(draft for draft, _ in told), whys, plan, self._ids)

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """By each identifier that is no thing's id, the thing that it identifies."""
        things = self._planner.things
        return {name: one.id for one in things.values() for name in one.identifiers if name not in things}

    def _why(self, listed_in: str, way: Way[Node]) -> Why:
        listing = self._listings.get(listed_in, Listing(None))
        return explain(listed_in, listing, way, self._said, self._planner.things, link)

    @cached_property
    def _own(self) -> tuple[Draft, Why]:
        """What we hold ourselves: the index of photos, and what is archived of its lists."""
        dataset = thing_of(self.lookup.index.manifest.dataset)
        why = self._why(dataset, ())
        draft = Draft(
            holder=OURSELVES, holder_name=_OURS, dataset=dataset, dataset_name=why.steps[0].subject_name, owed="own",
            answer="listed", why=digest(why),
        )  # fmt: skip
        return draft, why


def _key(owing: Owing) -> tuple[str, str, str, str]:
    return owing.holder, owing.dataset, owing.listed_in, owing.answer


def _draft(owing: Owing) -> dict[str, Any]:
    return {
        "holder": owing.holder, "holder_name": owing.holder_name, "dataset": owing.dataset,
        "dataset_name": owing.dataset_name, "owed": owing.owed, "answer": owing.answer, "place": owing.place,
    }  # fmt: skip


def plan(stores: Stores, text: str) -> PlanResult:
    """Freeze who has to be told what of a request; planning again only adds. Raises BadInput, NotApproved, Erased."""
    with desk(stores) as at:
        catch_up(at)
        return freeze(at, at.docket.request(text), Planning(stores))


def freeze(at: Desk, request: Request, planning: Planning) -> PlanResult:
    """The same with what is opened already."""
    computed = compute(at, request, planning)
    with at.writing() as pen:
        planned = write(at, pen, request, computed)
    return PlanResult(request, planned, computed)


def compute(at: Desk, request: Request, planning: Planning) -> Computed:
    """A request's plan as the world is known now, before anything is written. Raises what `plan` raises."""
    ended = at.docket.events(request.id, kinds=OVER)
    if ended:
        raise over(request.id, ended[0].kind)
    return planning.of(at.requester(request))


def write(at: Desk, pen: Pen, request: Request, computed: Computed) -> Planned:
    """Freeze what was computed, in the pen's transaction. Raises NotApproved if the request has ended since."""

    def body() -> dict[str, str]:
        sealed = at.seal(request.id, "plan", computed.document.model_dump_json().encode())
        return {"document": sealed, "graph": computed.document.graph}

    def since(before: Mapping[str, Any]) -> News:
        return news(at.planned_from(request, before), computed.document, computed.ids)

    return pen.plan(request.id, computed.drafts, computed.whys, body, since)


def simulate(stores: Stores, who: str, photos: Sequence[str] = ()) -> Computed:
    """What a request of somebody, or for some of their photos, would come to today; nothing is stored.

    Raises BadInput: `no_match`.
    """
    planning = Planning(stores)
    found = one_person(stores.graph, planning.lookup, who)
    requester = Requester(
        nsid=found.nsid, asked=who.strip(), photos=theirs(found, photos), contact="nobody is answered"
    )  # fmt: skip
    return planning.of(requester)
