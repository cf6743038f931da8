"""Looking at addresses of copies: politely, once each, at allowed hosts only, and never where a redirect leads."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from lineage import __version__
from lineage.deletion.probes import PlaceSeen, declares_tombstone
from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Answer, Request
from lineage.fetch.hosts import AllowedHosts
from lineage.fetch.limiter import Limiter, Rate
from lineage.fetch.live import LiveTransport
from lineage.jobs.stores import Stores
from lineage.sources import find

Sleep = Callable[[float], None]
_RATE: Final = Rate(30, 60.0)
"""Looks at one host. Nobody publishes a limit for people who look at pages; this is no more than a person does."""
_TIMEOUT: Final = 20.0
_PART: Final = 1 << 16
"""So many bytes are asked for: enough to read a page by, and of a file enough to see that it is there."""
_LARGEST: Final = 1 << 22
_LATER: Final = 429
_HEADERS: Final = {"Range": f"bytes=0-{_PART - 1}", "Accept-Encoding": "identity"}
_KEPT: Final = ("content-type", "content-length", "content-range", "location", "retry-after")
_REPOSITORY: Final = re.compile(r"https://github\.com/([\w-]+/(?!\.+\Z)[\w.-]+)", re.ASCII)


class Places:
    """What addresses answer; each is asked once, however many people's pictures lie there."""

    def __init__(self, stores: Stores, live: LiveTransport, sleep: Sleep) -> None:
        """Made by `looking`."""
        cards = [find.card(name) for name in find.names()]
        settings = stores.settings
        set_up = [url for card in cards if (url := settings.source(card.name).url)]
        hosts = [host for card in cards for host in card.hosts]
        self._hosts = AllowedHosts(hosts, [*set_up, *settings.sending.holder_origins])
        self._github = (settings.source("github").url or find.card("github").base_url or "").rstrip("/")
        self._stores, self._live, self._sleep = stores, live, sleep
        self._seen: dict[str, tuple[PlaceSeen, dict[str, Any]]] = {}
        self._away: set[str] = set()
        """Hosts that asked us to come later."""

    def look(self, address: str) -> tuple[PlaceSeen, dict[str, Any]]:
        """What an address answers, and the exchange as evidence, plain JSON, which may name the owner of a place."""
        if address not in self._seen:
            self._seen[address] = self._look(address)
        return self._seen[address]

    def _look(self, address: str) -> tuple[PlaceSeen, dict[str, Any]]:
        asked = self._asked(address)
        if not self._hosts.allows(asked):
            return _none(asked, "its host is none that we ask")
        host = urlsplit(asked).netloc
        if host in self._away or not self._wait(host):
            return _none(asked, "its host wants us to come later")
        try:
            answer = self._live.send(Request(asked, "probes", headers=_HEADERS, personal=True))
        except SourceUnreachable:
            return _none(asked, "its host could not be reached")
        except AnswerUnusable:
            return _none(asked, "what it gave could not be read")
        if answer.status == _LATER:
            self._away.add(host)
        return PlaceSeen(answer.status, declares_tombstone(asked, answer.body)), _exchange(answer)

    def _asked(self, address: str) -> str:
        """GitHub is asked through its API, which is the host that its card allows."""
        found = _REPOSITORY.fullmatch(address)
        return f"{self._github}/repos/{found[1]}" if found else address

    def _wait(self, host: str) -> bool:
        """Wait for a host's turn; False where that takes longer than settings allow."""
        now = time.time()
        deadline = now + self._stores.settings.patience
        leave = Limiter(self._stores.database).reserve("probes", f"probes/{host}", _RATE, now, deadline)
        if leave > deadline:
            return False
        self._sleep(max(0.0, leave - now))
        return True


@contextmanager
def looking(stores: Stores, sleep: Sleep = time.sleep) -> Iterator[Places]:
    """Look at addresses for a while; connections are closed in the end."""
    agent = f"dataset-lineage/{__version__} ({stores.settings.contact or 'no contact given'})"
    with LiveTransport(agent, timeout=_TIMEOUT, max_bytes=_LARGEST) as live:
        yield Places(stores, live, sleep)


def _none(asked: str, problem: str) -> tuple[PlaceSeen, dict[str, Any]]:
    return PlaceSeen(None, problem=problem), {"url": asked, "problem": problem}


def _exchange(answer: Answer) -> dict[str, Any]:
    headers = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
    body = base64.b64encode(answer.body[:_PART]).decode()
    return {"url": answer.url, "status": answer.status, "headers": headers, "body": body}
