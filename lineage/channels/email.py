"""Mail: the letter by SMTP (RFC 5321), one step after the other, so that it is known how far it came.

`smtplib.sendmail` does not tell a connection lost before the message's end from one lost after it. Only after the final
dot may a server have taken the message; then, without its answer, nobody can say whether it did.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.base import Card
from lineage.channels.message import compose
from lineage.clock import Clock
from lineage.errors import BadInput, ChannelClosed, ChannelRefused, ChannelUnavailable
from lineage.model.addresses import mail, named_mail
from lineage.model.contact import Contact
from lineage.model.notice import Answer, Notice, Receipt
from lineage.settings import Settings

_TOO_LARGE = 552
"""What may be said to the sender's line of a message whose size is announced there (RFC 1870): it is about that."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
Reply = tuple[int, bytes]


@dataclass(frozen=True)
class EmailChannel:
    """Sends each notice as one message from `sender` by the server at `server`."""

    card: Card
    clock: Clock
    server: SecretStr
    sender: str
    reply_to: str | None = None
    patience: float = 60.0
    """Seconds to wait for each step."""
    last_patience: float = 600.0
    """Seconds to wait for the answer to a whole message: ten minutes, as RFC 5321, section 4.5.3.2.6, has it."""

    def deliver(self, notice: Notice) -> Receipt:
        """See `Channel`. The evidence is the message, the final dot, and the server's last reply."""
        self.card.check(notice)
        to = notice.contact.address if notice.contact else ""
        if not mail(to):
            raise ChannelRefused(f"No usable mail address of {notice.holder} is known; correct its contact.")
        message = compose(notice, to=to, sender=self.sender, reply_to=self.reply_to, at=self.clock())
        with self._session() as session:
            _begin(session, (named_mail(self.sender) or ("", self.sender))[1], to, len(message))
            reply = _finish(session, message, self.last_patience)
        evidence = message + b".\r\n" + (b"%d %s\r\n" % reply if reply else b"")
        if reply and reply[0] == 250:
            return Receipt("delivered", f"The mail server took it: {_codes(reply)}.", evidence)
        return Receipt("uncertain", _LOST, evidence)

    def answers(self, contact: Contact, notice: str, reference: str, seen: Sequence[str]) -> Answer | None:
        """Nothing is heard here: answers come as mail to people, who record them."""
        return None

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """A connection that is ready for a message; whatever fails until then is our side's and leaves nothing."""
        url = urlsplit(self.server.get_secret_value())
        host = url.hostname or ""
        name = self.sender.rpartition("@")[2].rstrip(">")  # the machine's own name is nobody's business
        secure = ssl.create_default_context()
        session = (
            smtplib.SMTP_SSL(local_hostname=name, timeout=self.patience, context=secure)
            if url.scheme == "smtps"
            else smtplib.SMTP(local_hostname=name, timeout=self.patience)
        )
        session._host = host  # type: ignore[attr-defined]  # what certificates are checked against
        try:
            with _nothing_left("open a session with it"):
                _expect(session.connect(host, url.port or (465 if url.scheme == "smtps" else 587)), "the connection")
                session.ehlo_or_helo_if_needed()
                if url.scheme == "smtp" and host not in _LOOPBACK:
                    session.starttls(context=secure)
                    session.ehlo_or_helo_if_needed()
                if url.username:
                    session.login(unquote(url.username), unquote(url.password or ""))
            yield session
            # It has answered for the message already, so that a farewell that fails changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                session.quit()
        finally:
            session.close()


_LOST = "The connection was lost, or the answer made no sense, after the whole message was sent; it may have arrived."


def _begin(session: smtplib.SMTP, sender: str, to: str, size: int) -> None:
    """Everything up to the server's word that the message may come; raises ChannelUnavailable, ChannelRefused."""
    with _nothing_left("begin a message"):
        _expect(session.mail(sender, [f"size={size}"] if session.has_extn("size") else []), "our sender")
        _expect(session.rcpt(to), "the recipient")
        _expect(session.docmd("data"), "a message", 354)


def _finish(session: smtplib.SMTP, message: bytes, patience: float) -> Reply | None:
    """Send the message; the reply to it, or None where it cannot be known. Raises ChannelUnavailable, ChannelRefused.

    The final dot leaves by a write of its own: whatever is lost before it, the server has no whole message.
    """
    with _nothing_left("send the message"):
        session.send(re.sub(rb"(?m)^\.", b"..", message))
        if session.sock:
            session.sock.settimeout(patience)
    try:
        session.send(b".\r\n")
        reply = session.getreply()
    except (smtplib.SMTPException, OSError):  # SMTPResponseException, too: smtplib's own word for an endless line
        return None
    if 400 <= reply[0] < 600:
        _expect(reply, "the message")
    return reply


def _expect(reply: Reply, what: str, code: int = 250) -> None:
    """Return when a reply is the hoped one.

    Raises ChannelUnavailable (4xx, or none that is known), ChannelClosed where it is the sender, ChannelRefused.
    """
    if reply[0] // 10 == code // 10 or (what == "the connection" and reply[0] == 220):
        return
    if 500 <= reply[0] < 600 and what == "our sender" and reply[0] != _TOO_LARGE:
        raise ChannelClosed(
            f"The mail server refuses our sender: {_codes(reply)}; nothing was sent, correct LINEAGE_MAIL_FROM."
        )
    if 500 <= reply[0] < 600 and what != "the connection":
        where = "the size of the message" if reply[0] == _TOO_LARGE else "the holder's contact"
        raise ChannelRefused(f"The mail server refuses {what} for good: {_codes(reply)}; look at {where}.")
    raise ChannelUnavailable(f"The mail server does not take {what} now: {_codes(reply)}; it is tried again later.")


@contextmanager
def _nothing_left(doing: str) -> Iterator[None]:
    """Turn what smtplib raises before a whole message was sent into a sentence that shows no secret and no address."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        said = _codes((error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""))
        raise ChannelUnavailable(f"The mail server at LINEAGE_SMTP_URL would not {doing}: {said}.") from None
    except (smtplib.SMTPException, OSError, UnicodeError) as error:  # the last: smtplib logs in with ASCII alone
        raise ChannelUnavailable(
            f"The mail server at LINEAGE_SMTP_URL did not {doing} ({type(error).__name__}); nothing was sent, "
            "it is tried again later."
        ) from None


def _codes(reply: Reply) -> str:
    """A reply's numbers. Its words stay in the evidence: they may repeat an address, or what the message says."""
    found = _ENHANCED.match(reply[1].decode("ascii", "replace"))
    return f"{reply[0]} {found[0]}" if found else str(reply[0])


def open_channel(settings: Settings, clock: Clock) -> EmailChannel:
    """The channel by the server of the settings; raises BadInput."""
    sending = settings.sending
    if sending.smtp_url is None or sending.mail_from is None:
        raise BadInput("No mail can be sent without LINEAGE_SMTP_URL and LINEAGE_MAIL_FROM; set both.")
    return EmailChannel(find.card("email"), clock, sending.smtp_url, sending.mail_from, sending.mail_reply_to)
