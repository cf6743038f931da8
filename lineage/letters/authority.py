"""A letter to a supervisory authority, ready for a human to send: facts about a holder who did not answer in time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from lineage.letters.deliveries import Delivered
from lineage.letters.law import LAWS
from lineage.letters.parts import Asked, Person, Writer, Written
from lineage.letters.plain import one_line
from lineage.letters.points import points
from lineage.letters.rendering import text
from lineage.letters.ways import OWED
from lineage.letters.withheld import withheld
from lineage.model.request import Regulation


@dataclass(frozen=True)
class ToAuthority:
    """Everything that the letter says."""

    reference: str
    """The notice's id."""
    on: date
    authority: str
    """Which authority, in a sentence."""
    regulation: Regulation
    writer: Writer
    person: Person = field(repr=False)
    named: bool
    """Whether the letter may name the person; they have to agree to that."""
    holder_name: str
    holder_address: str
    """How the holder was reached: a mail address, the address of a form."""
    asked: tuple[Asked, ...]
    notice: Delivered
    reminders: tuple[Delivered, ...]
    answer_by: date
    """The last day for an answer, with the extension if there was one."""
    extended_on: date | None = None
    """When the holder said that they need more time."""
    answers: tuple[tuple[date, str], ...] = ()
    """What the holder said all the same: when, and their words."""
    attachments: tuple[str, ...] = ()


def write(letter: ToAuthority) -> Written:
    """The letter as plain text. It states what was sent, when, and what came back; it does not judge."""
    subject = one_line(f"No answer in time to a request for deletion: {letter.holder_name} [{letter.reference}]")
    law = LAWS[letter.regulation]
    shown = letter if letter.named else _nameless(letter)
    words = text("authority.txt.j2", letter=shown, law=law, owed=OWED, points=points(shown.asked))
    return Written(subject, words)


def _nameless(letter: ToAuthority) -> ToAuthority:
    words = letter.person.words
    answers = tuple((day, withheld(said, words)) for day, said in letter.answers)
    asked = tuple(one.without(words) for one in letter.asked)
    return replace(letter, person=Person(), answers=answers, asked=asked)
