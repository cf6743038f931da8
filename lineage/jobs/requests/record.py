"""`lineage request record`: what a holder answered, or what came of a letter that a person carried."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from lineage.clock import parse_moment
from lineage.deletion.due import newest, when
from lineage.deletion.transitions import NEXT
from lineage.errors import BadInput
from lineage.files import explained
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.disclose import disclose, organisations, sealable
from lineage.jobs.requests.named import holders_obligations
from lineage.jobs.requests.tasks import complaint_waits
from lineage.jobs.stores import Stores
from lineage.letters.states import STATES
from lineage.model.docket import EventKind
from lineage.model.obligation import Obligation, State
from lineage.model.request import Request

ANSWERS: Final[Mapping[str, State]] = {
    "sent": State.NOTIFIED,
    "arrived": State.NOTIFIED,
    "bounced": State.UNREACHABLE,
    "acknowledged": State.ACKNOWLEDGED,
    "done": State.CLAIMED_DONE,
    "refused": State.REFUSED,
    "exempt": State.EXEMPT,
    "not_found": State.NOT_FOUND,
}
"""What can be recorded, and where it leaves the obligations."""
_FROM: Final[Mapping[str, Collection[State]]] = {
    "sent": (State.SENDING,),
    "arrived": (State.DELIVERY_UNCERTAIN,),
}
"""Some answers are about obligations in one state only; the others are open to all that may go there."""
COMPLAINTS: Final = ("complained", "not_complained")
"""What we say of a complaint that lies ready: it was sent to the authority, or we decided not to."""
_REMARKS: Final = ("extended", "recipients", *COMPLAINTS)
"""What moves nothing: they need more time, say to whom they passed it on; what became of a complaint."""
_BASED: Final[Mapping[str, str]] = {
    "refused": "has a legal basis; say which", "exempt": "has a legal basis; say which",
    "extended": "comes with the reasons for it; say them",
    "not_complained": "comes with the reason for it; say it",
}  # fmt: skip
_ASKED_HOW: Final = ("done", "not_found")
"""Letters ask how it was deleted, or looked for."""
_BEFORE: Final[Mapping[State, str]] = {
    State.SENDING: "record `sent` first, once the letter is on its way",
    State.DELIVERY_UNCERTAIN: "record `arrived` first, once that is known",
    State.APPROVED: "send it first, with `lineage request send`",
    State.PLANNED: "approve and send it first",
    State.RESURFACED: "approve and send it first",
}
"""What comes before an answer."""
PASSED_ON: Final = frozenset({"items", "entries", "model"})
"""What is owed by somebody who has it, and so may have passed it on."""
_LARGEST: Final = 25 << 20
_KINDS: Final = {
    "sent": EventKind.SENT,
    "arrived": EventKind.SENT,
    "bounced": EventKind.BOUNCED,
    "extended": EventKind.EXTENDED,
    **dict.fromkeys(COMPLAINTS, EventKind.ESCALATED),
}


@dataclass(frozen=True)
class Recorded:
    """What an answer moved."""

    request: Request
    holder: str
    holder_name: str
    state: State | None
    """None for what moves nothing."""
    obligations: tuple[int, ...]
    left_out: tuple[str, ...] = ()
    """Datasets without a name or address of their own: of whom these were passed on to the graph cannot be told."""
    how_unsaid: bool = False
    """Whether the letter asked how, and nothing was said of it."""

    @property
    def word(self) -> str:
        """Where they stand now, for people; empty for what moves nothing."""
        return STATES[self.state].word if self.state else ""


@dataclass(frozen=True)
class Said:
    """What is recorded of an answer."""

    answer: str
    basis: str = ""
    """On what basis it is refused or exempt; how it was done: purged, tombstoned, removed from version 3."""
    evidence: Path | None = None
    """A file with the answer itself, archived sealed."""
    recipients: tuple[str, ...] = ()
    """To whom they passed it on: organisations by name. It may come with any other answer."""
    on: date | None = None
    """The day on which it happened, where that is not today: a letter was posted, an answer written."""


def record(stores: Stores, text: str, holder: str, said: Said, only: Collection[int] = ()) -> Recorded:
    """Write down what a holder answered, for all of their obligations of a request, or for some. Raises BadInput.

    Whom they passed it on to becomes evidence of the graph, so that the next plan reaches them too.
    """
    recipients = checked(said)
    with desk(stores) as at:
        request = at.docket.request(text)
        every = list(at.docket.obligations([request.id]))
        theirs = holders_obligations(request, every, holder, only)
        state = ANSWERS.get(said.answer)
        if said.answer in COMPLAINTS and not complaint_waits(at.docket.events(request.id), theirs[0].holder):
            raise BadInput(f"No complaint about {theirs[0].holder_name} lies ready; `send --really` writes it in time.")
        chosen = chosen_for(theirs, said.answer, exact=bool(only)) if state else []
        passed_on = [(each.dataset, each.dataset_name) for each in theirs if each.owed in PASSED_ON]
        to = sealable(theirs[0].holder_name, recipients, passed_on)
        _check_day(at, request, [each for each in theirs if each.number in chosen] or theirs, said)
        _write(at, request, theirs, said, to, dict.fromkeys(chosen, state) if state else {})
    left_out: list[str] = []
    if recipients:
        told = disclose(stores, theirs[0].holder_name, recipients, passed_on, stores.clock().date())
        left_out = [name for dataset, name in passed_on if (dataset, name) not in told]
    return Recorded(
        request, theirs[0].holder, theirs[0].holder_name, state, tuple(chosen), tuple(left_out),
        how_unsaid=said.answer in _ASKED_HOW and not said.basis.strip(),
    )  # fmt: skip


def _write(
    at: Desk, request: Request, theirs: Sequence[Obligation], said: Said, to: Mapping[str, Sequence[Any]],
    moves: Mapping[int, State],
) -> None:  # fmt: skip
    """The events of an answer: what they say, and to whom they passed it on."""
    evidence, holder = read(said.evidence), theirs[0].holder
    kind = _KINDS.get(said.answer, EventKind.ANSWERED)
    day = {"on": said.on.isoformat()} if said.on else {}
    parts = _by_notice(at, request, moves) if kind is EventKind.SENT else {None: moves}
    with at.writing() as pen:
        pen.allow(request.id, moves)  # nothing is sealed for what cannot be written down
        if said.answer != "recipients":
            sealed = at.seal(request.id, "answer", packed(said.basis, evidence))
            body: dict[str, Any] = {"holder": holder, "evidence": sealed, **day}
            if said.answer in (*ANSWERS, *COMPLAINTS):
                body["answer"] = said.answer
            elif kind is EventKind.EXTENDED:
                body["about"] = [each.number for each in theirs]
            for carried, some in parts.items():
                pen.append(kind, request.id, body | ({"carried": carried} if carried else {}), moves=some)
        if to["recipients"]:
            sealed = at.seal(request.id, "recipients", packed(said.basis, evidence, **to))
            body = {"holder": holder, "count": len(to["recipients"]), "evidence": sealed, **day}
            pen.append(EventKind.RECIPIENTS, request.id, body)


def _check_day(at: Desk, request: Request, owed: Sequence[Obligation], said: Said) -> None:
    """Return when it can have happened on the day that is said. Raises BadInput."""
    if said.on is None:
        return
    if said.on > at.now.date():
        raise BadInput(f"{said.on} is not over: today is {at.now.date()}; give the day on which it happened with --on.")
    if said.on < (opened := parse_moment(request.opened_at).date()):
        raise BadInput(f"On {said.on} there was no such request: it was opened on {opened}; correct --on.")
    intents, begun = newest(at.docket.events(request.id), at.docket.moved_by)
    letters = [begun.get(each.number, intents[each.number]) for each in owed if each.number in intents]
    days = [when(letter).date() for letter in letters]
    if days and said.on < (first := max(days) if ANSWERS.get(said.answer) is State.NOTIFIED else min(days)):
        raise BadInput(f"On {said.on} {owed[0].holder_name} had no letter: it is of {first}; correct --on.")


def _by_notice(at: Desk, request: Request, moves: Mapping[int, State]) -> Mapping[str | None, Mapping[int, State]]:
    """Obligations by the notice that told of them last: each notice arrives for itself, and its time runs alone."""
    intents, _ = newest(at.docket.events(request.id), at.docket.moved_by)
    parts: defaultdict[str | None, dict[int, State]] = defaultdict(dict)
    for number, state in moves.items():
        parts[intents[number].notice if number in intents else None][number] = state
    return parts


def checked(said: Said) -> tuple[str, ...]:
    """The recipients of an answer that can be written down. Raises BadInput."""
    if said.answer not in ANSWERS and said.answer not in _REMARKS:
        raise BadInput(f"'{said.answer}' is no answer; there are {', '.join([*ANSWERS, *_REMARKS])}.")
    if said.answer in _BASED and not said.basis.strip():
        raise BadInput(f"An answer '{said.answer}' {_BASED[said.answer]} with --basis.")
    return organisations(said.recipients) if said.recipients or said.answer == "recipients" else ()


def chosen_for(theirs: Sequence[Obligation], answer: str, *, exact: bool) -> list[int]:
    """The obligations that an answer speaks of; those that nobody told the holder of are left. Raises BadInput."""
    told = _FROM.get(answer) or {state for state in State if ANSWERS[answer] in NEXT[state]}
    chosen = [each.number for each in theirs if exact or each.state in told]
    if not chosen:
        states = {each.state for each in theirs}
        step = next(
            (step for state, step in _BEFORE.items() if state in states), "nothing is to be recorded of them now"
        )
        raise BadInput(
            f"Nothing of {theirs[0].holder_name} waits for '{answer}': theirs are {', '.join(sorted(states))}; {step}."
        )
    return chosen


def read(path: Path | None) -> bytes:
    """A file of evidence. Raises BadInput, ArchiveUnavailable."""
    if path is None:
        return b""
    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    with explained("read", path):
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{path} is larger than {_LARGEST:,} bytes; give the part that answers.")
        return path.read_bytes()


def packed(basis: str, evidence: bytes, **more: Sequence[Any]) -> bytes:
    """What is sealed of an answer."""
    said = {"basis": basis.strip(), "evidence": base64.b64encode(evidence).decode(), **more}
    return json.dumps(said, ensure_ascii=False).encode()
