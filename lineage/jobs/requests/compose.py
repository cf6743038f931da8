"""What one holder is told on a request, made from the docket and the sealed plan: letter, files, fields."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from lineage.clock import parse_moment
from lineage.deletion.regulations import confirm_by, due
from lineage.deletion.status import identified
from lineage.jobs.requests.desk import Desk
from lineage.letters import holder as letters
from lineage.letters.attachments import Item, csv_lines, json_ld
from lineage.letters.deliveries import Delivered
from lineage.letters.holder import ToHolder
from lineage.letters.parts import Asked, Checked, Person, Writer, Written
from lineage.model.contact import Contact
from lineage.model.docket import EventKind
from lineage.model.notice import Attachment, Notice, NoticeKind
from lineage.model.obligation import Contained, Obligation
from lineage.model.plan import PlanDocument, PlannedPhoto
from lineage.model.request import Request, Requester

_CSV, _JSON_LD = "photos.csv", "photos.jsonld"


class Composer:
    """Letters of one request. Raises Erased where the person was forgotten."""

    def __init__(self, at: Desk, request: Request) -> None:
        """Nothing is unsealed before it is needed."""
        self._at, self.request = at, request

    @staticmethod
    def kind(owed: Sequence[Obligation]) -> NoticeKind:
        """A notice, or an inquiry where a holder is only thought to have used something."""
        return "inquiry" if all(each.owed == "possible" for each in owed) else "notice"

    def notice(self, owed: Sequence[Obligation], contact: Contact | None, *, carried: bool = False) -> Notice:
        """The notice, or inquiry, to the one holder of some obligations.

        One that is `carried` by a person says no day for the answer: nobody knows when it arrives.
        """
        kind, owed = self.kind(owed), _each_once(owed)
        letter = self._letter(owed, self._next_id(owed[0].holder), name_items=kind == "notice")
        letter = replace(letter, answer_by=None, confirm_by=None) if carried else letter
        written = letters.notice(letter) if kind == "notice" else letters.inquiry(letter)
        items = list(self._items(owed)) if letter.attachments else []
        return self._made(letter, written, kind, owed, contact, items)

    def reminder(
        self, owed: Sequence[Obligation], contact: Contact | None, first: Delivered, until: datetime | None
    ) -> Notice:
        """The reminder of a notice: it gives no new time. It names nobody and has no files: the notice had them."""
        owed = _each_once(owed)
        letter = self._letter(owed, self._next_id(owed[0].holder), name_items=False)
        letter = replace(letter, first=first, answer_by=until and until.date(), confirm_by=None)
        return self._made(letter, letters.reminder(letter), "reminder", owed, contact)

    def _made(
        self, letter: ToHolder, written: Written, kind: NoticeKind, owed: Sequence[Obligation],
        contact: Contact | None, items: Sequence[Item] = (),
    ) -> Notice:  # fmt: skip
        return Notice(
            id=letter.reference, kind=kind, request=self.request.id, holder=owed[0].holder,
            holder_name=owed[0].holder_name, contact=contact, subject=written.subject, letter=written.text,
            public=letters.public(letter), private=self._private(letter), places=_places(owed),
            packets=letters.packets(letter), attachments=_attachments(letter, items),
            fields=self._fields(owed, kind, items), reminds=letter.first.reference if letter.first else "",
        )  # fmt: skip

    @cached_property
    def requester(self) -> Requester:
        """Who asks."""
        return self._at.requester(self.request)

    @cached_property
    def person(self) -> Person:
        """Who asks, as letters name them or are kept from naming them."""
        asks = self.requester
        return Person(asks.name, asks.nsid, asks.contact, (asks.asked, *asks.photos))

    @cached_property
    def writer(self) -> Writer:
        """Who writes."""
        settings = self._at.stores.settings
        back = settings.sending.mail_reply_to or settings.sending.mail_from or settings.contact
        return Writer(
            settings.office or "the office that runs this register of datasets",
            back or "the address that this letter came from", self.request.role, self.requester.authority,
        )  # fmt: skip

    @cached_property
    def checked(self) -> Checked | None:
        """How it was checked who asks; None where nobody was satisfied."""
        events = self._at.docket.events(self.request.id, kinds=[EventKind.IDENTITY_CHECKED])
        if not identified(events):
            return None
        return Checked(parse_moment(events[-1].at).date(), str(events[-1].body["method"]))

    @cached_property
    def _document(self) -> PlanDocument:
        return self._at.document(self.request)

    def _letter(self, owed: Sequence[Obligation], reference: str, *, name_items: bool) -> ToHolder:
        whys, now = self._at.docket.whys(each.why for each in owed), self._at.now
        named = name_items and self.request.consent
        asked = [Asked(each, whys[each.why], len(self._photos(each))) for each in owed]
        end, confirmed = due(self.request.regulation, now), confirm_by(self.request.regulation, now)
        return ToHolder(
            reference=reference, on=now.date(), holder_name=owed[0].holder_name,
            regulation=self.request.regulation, writer=self.writer, person=self.person, consent=named,
            asked=tuple(asked), answer_by=end and end.date(), confirm_by=confirmed and confirmed.date(),
            checked=self.checked,
            asked_on=parse_moment(self.request.opened_at).date(),
            attachments=(_CSV, _JSON_LD) if named and any(one.items for one in asked) else (),
        )  # fmt: skip

    def _private(self, letter: ToHolder) -> tuple[str, ...]:
        """The words that lead to the person, but for those of every public text: somebody may be called May."""
        usual = letters.public(replace(letter, asked=(), person=Person())).casefold()
        return tuple(word for word in self.person.words if word.casefold() not in usual)

    def _items(self, owed: Sequence[Obligation]) -> Iterator[Item]:
        for each in owed:
            for photo, answer in self._photos(each):
                yield Item(
                    photo.photo_id or "", photo.page_url or "", photo.download_url or "", photo.md5 or "",
                    each.dataset, answer,
                )  # fmt: skip

    def _photos(self, each: Obligation) -> list[tuple[PlannedPhoto, Contained]]:
        """The photos that somebody is told of: those that are known now, or were when no list says so any more."""
        if not _countable(each):
            return []
        return self._document.items(each.dataset) or self._at.document(self.request, each.plan).items(each.dataset)

    def _fields(self, owed: Sequence[Obligation], kind: NoticeKind, items: Sequence[Item]) -> dict[str, Any]:
        """What a holder's API is told, in the words of the Data Rights Protocol; a Flickr user ID is an extension."""
        regime = {"regime": "ccpa"} if self.request.regulation == "ccpa" else {}
        datasets = [{"id": each.dataset, "name": each.dataset_name, "owed": each.owed} for each in owed]
        ours: dict[str, Any] = {"regulation": self.request.regulation.value, "datasets": datasets}
        if items and kind == "notice":
            ours["flickr-nsid"] = self.requester.nsid
            ours["items"] = [
                {"photo": item.photo_id, "url": item.page_url, "file": item.download_url, "dataset": item.dataset}
                for item in items
            ]
        return {**regime, "extensions": {"dataset-lineage": ours}}

    def _next_id(self, holder: str) -> str:
        """The id of the next notice to a holder: the same if the intent to send it was never written down."""
        sent = self._at.docket.events(self.request.id, kinds=[EventKind.SENDING])
        before = sum(event.body["holder"] == holder for event in sent)
        digest = hashlib.sha256(f"{self.request.id}\n{holder}\n{before}".encode()).digest()
        return str(UUID(bytes=digest[:16], version=4))


def _attachments(letter: ToHolder, items: Sequence[Item]) -> tuple[Attachment, ...]:
    if not letter.attachments:
        return ()
    table = "".join(csv_lines(items)).encode()
    linked = "".join(json_ld(letter.reference, letter.holder_name, letter.answer_by, items)).encode()
    return Attachment(_CSV, "text/csv", table), Attachment(_JSON_LD, "application/ld+json", linked)


def _countable(obligation: Obligation) -> bool:
    """Whether the items are named to a holder: never to one who is only asked whether they hold any."""
    return obligation.owed in ("items", "entries", "model", "own")


def _each_once(owed: Sequence[Obligation]) -> list[Obligation]:
    """The newest obligation for each dataset: what has grown since it was told is told as a whole."""
    return list({each.dataset: each for each in sorted(owed, key=lambda each: each.number)}.values())


def _places(owed: Sequence[Obligation]) -> tuple[str, ...]:
    return tuple(sorted({each.place for each in owed if each.place}))
