"""One notice on its way: the intent first, then the delivery, then what came of it.

Whatever happens between two of these, the docket tells: an intent without a result is repeated, the very same notice
with the same id, where the other side takes it once only, and else left to a human as uncertain. It is never silently
sent twice. What a human said of an obligation in the meantime stands: a result moves only what still waits for it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Final

from lineage.channels import outbox
from lineage.channels.base import Card, Channel
from lineage.deletion.status import OVER
from lineage.errors import ChannelClosed, ChannelRefused, ChannelUnavailable, Erased, IllegalTransition
from lineage.jobs.requests import switch
from lineage.jobs.requests.desk import Desk
from lineage.model.contact import Contact
from lineage.model.docket import Event, EventKind
from lineage.model.notice import Attachment, Notice, Packet, Receipt
from lineage.model.obligation import State

_RESULTS: Final = {
    "delivered": (EventKind.SENT, State.NOTIFIED),
    "handed_over": (EventKind.HANDED_OVER, None),
    "uncertain": (EventKind.UNCERTAIN, State.DELIVERY_UNCERTAIN),
}
RESULTS: Final = frozenset(
    {EventKind.SENT, EventKind.HANDED_OVER, EventKind.UNCERTAIN, EventKind.NOT_SENT, EventKind.BOUNCED}
)
"""What may follow an intent."""


def deliver(at: Desk, notice: Notice, obligations: Collection[int], channel: Channel) -> EventKind | None:
    """Send a notice that was approved; what came of it, SENDING where the same notice is sent again next time.

    Reminders move nothing: `obligations` is empty. None where it may not leave any more: somebody has ended the
    request, found that its maker is not who they say, or moved an obligation, since they were read. Raises NotApproved
    where sending was stopped, Erased.
    """
    switch.check(at)
    sealed = at.seal(notice.request, f"notice/{notice.id}", packed(notice))
    body = {"holder": notice.holder, "kind": notice.kind, "channel": channel.card.name, "letter": sealed}
    if notice.reminds:
        body["reminds"] = notice.reminds
    try:
        with at.writing() as pen:  # what is asked in here nobody changes before the intent stands
            if pen.newest(OVER, notice.request) or not pen.identified(notice.request):
                return None
            switch.check_with(pen)
            moves = dict.fromkeys(obligations, State.SENDING)
            intent = pen.append(EventKind.SENDING, notice.request, body, moves=moves, notice=notice.id)
    except IllegalTransition:
        return None
    return finish(at, intent, notice, channel)


def finish(at: Desk, intent: Event, notice: Notice, channel: Channel, *, again: bool = False) -> EventKind:
    """Deliver what is intended already, and write down what came of it.

    SENDING, and nothing written, where that is not known and the same notice may be sent again. `again` says that an
    earlier try may have arrived: then no failure of this one says that nothing did. Raises ChannelClosed, once that is
    written down, where nothing else would leave by this channel either.
    """
    try:
        receipt = channel.deliver(notice)
    except ChannelUnavailable as nothing_left:
        if again:
            return EventKind.SENDING
        kept = _result(at, intent, EventKind.NOT_SENT, State.APPROVED, str(nothing_left))
        if isinstance(nothing_left, ChannelClosed):
            raise
        return kept
    except ChannelRefused as refused:
        if again:
            return _result(at, intent, *_RESULTS["uncertain"], str(refused))
        return _result(at, intent, EventKind.BOUNCED, State.UNREACHABLE, str(refused))
    if receipt.outcome == "uncertain" and repeatable(channel.card, notice):
        return EventKind.SENDING
    return _result(at, intent, *_RESULTS[receipt.outcome], receipt)


def repeatable(card: Card, notice: Notice) -> bool:
    """Whether the very same notice may be delivered again, and is still taken once only."""
    return card.repeatable and (notice.contact is None or notice.contact.honours_keys)


def unsure(at: Desk, intent: Event) -> EventKind:
    """An intent without a result that may not be repeated: a human has to find out."""
    body = {"holder": intent.body["holder"], "kind": intent.body["kind"]}
    return _written(at, intent, EventKind.UNCERTAIN, State.DELIVERY_UNCERTAIN, body)


def _result(at: Desk, intent: Event, kind: EventKind, state: State | None, said: Receipt | str) -> EventKind:
    body = {"holder": intent.body["holder"], "kind": intent.body["kind"]}
    try:
        body["receipt"] = at.seal(str(intent.request), f"receipt/{intent.notice}", _receipt(said))
    except Erased:  # the person was forgotten while it was on its way; that it left is still said
        outbox.clear(at.stores.home, str(intent.request))
    return _written(at, intent, kind, state, body)


def _written(at: Desk, intent: Event, kind: EventKind, state: State | None, body: dict[str, str]) -> EventKind:
    with at.writing() as pen:
        over = pen.newest(OVER, intent.request)
        if over and (state is State.APPROVED or kind is EventKind.HANDED_OVER):
            state = State.NOT_APPLICABLE  # as all that had not left when the request ended
        moves = dict.fromkeys(pen.left_by(intent.number), state) if state else {}
        pen.append(kind, intent.request, body, moves=moves, notice=intent.notice)
    if over and kind is EventKind.HANDED_OVER:
        outbox.take_back(at.stores.home, str(intent.request), [str(intent.notice)])
    return kind


def packed(notice: Notice) -> bytes:
    """A notice as bytes, to be sealed: what is repeated after a crash is this very notice."""
    said: dict[str, Any] = {
        **{name: getattr(notice, name) for name in notice.__dataclass_fields__},
        "contact": notice.contact.model_dump(mode="json") if notice.contact else None,
        "packets": [asdict(each) for each in notice.packets],
        "attachments": [
            {**asdict(each), "data": base64.b64encode(each.data).decode()} for each in notice.attachments
        ],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def unpacked(data: bytes) -> Notice:
    """The notice again."""
    said = json.loads(data)
    attachments = tuple(
        Attachment(each["name"], each["media_type"], base64.b64decode(each["data"])) for each in said["attachments"]
    )
    contact = Contact.model_validate(said["contact"]) if said["contact"] else None
    packets = tuple(
        Packet(
            each["place"], tuple((name, ask) for name, ask in each["asks"]), tuple(each["obligations"]), each["public"]
        )
        for each in said.get("packets", ())
    )
    words = {name: tuple(said.get(name, ())) for name in ("places", "private")}
    return Notice(**{**said, "contact": contact, "attachments": attachments, "packets": packets, **words})


def _receipt(said: Receipt | str) -> bytes:
    if isinstance(said, str):
        return json.dumps({"said": said, "reference": None, "evidence": ""}, ensure_ascii=False).encode()
    evidence = base64.b64encode(said.evidence).decode()
    return json.dumps(
        {"said": said.said, "reference": said.reference, "evidence": evidence}, ensure_ascii=False
    ).encode()
