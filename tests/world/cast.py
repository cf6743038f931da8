"""Who is in the story, and what they own, answer and send back: everybody is invented, but for two well-known names."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent

from tests.channels.holder import public_key
from tests.channels.making import HOLDER_SEED
from tests.jobs.photos.conftest import GULL, TERN, row

NSID, NAME, CONTACT = GULL, "Ada Heron", "ada@heron.example"
PHOTOS = [4123456701, 4123456702, 4123456703]
"""Ada's."""
OTHERS = range(5123456700, 5123456737)
PERSONAL = (NSID, NSID.replace("@", "%40"), NAME, CONTACT, *map(str, PHOTOS))
"""What must be nowhere but in letters, under seal, and in the index of photos."""


def write_metadata(folder: Path) -> Path:
    """The metadata of Diversity in Faces as far as this world has it: forty photos, three of them Ada's."""
    path = folder / "diversity-in-faces.tsv"
    owned = [*((photo, NSID) for photo in PHOTOS), *((photo, TERN) for photo in OTHERS)]
    path.write_text("".join(row(number, photo, owner) for number, (photo, owner) in enumerate(owned)))
    return path


def write_list(folder: Path, name: str, *photos: int) -> Path:
    """A list of a dataset's members: photo numbers, with some that are in no other list."""
    path = folder / name
    path.write_text("".join(f"{photo}\n" for photo in [*photos, *OTHERS[:5], *range(6123456700, 6123456720)]))
    return path


def write_contacts(folder: Path, name: str, *rows: tuple[str, str, str], api: str = "") -> str:
    """A file of contacts: holder, channel, address; gives its text."""
    key = f"\n  public_key: {public_key(HOLDER_SEED)}"
    text = "".join(
        f"- holder: {holder}\n  channel: {channel}\n  address: {address}{key if address == api else ''}\n"
        f"  source: https://{_house(holder)}.example/privacy\n  as_of: {name[-10:]}\n"
        for holder, channel, address in rows
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)
    return text


def _house(holder: str) -> str:
    """The invented domain of an organisation, by the word of its name that no other has."""
    common = {"university", "of", "state", "institute", "technology"}
    return next(word for word in holder.casefold().split() if word not in common)


def bounced(mail: bytes) -> bytes:
    """What the mail server of the recipient sends back (RFC 3464)."""
    headers = mail.partition(b"\r\n\r\n")[0]
    to = message_from_bytes(mail, policy=policy.default)["To"].addresses[0].addr_spec
    return (
        dedent(f"""\
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.quenby.example>
        To: requests@tern.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="A1B2"

        --A1B2
        Content-Type: text/plain; charset=us-ascii

        I could not deliver your message.
        --A1B2
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.quenby.example

        Final-Recipient: rfc822; {to}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 <{to}>: User unknown
        --A1B2
        Content-Type: text/rfc822-headers

        """)
        .replace("\n", "\r\n")
        .encode()
        + headers
        + b"\r\n\r\n--A1B2--\r\n"
    )


@dataclass
class Account:
    """Ada's account at Flickr: what stands in its description."""

    description: str = "Birds, mostly."
    url: str = ""


@contextmanager
def flickr() -> Iterator[Account]:
    """Flickr's API as far as it says what an account says of itself."""
    account = Account()

    class Api(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            person = {"nsid": NSID, "description": {"_content": account.description}}
            body = json.dumps({"person": person, "stat": "ok"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    account.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield account
    server.shutdown()
    server.server_close()
    thread.join()
