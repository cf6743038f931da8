"""Letters to a holder: the notice, the inquiry that names nobody, the reminder, and a text for public places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from lineage.errors import BadInput
from lineage.letters.deliveries import Delivered
from lineage.letters.law import LAWS
from lineage.letters.parts import Asked, Checked, Person, Writer, Written
from lineage.letters.plain import one_line
from lineage.letters.points import points
from lineage.letters.rendering import text
from lineage.letters.ways import ASKS, CONTAINED
from lineage.letters.withheld import withheld
from lineage.model.notice import Packet
from lineage.model.request import Regulation


@dataclass(frozen=True)
class ToHolder:
    """Everything that a letter to one holder says."""

    reference: str
    """The notice's id; answers give it."""
    on: date
    """The day on which it is written."""
    holder_name: str
    regulation: Regulation
    writer: Writer
    person: Person = field(repr=False)
    consent: bool
    """Whether this holder may be given the person's name and identifiers. Without it the notice asks how to match."""
    asked: tuple[Asked, ...]
    asked_on: date | None = None
    """When the person asked us; None where that is not to be said."""
    checked: Checked | None = None
    """How it was checked who asks; None where it was not."""
    answer_by: date | None = None
    """The last day for an answer; None where no law gives one, or the day of receipt is not known beforehand."""
    confirm_by: date | None = None
    """The last day for confirming the receipt; None as with `answer_by`."""
    attachments: tuple[str, ...] = ()
    """The names of the files that go along."""
    first: Delivered | None = None
    """Of a reminder: the letter that it reminds of."""


def notice(letter: ToHolder) -> Written:
    """The request to delete. It names the person only where they consented."""
    shown = letter if letter.consent else _nameless(letter)
    return Written(_subject("Request to delete photographs", shown), _text("notice.txt.j2", shown))


def inquiry(letter: ToHolder) -> Written:
    """The question whether anything is held. It never names the person, whatever they consented to."""
    shown = _nameless(letter)
    return Written(
        one_line(f"Question about photographs in datasets [{shown.reference}]"), _text("inquiry.txt.j2", shown)
    )


def reminder(letter: ToHolder) -> Written:
    """A reminder of the letter `first`. It never names the person: that letter did what was needed.

    Raises BadInput where `first` is missing.
    """
    if letter.first is None:
        raise BadInput(f"The reminder {letter.reference} lacks the letter that it reminds of; give it as `first`.")
    shown = _nameless(letter)
    return Written(_subject("Reminder: request to delete photographs", shown), _text("reminder.txt.j2", shown))


def public(letter: ToHolder) -> str:
    """A text for a place that everybody can read: datasets, what is asked, the reference, and nothing else of the case.

    Nothing is quoted, since a quotation could name somebody.
    """
    return _text("public.txt.j2", _nameless(letter))


def packets(letter: ToHolder) -> tuple[Packet, ...]:
    """The same place by place: who reads it at one place learns of no other."""
    places = sorted({one.obligation.place for one in letter.asked})
    return tuple(_packet(letter, place) for place in places)


def _packet(letter: ToHolder, place: str) -> Packet:
    here = replace(letter, asked=tuple(one for one in letter.asked if one.obligation.place == place))
    told = [one.obligation for one in here.asked]
    asks = tuple((one.obligation.dataset_name, ASKS[one.obligation.owed]) for one in _nameless(here).asked)
    return Packet(place, asks, tuple(each.number for each in told), public(here))


def _nameless(letter: ToHolder) -> ToHolder:
    """The letter without anything that leads to the person; only the holder's own name and ours stay as they are."""
    words = letter.person.words
    writer = replace(letter.writer, authority=withheld(letter.writer.authority, words))
    asked = tuple(one.without(words) for one in letter.asked)
    return replace(letter, person=Person(), consent=False, writer=writer, asked=asked, attachments=())


def _subject(what: str, letter: ToHolder) -> str:
    law = LAWS[letter.regulation]
    return one_line(f"{what}{f', under {law.title}' if law.binds else ''} [{letter.reference}]")


def _text(template: str, letter: ToHolder) -> str:
    datasets = sorted({one.obligation.dataset_name for one in letter.asked})
    return text(
        template, letter=letter, law=LAWS[letter.regulation], contained=CONTAINED, asks=ASKS,
        points=points(letter.asked), datasets=datasets, owed={one.obligation.owed for one in letter.asked},
    )  # fmt: skip
