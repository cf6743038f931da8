"""`lineage request poll`: what holders' own interfaces say of notices by now. Each answer is signed, and taken once."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lineage.deletion.transitions import NEXT
from lineage.errors import AnswerForged, BadInput, ChannelRefused, ChannelUnavailable
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import disclose, organisations, sealable
from lineage.jobs.requests.record import PASSED_ON, packed
from lineage.jobs.requests.routes import Routes
from lineage.jobs.stores import Stores
from lineage.model.base import sha256
from lineage.model.docket import Event, EventKind
from lineage.model.notice import Answer
from lineage.model.obligation import State

_WAITING: Final = (State.NOTIFIED, State.ACKNOWLEDGED, State.STILL_PRESENT)


@dataclass(frozen=True)
class Polled:
    """What one holder said."""

    request: str
    holder: str
    said: str
    """A state; empty where there is nothing new."""
    obligations: tuple[int, ...]
    problem: str = ""
    """Why an answer was not taken; then nothing was changed."""


def poll(stores: Stores, text: str | None = None) -> list[Polled]:
    """Ask every holder who was told through an interface, of one request or of all that are not forgotten.

    Raises BadInput, Erased for one that is.
    """
    with desk(stores) as at:
        only = at.docket.request(text).id if text else None
        routes = Routes(at)
        return [_polled(at, routes, sent) for sent in _open_notices(at, only)]


def _open_notices(at: Desk, only: str | None) -> Iterator[Event]:
    """Intents of notices by interface whose obligations have no final answer."""
    for name in at.docket.requests_with(_WAITING):
        if name == only or (only is None and not at.docket.events(name, kinds=[EventKind.ERASED])):
            waiting = {each.number for each in at.docket.obligations([name], _WAITING)}
            intents = [
                event
                for event in at.docket.events(name, kinds=[EventKind.SENDING])
                if event.body["channel"] == "holder_api" and event.body["kind"] != "reminder"
            ]
            moved = at.docket.moved_by([intent.number for intent in intents])
            yield from (intent for intent in intents if waiting & set(moved.get(intent.number, ())))


def _polled(at: Desk, routes: Routes, intent: Event) -> Polled:
    request, holder, notice = str(intent.request), str(intent.body["holder"]), str(intent.notice)
    route = routes.to(holder)
    told = at.docket.events(notice=notice)
    receipts = [event for event in told if event.kind is EventKind.SENT]
    reference = _receipt(at, receipts[-1])["reference"] if receipts else None
    if route.contact is None or route.contact.channel != "holder_api" or not reference:
        return Polled(request, holder, "", (), "there is no interface any more, or no reference to ask by")
    seen = [_digest(at, event) for event in told if event.kind is EventKind.ANSWERED]
    try:
        answer = routes.named("holder_api").answers(route.contact, notice, reference, seen)
    except (AnswerForged, ChannelRefused, ChannelUnavailable) as problem:
        return Polled(request, holder, "", (), str(problem))
    return Polled(request, holder, "", ()) if answer is None else _taken(at, intent, answer)


def _taken(at: Desk, intent: Event, answer: Answer) -> Polled:
    request, holder, state = str(intent.request), str(intent.body["holder"]), State(answer.state)
    moved = set(at.docket.moved_by([intent.number]).get(intent.number, ()))
    theirs = [each for each in at.docket.obligations([request]) if each.number in moved]
    chosen = [each.number for each in theirs if state in NEXT[each.state]]
    to, problem = _named(answer.recipients)
    passed_on = [(each.dataset, each.dataset_name) for each in theirs if each.owed in PASSED_ON]
    evidence = at.seal(request, "answer", packed(answer.basis, answer.evidence))
    with at.writing() as pen:
        body = {"holder": holder, "answer": answer.state, "evidence": evidence}
        pen.append(EventKind.ANSWERED, request, body, moves=dict.fromkeys(chosen, state), notice=intent.notice)
        if to:
            told = sealable(theirs[0].holder_name, to, passed_on)
            sealed = at.seal(request, "recipients", packed("", answer.evidence, **told))
            pen.append(EventKind.RECIPIENTS, request, {"holder": holder, "count": len(to), "evidence": sealed})
    if to:
        disclose(at.stores, theirs[0].holder_name, to, passed_on, at.now.date())
    return Polled(request, holder, answer.state, tuple(chosen), problem)


def _named(recipients: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The recipients whom a holder names, or why they could not be taken; the answer itself is taken all the same."""
    try:
        return (organisations(recipients) if recipients else ()), ""
    except BadInput as odd:
        return (), str(odd)


def _digest(at: Desk, answered: Event) -> str:
    """Of the signed answer behind an event: the docket itself has no digest of what may name the person."""
    said = json.loads(at.unseal(str(answered.request), "answer", str(answered.body["evidence"])))
    return sha256(base64.b64decode(said["evidence"]))


def _receipt(at: Desk, sent: Event) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        at.unseal(str(sent.request), f"receipt/{sent.notice}", str(sent.body["receipt"]))
    )
    return found
