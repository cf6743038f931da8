"""What comes back for a mail: bounces, and replies that no person wrote. Pure; any bytes may be given.

A delivery status notification is a `multipart/report` of RFC 3464; other bounces are told by who sent them and by our
Message-ID in what they quote. Automatic replies are those of RFC 3834, and what older programs write in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lineage.channels.mime import Part, fields, leaves, parsed

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_OURS = re.compile(rf"<({_UUID})@([A-Za-z0-9.-]{{1,253}})>")
_CODE = re.compile(r"(?<![\d.])([45])(?:\.\d{1,3}\.\d{1,3}|\d\d[ -])(?![\d.])")
_MAILER = re.compile(r"mailer-daemon|postmaster|mail delivery (sub)?system", re.IGNORECASE)
_DELAY = re.compile(r"\b(delay|warning|temporar|deferred|still trying|will retry)", re.IGNORECASE)
_FAILURE = re.compile(r"undeliver|fail|return|bounce|reject|delivery status|could not be delivered", re.IGNORECASE)
_AWAY = re.compile(r"\s*(auto(matic|mated)?[ -]?(reply|response)?\s*:|out of (the )?office)", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>@:;,]+@[^\s<>@:;,]+")
_LONGEST = 200


@dataclass(frozen=True)
class Bounce:
    """A notice that a mail server could not deliver, or not yet."""

    notice: str
    """The notice's id."""
    kind: Literal["permanent", "temporary"]
    """Whether the server gave up, or still tries."""
    diagnostic: str
    """What the server says, in a line, without mail addresses."""


def read_bounce(raw: bytes, domain: str | None = None) -> Bounce | None:
    """What a mail says of a notice that did not arrive; None where it is no bounce, or of no notice.

    With `domain`, the one our Message-IDs end with, those of others are passed over. Whoever knows a notice's id can
    write a bounce for it: take one only for a notice that was sent by mail.
    """
    message = parsed(raw)
    parts = leaves(message)
    notice = _notice(parts, domain)
    if notice is None:
        return None
    reports = [part for part in parts if part.media_type == "message/delivery-status"]
    if reports:
        return _reported(notice, reports[0].body)
    return _guessed(notice, message, parts)


def is_automatic(raw: bytes) -> bool:
    """Whether no person wrote a mail, so that it is no answer: an absence note, a confirmation of receipt, a bounce."""
    message = parsed(raw)
    said = message.headers.get("auto-submitted", "no").partition(";")[0].strip().lower()
    if said != "no" or message.headers.get("return-path", "").strip() == "<>":
        return True
    if {"x-autoreply", "x-autorespond", "x-autoresponse"} & set(message.headers):
        return True
    if message.headers.get("precedence", "").strip().lower() in ("auto_reply", "auto-reply", "bulk", "junk"):
        return True
    if message.media_type == "multipart/report" or _AWAY.match(message.headers.get("subject", "")):
        return True
    return _from_a_mailer(message)


def _from_a_mailer(message: Part) -> bool:
    sender = _MAILER.search(message.headers.get("from", ""))
    return bool(sender) or "x-failed-recipients" in message.headers or message.headers.get("return-path") == "<>"


def _notice(parts: list[Part], domain: str | None) -> str | None:
    """The id in the first Message-ID of ours: of the message that came back, or else of what is answered."""
    returned = [part for part in parts[1:] if part.media_type in ("message/rfc822", "text/rfc822-headers")]
    answered = " ".join(parts[0].headers.get(name, "") for name in ("in-reply-to", "references"))
    texts = [fields(part.body).get("message-id", "") for part in returned]
    texts += [answered, *(part.body for part in parts)]
    for text in texts:
        for found, theirs in _OURS.findall(text):
            if domain is None or theirs.lower() == domain.lower():
                return str(found)
    return None


def _reported(notice: str, body: str) -> Bounce | None:
    """The worst that a delivery status says of a recipient; None where it was delivered or passed on (RFC 3464)."""
    found: list[Bounce] = []
    for block in map(fields, body.split("\n\n")[:100]):
        action, status = block.get("action", "").lower(), block.get("status", "")
        said = _line(block.get("diagnostic-code", "").partition(";")[2] or status or action)
        if action == "failed":
            found.append(Bounce(notice, "permanent", said))
        elif action == "delayed":
            found.append(Bounce(notice, "temporary", said))
    return min(found, key=lambda bounce: bounce.kind, default=None)


def _guessed(notice: str, message: Part, parts: list[Part]) -> Bounce | None:
    """A bounce that follows no standard: from a mail server, about a failure or a delay."""
    subject = message.headers.get("subject", "")
    if not _from_a_mailer(message) or not (_FAILURE.search(subject) or _DELAY.search(subject)):
        return None
    lines = [line for part in parts for line in part.body.split("\n")[:1000]]
    coded = next(((line, code[1]) for line in lines if (code := _CODE.search(line))), None)
    late = bool(_DELAY.search(subject)) or (coded is not None and coded[1] == "4" and not _FAILURE.search(subject))
    return Bounce(notice, "temporary" if late else "permanent", _line(coded[0] if coded else subject))


def _line(text: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in _ADDRESS.sub("…", text[:_LONGEST]))
    return " ".join(shown.split())[:_LONGEST]
