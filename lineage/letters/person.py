"""The letter to the person who asked: what was found, who was told, and what came of it (GDPR, Art. 19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lineage.letters.deliveries import Delivered
from lineage.letters.law import LAWS
from lineage.letters.parts import Written
from lineage.letters.rendering import html, text
from lineage.letters.states import STATES, counted, unsettled, word
from lineage.letters.things import Thing, called, things, titled
from lineage.model.obligation import Contained, Obligation, Why
from lineage.model.request import Regulation


@dataclass(frozen=True)
class Found:
    """What was found of one dataset."""

    dataset_name: str
    id: str
    """Its id, by which it is told from others of its name."""
    answer: Contained | Literal["not_contained"]
    """`not_contained` only where a list that is said to be complete was searched."""
    photos: int = 0
    """How many photos the list names; 0 where it names the person alone, or nothing."""
    searched: str = ""
    """Which list was searched, and from when it is: `list of members, complete, of 2026-11-02`."""


@dataclass(frozen=True)
class Outcome:
    """What came of it at one holder."""

    holder_name: str
    obligations: tuple[Obligation, ...]
    told: tuple[Delivered, ...] = ()
    """Every letter to them, in order, with what became of each."""
    said: tuple[str, ...] = ()
    """What they answered, in their words: how it was deleted, on what basis they refuse."""
    obstacle: str = ""
    """Why they are not reached; empty where they are, or where a way to them is known."""
    passed_on_to: tuple[str, ...] = ()
    """To whom they say that they passed it on."""
    complaint: str = ""
    """What became of a complaint about their silence, as a sentence; empty where there is none."""

    @property
    def reached(self) -> bool:
        """Whether they are known to have a letter, or answered."""
        return any(sent.arrived for sent in self.told) or bool(self.said)

    @property
    def ours(self) -> bool:
        """Whether they are ourselves."""
        return any(each.owed == "own" for each in self.obligations)

    @property
    def open(self) -> bool:
        """Whether anything is still to be done about them."""
        return any(unsettled(each.state) for each in self.obligations)


@dataclass(frozen=True)
class ToPerson:
    """Everything that the letter says. It is personal: it is to be sealed wherever it is kept."""

    reference: str
    """The request's id."""
    on: date
    writer_name: str
    reply_to: str
    name: str = field(repr=False)
    asked: str = field(repr=False)
    """What the person asked for: a user ID, an address."""
    opened_on: date
    regulation: Regulation
    consent: bool
    standing: bool
    photos: int
    """How many photos of theirs are known to us."""
    found: tuple[Found, ...]
    outcomes: tuple[Outcome, ...]
    whys: Mapping[str, Why] = field(default_factory=dict)
    """The reasons by their digests: they tell what each thing is."""
    unchecked: tuple[str, ...] = ()
    """What could not be checked, a sentence each."""
    following: tuple[str, ...] = ()
    """What comes next, a sentence each, with dates."""
    withdraw: str = ""
    """How to withdraw, in a sentence; empty for: write to `reply_to`."""
    authority: str = ""
    """Whom the person can turn to, in a sentence."""


def plain(letter: ToPerson) -> Written:
    """The letter as plain text."""
    return Written(_subject(letter), text("person.txt.j2", **_values(letter)))


def page(letter: ToPerson) -> str:
    """The same letter as a page of HTML."""
    return html("person.html.j2", title=_subject(letter), **_values(letter))


def _subject(letter: ToPerson) -> str:
    return f"What came of your request [{letter.reference}]"


def _values(letter: ToPerson) -> dict[str, Any]:
    known = things((one, letter.whys.get(one.why, Why(steps=()))) for one in _obligations(letter.outcomes))
    for each in letter.found:
        known.setdefault(each.id, Thing(each.id, each.dataset_name))
    names = called(known.values())
    states = counted(one.state for one in _obligations(letter.outcomes))
    return {
        "letter": letter,
        "law": LAWS[letter.regulation],
        "by_answer": {
            answer: [one for one in letter.found if one.answer == answer]
            for answer in ("listed", "may_contain", "not_contained")
        },
        "told": [one for one in letter.outcomes if one.reached or not one.obstacle],
        "unreached": [one for one in letter.outcomes if one.obstacle],
        "anybody": any(one.reached and not one.ours for one in letter.outcomes),
        "word": word,
        "names": names,
        "titles": {id_: titled(thing, names) for id_, thing in known.items()},
        "passed_on": [one for one in letter.outcomes if one.passed_on_to],
        "states": STATES,
        "counts": [(STATES[state], number) for state, number in states if number],
        "total": sum(number for _, number in states),
    }


def _obligations(outcomes: Iterable[Outcome]) -> Iterable[Obligation]:
    return (obligation for outcome in outcomes for obligation in outcome.obligations)
