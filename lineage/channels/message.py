"""A notice as a mail message (RFC 5322, MIME). Pure: the same notice at the same moment gives the same bytes."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from lineage.model.addresses import named_mail
from lineage.model.notice import Attachment, Notice

_TYPE = re.compile(r"(application|audio|image|text|video)/([A-Za-z0-9][A-Za-z0-9.+-]{0,80})")
_LONGEST = 200


def compose(notice: Notice, *, to: str, sender: str, reply_to: str | None, at: datetime) -> bytes:
    """The message, with CRLF; `sender` and `reply_to` are checked addresses, with or without a name.

    Nobody can add a header, whatever the notice holds: control characters become blanks before a header is made.
    A notice or inquiry leaves because a person approved it, so it has no `Auto-Submitted`, which means the same as `no`
    (RFC 3834, section 5). A reminder leaves because its day came: `auto-generated`.
    """
    message = EmailMessage(policy=SMTP)
    name, address = named_mail(sender) or ("", sender)
    message["From"] = _mailbox(name, address)
    message["To"] = _mailbox(notice.holder_name, to)
    if reply_to:
        message["Reply-To"] = _mailbox(*(named_mail(reply_to) or ("", reply_to)))
    message["Subject"] = _line(notice.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(notice.id, address)
    message["X-Lineage-Request"] = _line(notice.request)
    if notice.kind == "reminder":
        message["Auto-Submitted"] = "auto-generated"
    # Always quoted-printable: what a text would otherwise be written as differs between versions of Python.
    message.set_content(notice.letter.encode("utf-8", "replace").decode(), cte="quoted-printable")
    for attachment in notice.attachments:
        _attach(message, attachment)
    if message.is_multipart():
        message.set_boundary(f"=_{notice.id}")  # neither quoted-printable nor base64 has "=_" in it
    written = message.as_bytes()
    return written if written.endswith(b"\r\n") else written + b"\r\n"


def message_id(notice: str, sender: str) -> str:
    """The Message-ID of a notice: the same however often it is sent, so that a second copy can be told."""
    return f"<{notice}@{sender.rpartition('@')[2]}>"


def _mailbox(name: str, address: str) -> Address:
    return Address(display_name=_line(name), addr_spec=address)


def _line(text: str) -> str:
    """Text for a header: one line, without anything that controls how it is shown."""
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(shown.split())[:_LONGEST]


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    found = _TYPE.fullmatch(attachment.media_type)
    main, sub = found.groups() if found else ("application", "octet-stream")
    charset = {"charset": "utf-8"} if main == "text" else None
    message.add_attachment(attachment.data, main, sub, filename=_line(attachment.name) or "attachment", params=charset)
