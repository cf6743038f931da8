"""`lineage request inbox`: mail that came back. Bounces are written down; a person reads what a person wrote."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from lineage.channels.bounces import is_automatic, read_bounce
from lineage.deletion.due import newest
from lineage.errors import BadInput, Erased
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.record import packed, read
from lineage.jobs.stores import Stores
from lineage.model.addresses import named_mail
from lineage.model.docket import EventKind
from lineage.model.obligation import State

_MAY_BOUNCE: Final = (State.NOTIFIED, State.DELIVERY_UNCERTAIN)


@dataclass(frozen=True)
class Received:
    """What one mail was."""

    file: str
    what: Literal["bounced", "delayed", "automatic", "known", "forgotten", "to read"]
    request: str
    """Empty where the mail is about none of our notices."""
    holder: str
    holder_name: str
    obligations: tuple[int, ...]
    """Those that it moved."""


def inbox(stores: Stores, paths: Sequence[Path]) -> list[Received]:
    """Take in mails, as files or mailboxes (mbox). Taking the same in again changes nothing. Raises BadInput."""
    with desk(stores) as at:
        return [_received(at, name, raw) for path in paths for name, raw in _mails(path)]


def _mails(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.is_file():
        raise BadInput(f"There is no file {path}.")
    raw = read(path)
    if not raw.startswith(b"From "):
        yield path.name, raw
        return
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), 1):
            yield f"{path.name}, mail {number}", box.get_bytes(key)
    finally:
        box.close()


def _received(at: Desk, name: str, raw: bytes) -> Received:
    bounce = read_bounce(raw, _domain(at))
    sent = at.docket.events(notice=bounce.notice) if bounce else []
    intents = [event for event in sent if event.kind is EventKind.SENDING and event.body["channel"] == "email"]
    if bounce is None or not intents:
        return Received(name, "automatic" if is_automatic(raw) else "to read", "", "", "", ())
    intent = intents[0]
    request, holder = str(intent.request), str(intent.body["holder"])
    owed = list(at.docket.obligations([request]))
    called = next((each.holder_name for each in owed if each.holder == holder), holder)
    if bounce.kind == "temporary":
        return Received(name, "delayed", request, holder, called, ())
    if any(event.kind is EventKind.BOUNCED for event in sent):
        return Received(name, "known", request, holder, called, ())
    told, _ = newest(at.docket.events(request), at.docket.moved_by)  # a newer letter may have arrived all the same
    may_bounce = [each.number for each in owed if each.state in _MAY_BOUNCE]
    chosen = [number for number in may_bounce if number in told and told[number].number == intent.number]
    try:
        evidence = at.seal(request, "answer", packed(bounce.diagnostic, raw))
    except Erased:
        return Received(name, "forgotten", request, holder, called, ())
    with at.writing() as pen:
        pen.append(
            EventKind.BOUNCED, request, {"holder": holder, "kind": intent.body["kind"], "evidence": evidence},
            moves=dict.fromkeys(chosen, State.UNREACHABLE), notice=bounce.notice,
        )  # fmt: skip
    return Received(name, "bounced", request, holder, called, tuple(chosen))


def _domain(at: Desk) -> str | None:
    """What our Message-IDs end with."""
    sender = named_mail(at.stores.settings.sending.mail_from or "")
    return sender[1].rpartition("@")[2] if sender else None
