"""A real SMTP server for tests, which can be told to misbehave; `python -m tests.channels.smtp --port P --log FILE`."""

from __future__ import annotations

import argparse
import asyncio
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from tests.channels.accepted import note

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Taken:
    """A message that the server has."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class Mailbox:
    """Takes every message, and does as its replies say.

    `replies` maps MAIL, RCPT, DATA (after the final dot) to what is answered in place of OK. `hang_up` says where the
    connection ends: `after data` with the message taken, `unread` with the message taken and a silence in its place.
    """

    replies: dict[str, str] = field(default_factory=dict)
    hang_up: str = ""
    log: Path | None = None
    delay: float = 0.0
    """Seconds before a message is taken, and again before that is said."""
    taken: list[Taken] = field(default_factory=list)
    sessions: list[object] = field(default_factory=list)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd calls it so
        if "MAIL" in self.replies:
            return self.replies["MAIL"]
        self.sessions.append(session)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd calls it so
        if "RCPT" in self.replies:
            return self.replies["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd calls it so
        if "DATA" in self.replies:
            return self.replies["DATA"]
        await asyncio.sleep(self.delay)
        found = _MESSAGE_ID.search(envelope.content)
        self.taken.append(Taken(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        note(self.log, found[1].decode() if found else "")
        await asyncio.sleep(self.delay)
        if self.hang_up == "after data":
            server.transport.abort()
        if self.hang_up == "unread":
            await asyncio.sleep(3600)
        return "250 2.0.0 OK: queued"


class _Server(Controller):
    def __init__(self, mailbox: Mailbox, port: int, **more) -> None:
        super().__init__(mailbox, hostname="127.0.0.1", port=port, **more)

    def _trigger_server(self):
        """Nothing: a port that the system chose is not known yet, and the first client starts what is needed."""
        self._factory_invoked.set()
        self.smtpd = SMTP(self.handler, loop=self.loop)  # else it opens a loop that nobody closes


class SmtpServer:
    """The server in a thread: `with SmtpServer(Mailbox()) as server`, then `server.url` and `server.mailbox.taken`."""

    def __init__(
        self, mailbox: Mailbox, *, port: int = 0, host="127.0.0.1", tls=None, from_the_first=False, login=None
    ) -> None:
        """`tls` is the context of STARTTLS, or of all that is said; `login` the user and password that are asked for.

        `host` is what clients are told; the server listens on loopback alone.
        """
        self.mailbox, self._host, self._login = mailbox, host, login
        self._scheme = "smtps" if from_the_first else "smtp"
        more = {"ssl_context" if from_the_first else "tls_context": tls} if tls else {}
        if login:
            more |= {"authenticator": self._authenticate, "auth_required": True, "auth_require_tls": False}
        self._settings = {"mailbox": mailbox, "port": port, **more}

    def _authenticate(self, server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login.decode(), data.password.decode()) == self._login, handled=False)

    def __enter__(self) -> SmtpServer:
        self._controller = _Server(**self._settings)  # it opens a loop, which only its end closes
        self._controller.start()
        self.port = self._controller.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        account = f"{self._login[0]}:{self._login[1]}@" if self._login else ""
        return f"{self._scheme}://{account}{self._host}:{self.port}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--log", type=Path, required=True)
    arguments.add_argument("--hang-up", default="", choices=["", "after data", "unread"])
    arguments.add_argument(
        "--delay", type=float, default=0.0, help="seconds before taking a message, and before saying so"
    )
    given = arguments.parse_args()
    mailbox = Mailbox(hang_up=given.hang_up, log=given.log, delay=given.delay)
    with SmtpServer(mailbox, port=given.port) as server:
        print(f"listening on {server.url}", flush=True)  # noqa: T201  says that it may be asked
        threading.Event().wait()


if __name__ == "__main__":
    main()
