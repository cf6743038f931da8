"""What the letter to the person says, from docket and sealed plan: what was found, who was told, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.clock import parse_moment
from lineage.deletion.regulations import rule
from lineage.deletion.transitions import WAITING
from lineage.jobs.photos.family import thing_of
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.history import History
from lineage.jobs.requests.routes import Routes
from lineage.jobs.requests.status import HolderView, RequestView
from lineage.letters.deliveries import Delivered
from lineage.letters.person import Found, Outcome, ToPerson
from lineage.letters.states import STATES, unsettled
from lineage.model.docket import EventKind
from lineage.model.obligation import OURSELVES, State
from lineage.model.plan import PlanDocument

_UNREACHED = (State.UNREACHABLE, State.DELIVERY_UNCERTAIN)


def to_person(at: Desk, seen: RequestView) -> ToPerson:
    """The letter about a request as it stands now. Raises Erased, BadInput where nothing was planned yet."""
    request, composer, routes = seen.request, Composer(at, seen.request), Routes(at)
    asks, document = composer.requester, at.document(request)
    outcomes = tuple(_outcome(at, seen, holder, routes) for holder in seen.holders)
    return ToPerson(
        reference=request.id, on=at.now.date(), writer_name=composer.writer.name, reply_to=composer.writer.reply_to,
        name=asks.name, asked=asks.asked, opened_on=parse_moment(request.opened_at).date(),
        regulation=request.regulation, consent=request.consent, standing=request.standing, photos=len(document.photos),
        found=tuple(_found(document)), outcomes=outcomes, whys=at.docket.whys({each.why for each in seen.obligations}),
        unchecked=tuple(_unchecked(seen, document)),
        following=tuple(_following(seen, outcomes)), authority=rule(request.regulation).authority,
    )  # fmt: skip


def _found(document: PlanDocument) -> Iterator[Found]:
    words = {"listed": "listed", "may_contain": "may_contain", "not_listed": "not_contained"}
    for name, answer in sorted(document.answers.items(), key=lambda each: each[1].name.casefold()):
        searched = document.searched_of(name).rstrip(".")
        yield Found(answer.name, thing_of(name), words[answer.answer], answer.photos, searched)  # type: ignore[arg-type]  # a closed list


def _outcome(at: Desk, seen: RequestView, holder: HolderView, routes: Routes) -> Outcome:
    history = History(at, seen.request)
    passed_on = [
        name
        for event in history.of(holder.holder, EventKind.RECIPIENTS)
        for name in history.sealed(event, "recipients", "evidence")["recipients"]
    ]
    told = tuple(history.letters(holder.holder))
    return Outcome(
        holder.name, holder.obligations, told,
        tuple(f"{on.isoformat()}: {words}" for on, words in history.answers(holder.holder)),
        _obstacle(holder, told, known=routes.to(holder.holder).contact is not None), tuple(passed_on),
        history.complaint(holder.holder),
    )  # fmt: skip


def _obstacle(holder: HolderView, told: tuple[Delivered, ...], *, known: bool) -> str:
    """What keeps a holder from being told; empty where nothing does, and where nothing more is to be told them."""
    states = {each.state for each in holder.obligations}
    if stuck := states & set(_UNREACHED):
        return STATES[min(stuck)].meaning
    waits = any(unsettled(state) for state in states)
    if known or holder.holder == OURSELVES or not waits or any(each.arrived for each in told):
        return ""
    ready = " A letter lies ready, and a person has to find one." if told else ""
    return f"We know no way to them yet.{ready}"


def _unchecked(seen: RequestView, document: PlanDocument) -> Iterator[str]:
    for line in document.searched:
        if "a part of it" in line:
            yield f"{line} Whoever is not in that part may be in the dataset all the same."
    if number := len(document.gaps):
        made = "dataset, model or paper was" if number == 1 else "datasets, models or papers were"
        yield f"{number} {made} made from these, and nobody is named to ask."
    if number := len(document.doubtful):
        were = "statement was" if number == 1 else "statements were"
        look = "it" if number == 1 else "them"
        yield f"{number} {were} too weak to write to anybody; people look at {look}."
    yield from document.problems
    if number := sum(each.state is State.CLAIMED_DONE for each in seen.obligations):
        yield f"{number} {'time' if number == 1 else 'times'} a holder says that it is deleted, and nobody has looked."


def _following(seen: RequestView, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    if ready := sum(bool(one.told) and one.told[-1].came_of is EventKind.HANDED_OVER for one in outcomes if one.open):
        lie, them = ("letter lies", "it") if ready == 1 else ("letters lie", "them")
        yield f"{ready} {lie} ready; a person has to carry {them} there."
    for holder in seen.holders:
        if holder.due and any(each.state in WAITING for each in holder.obligations):
            yield f"{holder.name} has until {holder.due.date().isoformat()}."
