"""One notice on its way: the intent first, then the delivery, then what came of it.

Whatever happens between two of these, the docket tells: an intent without a result is repeated where the channel
takes the same notice once only, and else left to a human as uncertain. It is never silently sent twice.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any, Final

from lineage.channels.base import Channel
from lineage.errors import ChannelRefused, ChannelUnavailable
from lineage.jobs.requests import switch
from lineage.jobs.requests.desk import Desk
from lineage.model.contact import Contact
from lineage.model.docket import Event, EventKind
from lineage.model.notice import Attachment, Notice, Receipt
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


def deliver(at: Desk, notice: Notice, obligations: Collection[int], channel: Channel) -> EventKind:
    """Send a notice that was approved. Reminders move nothing: `obligations` is empty. Raises NotApproved."""
    switch.check(at)
    sealed = at.seal(notice.request, f"notice/{notice.id}", packed(notice))
    with at.writing() as pen:
        pen.append(
            EventKind.SENDING, notice.request,
            {"holder": notice.holder, "kind": notice.kind, "channel": channel.card.name, "letter": sealed},
            moves=dict.fromkeys(obligations, State.SENDING), notice=notice.id,
        )  # fmt: skip
    return finish(at, notice, obligations, channel)


def finish(at: Desk, notice: Notice, obligations: Collection[int], channel: Channel) -> EventKind:
    """Deliver what is intended already, and write down what came of it."""
    try:
        receipt = channel.deliver(notice)
    except ChannelUnavailable as nothing_left:
        return _result(at, notice, EventKind.NOT_SENT, dict.fromkeys(obligations, State.APPROVED), str(nothing_left))
    except ChannelRefused as refused:
        return _result(at, notice, EventKind.BOUNCED, dict.fromkeys(obligations, State.UNREACHABLE), str(refused))
    kind, state = _RESULTS[receipt.outcome]
    return _result(at, notice, kind, dict.fromkeys(obligations, state) if state else {}, receipt)


def unsure(at: Desk, intent: Event, obligations: Collection[int]) -> None:
    """An intent without a result, on a channel that may not be asked twice: a human has to find out."""
    assert intent.request is not None and intent.notice is not None
    with at.writing() as pen:
        pen.append(
            EventKind.UNCERTAIN, intent.request, {"holder": intent.body["holder"], "kind": intent.body["kind"]},
            moves=dict.fromkeys(obligations, State.DELIVERY_UNCERTAIN), notice=intent.notice,
        )  # fmt: skip


def _result(at: Desk, notice: Notice, kind: EventKind, moves: Mapping[int, State], said: Receipt | str) -> EventKind:
    receipt = at.seal(notice.request, f"receipt/{notice.id}", _receipt(said))
    body = {"holder": notice.holder, "kind": notice.kind, "receipt": receipt}
    with at.writing() as pen:
        pen.append(kind, notice.request, body, moves=moves, notice=notice.id)
    return kind


def packed(notice: Notice) -> bytes:
    """A notice as bytes, to be sealed: what is repeated after a crash is this very notice."""
    said: dict[str, Any] = {
        **{name: getattr(notice, name) for name in notice.__dataclass_fields__},
        "contact": notice.contact.model_dump(mode="json") if notice.contact else None,
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
    return Notice(**{**said, "contact": contact, "attachments": attachments, "places": tuple(said["places"])})


def _receipt(said: Receipt | str) -> bytes:
    if isinstance(said, str):
        return json.dumps({"said": said, "reference": None, "evidence": ""}, ensure_ascii=False).encode()
    evidence = base64.b64encode(said.evidence).decode()
    return json.dumps(
        {"said": said.said, "reference": said.reference, "evidence": evidence}, ensure_ascii=False
    ).encode()
