"""`lineage request poll`: what holders' own interfaces say of notices by now. Each answer is signed, and taken once.

An interface goes on saying what it said. So a notice is asked about while it is the newest of some obligation, and what
is said of it moves something, and is written down, when it is not what was said of it before.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lineage.deletion.due import newest
from lineage.deletion.transitions import NEXT
from lineage.errors import AnswerForged, BadInput, ChannelRefused, ChannelUnavailable
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import disclose, organisations, sealable
from lineage.jobs.requests.record import PASSED_ON, packed
from lineage.jobs.requests.routes import Routes
from lineage.jobs.stores import Stores
from lineage.letters.states import STATES
from lineage.model.base import sha256
from lineage.model.docket import Event, EventKind
from lineage.model.notice import Answer
from lineage.model.obligation import Obligation, State

_WAITING: Final = (State.NOTIFIED, State.ACKNOWLEDGED, State.STILL_PRESENT)


@dataclass(frozen=True)
class Polled:
    """What one holder said."""

    request: str
    holder: str
    holder_name: str
    said: str
    """A state; empty where there is nothing new."""
    obligations: tuple[int, ...]
    problem: str = ""
    """Why an answer was not taken; then nothing was changed."""

    @property
    def word(self) -> str:
        """The same for people."""
        return STATES[State(self.said)].word if self.said else ""


def poll(stores: Stores, text: str | None = None) -> list[Polled]:
    """Ask every holder who was told through an interface, of one request or of all that are not forgotten.

    Raises BadInput, Erased for one that is.
    """
    with desk(stores) as at:
        only = at.docket.request(text).id if text else None
        routes = Routes(at)
        return [_polled(at, routes, sent, owed) for sent, owed in _open_notices(at, only)]


def _open_notices(at: Desk, only: str | None) -> Iterator[tuple[Event, list[Obligation]]]:
    """Intents of notices by interface, each with the obligations that no newer one told of, if some have no answer."""
    for name in at.docket.requests_with(_WAITING):
        if name == only or (only is None and not at.docket.events(name, kinds=[EventKind.ERASED])):
            intents, _ = newest(at.docket.events(name), at.docket.moved_by)
            asked: defaultdict[int, list[Obligation]] = defaultdict(list)
            for each in at.docket.obligations([name]):
                if each.number in intents:
                    asked[intents[each.number].number].append(each)
            for intent in sorted({event.number: event for event in intents.values()}.values(), key=lambda e: e.number):
                waits = any(each.state in _WAITING for each in asked[intent.number])
                if waits and intent.body["channel"] == "holder_api":
                    yield intent, asked[intent.number]


def _polled(at: Desk, routes: Routes, intent: Event, theirs: Sequence[Obligation]) -> Polled:
    request, holder, notice = str(intent.request), str(intent.body["holder"]), str(intent.notice)
    name, route = theirs[0].holder_name, routes.to(holder)
    told = at.docket.events(notice=notice)
    receipts = [event for event in told if event.kind is EventKind.SENT]
    reference = _receipt(at, receipts[-1])["reference"] if receipts else None
    if route.contact is None or route.contact.channel != "holder_api" or not reference:
        return Polled(request, holder, name, "", (), "there is no interface any more, or no reference to ask by")
    seen = [_digest(at, event) for event in told if event.kind is EventKind.ANSWERED]
    try:
        answer = routes.named("holder_api").answers(route.contact, notice, reference, seen)
    except (AnswerForged, ChannelRefused, ChannelUnavailable) as problem:
        return Polled(request, holder, name, "", (), str(problem))
    return Polled(request, holder, name, "", ()) if answer is None else _taken(at, intent, theirs, answer)


def _taken(at: Desk, intent: Event, theirs: Sequence[Obligation], answer: Answer) -> Polled:
    request, holder, state = str(intent.request), str(intent.body["holder"]), State(answer.state)
    before = _before(at, intent)
    same = before.answer == answer.state
    chosen = [each.number for each in theirs if not same and each.state in _WAITING and state in NEXT[each.state]]
    to, problem = _named(answer.recipients)
    to = () if before.recipients.issuperset(to) else to
    says_new = not same or before.basis != answer.basis.strip()
    passed_on = [(each.dataset, each.dataset_name) for each in theirs if each.owed in PASSED_ON]
    with at.writing() as pen:
        if says_new:
            evidence = at.seal(request, "answer", packed(answer.basis, answer.evidence))
            body = {"holder": holder, "answer": answer.state, "evidence": evidence}
            pen.append(EventKind.ANSWERED, request, body, moves=dict.fromkeys(chosen, state), notice=intent.notice)
        if to:
            told = sealable(theirs[0].holder_name, to, passed_on)
            sealed = at.seal(request, "recipients", packed("", answer.evidence, **told))
            count = {"holder": holder, "count": len(to), "evidence": sealed}
            pen.append(EventKind.RECIPIENTS, request, count, notice=intent.notice)
    if to:
        disclose(at.stores, theirs[0].holder_name, to, passed_on, at.now.date())
    return Polled(
        request, holder, theirs[0].holder_name, answer.state if says_new or to else "", tuple(chosen), problem
    )


@dataclass(frozen=True)
class _Before:
    """What was said of a notice until now."""

    answer: str
    basis: str
    recipients: frozenset[str]


def _before(at: Desk, intent: Event) -> _Before:
    answer, basis, recipients = "", "", set[str]()
    for event in at.docket.events(notice=intent.notice, kinds=[EventKind.ANSWERED, EventKind.RECIPIENTS]):
        if event.kind is EventKind.ANSWERED:
            answer, basis = str(event.body["answer"]), str(_unsealed(at, event, "answer")["basis"])
        else:
            recipients |= set(_unsealed(at, event, "recipients")["recipients"])
    return _Before(answer, basis, frozenset(recipients))


def _named(recipients: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The recipients whom a holder names, or why they could not be taken; the answer itself is taken all the same."""
    try:
        return (organisations(recipients) if recipients else ()), ""
    except BadInput as odd:
        return (), str(odd)


def _digest(at: Desk, answered: Event) -> str:
    """Of the signed answer behind an event: the docket itself has no digest of what may name the person."""
    return sha256(base64.b64decode(_unsealed(at, answered, "answer")["evidence"]))


def _unsealed(at: Desk, event: Event, what: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(at.unseal(str(event.request), what, str(event.body["evidence"])))
    return found


def _receipt(at: Desk, sent: Event) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        at.unseal(str(sent.request), f"receipt/{sent.notice}", str(sent.body["receipt"]))
    )
    return found
