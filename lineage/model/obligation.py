"""What a holder owes on a request, and the states it goes through.

A plan has one obligation for a holder and dataset; a later plan has another where more is owed than before.
"""

from __future__ import annotations

from typing import Any, Literal

from lineage.model.base import Record
from lineage.model.words import Word

Owed = Literal["items", "entries", "model", "possible", "own"]
"""What is owed: the items, entries about them, items that a model was trained on, an answer whether anything is held;
`own` is what we hold ourselves."""
Contained = Literal["listed", "may_contain"]
"""Whether a list names the person or a photo of theirs, or what was made from what says that it may."""
OURSELVES = "own:archive"
"""The holder that we are: archive and index of photos."""


class State(Word):
    """Where an obligation stands. Which may follow which is said in `lineage.deletion.transitions` alone."""

    PLANNED = "planned"
    """In a frozen plan; nobody approved it yet."""
    APPROVED = "approved"
    """It may leave."""
    SENDING = "sending"
    """It is about to leave, or lies with the person who has to press the button; whether it arrived is not known."""
    NOTIFIED = "notified"
    """The holder was told; their time runs."""
    ACKNOWLEDGED = "acknowledged"
    """The holder says that they are at it."""
    CLAIMED_DONE = "claimed_done"
    """The holder says that it is done; nobody looked yet."""
    VERIFIED = "verified"
    """We looked, and it is gone."""
    REFUSED = "refused"
    """The holder will not, and says on what basis."""
    EXEMPT = "exempt"
    """The holder need not, and says on what basis."""
    NOT_FOUND = "not_found"
    """The holder looked and has nothing of it."""
    NO_ANSWER = "no_answer"
    """The time is over, the authority was told, and no answer came."""
    UNREACHABLE = "unreachable"
    """No way that we know leads to the holder."""
    DELIVERY_UNCERTAIN = "delivery_uncertain"
    """It may have left twice or not at all if we tried again: a human decides."""
    STILL_PRESENT = "still_present"
    """We looked, and it is still there."""
    NOT_APPLICABLE = "not_applicable"
    """It turned out not to be owed, with evidence for that."""
    SUPERSEDED = "superseded"
    """Another obligation stands for it: more is owed than it says, or two organisations turned out to be one."""
    RESURFACED = "resurfaced"
    """It was gone, and a copy is there again."""


class Draft(Record):
    """An obligation as a plan computes it, before a docket numbers it."""

    holder: str
    """The holder's id in the graph; `host:<name>` of a host that serves an individual's copy; OURSELVES."""
    holder_name: str
    dataset: str
    """The id of the thing that is held."""
    dataset_name: str
    owed: Owed
    answer: Contained
    place: str = ""
    """Where a copy lies that its host has to take down: its address. It may hold an account's name, so it is only
    shown to the host itself."""
    why: str
    """SHA-256 of the `Why` that explains it."""


class Obligation(Draft):
    """An obligation of the docket, with where it stands."""

    number: int
    """Its number in the docket; it never changes."""
    request: str
    plan: int
    """The version of the plan that added it."""
    state: State
    since: str
    """When it came into this state."""


class WhyStep(Record):
    """One step on the way from a list that names the person to the holder, in somebody's words."""

    subject: str
    subject_name: str
    predicate: str
    """A predicate of the graph; `LISTS` for a list of members."""
    kind: str | None
    object: str
    object_name: str
    strength: str
    confidence: float
    quote: str | None
    url: str | None
    """Where the quote stands."""
    source: str | None
    fetched_at: str | None
    first_seen: str
    subject_kind: str | None = None
    """What the subject is: `dataset`, `paper`; None in reasons that were frozen before it was kept."""
    object_kind: str | None = None
    title: str | None = None
    """The title of the document that says so, where it has one."""
    field: str | None = None
    """The field of a record whose value the quote is; None where the quote is out of a text."""
    upwards: bool = False
    """Whether the step leads from a subset to what it was taken from."""


class Why(Record):
    """Why a holder owes something: the best evidenced way from a list to them. It names no person."""

    steps: tuple[WhyStep, ...]

    def row(self) -> dict[str, Any]:
        """As plain JSON."""
        return self.model_dump(mode="json")
