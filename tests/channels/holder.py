"""A holder's API for tests: takes a notice once for each key, signs its answers, and can be told to hang up.

`python -m tests.channels.holder --port P --log FILE` serves it by itself.
"""

from __future__ import annotations

import argparse
import base64
import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lineage.clock import stamp
from tests.channels.accepted import note
from tests.channels.making import HOLDER_SEED, SEED

PATH = "/v1/data-rights-request"


def public_key(seed: str) -> str:
    """The public key of a seed, both in base64."""
    return base64.b64encode(_private(seed).public_key().public_bytes_raw()).decode()


def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))


def signed(body: dict, seed: str = HOLDER_SEED) -> bytes:
    """A body as libsodium signs it, in base64."""
    text = json.dumps(body).encode()
    return base64.b64encode(_private(seed).sign(text) + text)


@dataclass
class Seen:
    """A request that was read whole."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict:
        """What was signed."""
        return json.loads(base64.b64decode(self.body)[64:])


@dataclass
class Desk:
    """What the holder has and does.

    `hang_up` ends the connection once after the request was read: `taken` keeps the notice first, `lost` does not.
    `refuse` answers with this code in place of taking it. `status` is what answers say of every request.
    """

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    agent_key: str = public_key(SEED)
    seed: str = HOLDER_SEED
    log: Path | None = None
    delay: float = 0.0
    """Seconds before a notice is taken, and again before that is said."""
    hang_up: str = ""
    refuse: int = 0
    answer: bytes | None = None
    """What is answered to every request, word for word."""
    honours_keys: bool = True
    status: dict = field(default_factory=lambda: {"status": "in_progress"})
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Idempotency key → request id, notice id."""
    seen: list[Seen] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str, notice: str) -> tuple[int, str]:
        """The code and the request id for a key: a known one is taken no second time, where keys are honoured."""
        with self.lock:
            if self.honours_keys and key in self.taken:
                return 409, self.taken[key][0]
            known_as = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{key} {len(self.seen) if not self.honours_keys else ''}"))
            self.taken[key] = (known_as, notice)
            note(self.log, key)
            return 201, known_as

    def told(self, known_as: str) -> bytes | None:
        """The signed status of a request; None for one that is not known."""
        notice = next((notice for request, notice in self.taken.values() if request == known_as), None)
        if notice is None:
            return None
        now = self.clock()
        extension = {"notice-id": notice, "recipients": self.status.get("recipients", [])}
        body = {"request_id": known_as, "issued-at": stamp(now), "expires-at": stamp(now + timedelta(minutes=10))}
        body |= {"extensions": {"dataset-lineage": extension}, **self.status}
        return signed(body, self.seed)


class _Handler(BaseHTTPRequestHandler):
    desk: Desk

    def log_message(self, *_: object) -> None:
        """Nothing: the desk keeps what tests look at."""

    def do_POST(self) -> None:
        desk = self.desk
        request = Seen(self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
        whole = base64.b64decode(request.body)
        _agent(desk).verify(whole[:64], whole[64:])
        desk.seen.append(request)
        if desk.refuse or desk.answer is not None:
            return self._answer(desk.refuse or 200, desk.answer or b"{}")
        hang_up, desk.hang_up = desk.hang_up, ""
        time.sleep(desk.delay)
        if hang_up != "lost":
            key = self.headers["Idempotency-Key"].strip('"')
            code, known_as = desk.take(key, request.said["extensions"]["dataset-lineage"]["notice-id"])
        time.sleep(desk.delay)
        if hang_up:
            self.close_connection = True
            return None
        return self._answer(code, json.dumps({"request_id": known_as, "status": "open"}).encode())

    def do_GET(self) -> None:
        self.desk.seen.append(Seen(self.path, dict(self.headers), b""))
        body = self.desk.answer or self.desk.told(self.path.removeprefix(f"{PATH}/"))
        self._answer(self.desk.refuse or (404 if body is None else 200), body or b"")

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        if code // 100 == 3:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)


def _agent(desk: Desk) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(desk.agent_key))


class HolderServer:
    """The API in a thread: `with HolderServer(Desk()) as server`, then `server.url` and `server.desk`."""

    def __init__(self, desk: Desk, *, port: int = 0) -> None:
        self.desk = desk
        self._server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"desk": desk}))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> HolderServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--log", type=Path, required=True)
    arguments.add_argument("--forgets-keys", action="store_true", help="take a key as often as it comes")
    arguments.add_argument("--hang-up", default="", choices=["", "taken", "lost"], help="once, after the first request")
    arguments.add_argument(
        "--delay", type=float, default=0.0, help="seconds before taking a notice, and before saying so"
    )
    given = arguments.parse_args()
    desk = Desk(log=given.log, honours_keys=not given.forgets_keys, hang_up=given.hang_up, delay=given.delay)
    with HolderServer(desk, port=given.port) as server:
        print(f"listening on {server.url}, public key {public_key(HOLDER_SEED)}", flush=True)  # noqa: T201  says that it may be asked
        threading.Event().wait()


if __name__ == "__main__":
    main()
