"""One door to the web: allow-list, journal, limiter, transport, redirects, retries, archive – in this order."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from lineage.clock import Clock, stamp
from lineage.errors import AnswerUnusable, HostNotAllowed, LineageError, RateLimited, SourceUnreachable
from lineage.fetch.exchange import Answer, Request, Transport
from lineage.fetch.hosts import AllowedHosts
from lineage.fetch.journal import Journal
from lineage.fetch.limiter import Limiter, Rate
from lineage.fetch.usable import check
from lineage.model.base import sha256

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_LONGEST_BACKOFF = 60.0
_LONGEST_PAUSE = 366 * 86_400.0


class Store(Protocol):
    """What the fetcher needs of an archive."""

    def put(self, data: bytes) -> str: ...  # noqa: D102
    def get(self, sha256: str) -> object: ...  # noqa: D102
    def has(self, sha256: str) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class Manners:
    """How to treat one source: from its card."""

    source: str
    rates: Mapping[str, Rate]
    tries: int = 5
    backoff: float = 1.0
    patience: float = 900.0


class Fetcher:
    """Fetches for one run.

    `time` and `sleep` (seconds) pace the requests and must be real; `clock` gives the moment written into evidence.
    """

    def __init__(
        self,
        *,
        transport: Transport,
        hosts: AllowedHosts,
        limiter: Limiter,
        archive: Store,
        journal: Journal,
        manners: Manners,
        time: Callable[[], float],
        sleep: Callable[[float], None],
        clock: Clock,
    ) -> None:
        """Put the parts together."""
        self._transport, self._hosts, self._limiter = transport, hosts, limiter
        self._archive, self._journal, self._manners = archive, journal, manners
        self._time, self._sleep, self._clock = time, sleep, clock

    def get(self, request: Request) -> Answer:
        """The final answer to a request, from this run's journal when it was asked before.

        What is personal leaves no trace, so after a crash it is asked again. Statuses below 500 other than 429 come
        back for the source to judge. Raises HostNotAllowed, RateLimited, SourceUnreachable, AnswerUnusable.
        """
        self._hosts.check(request.url)
        if request.personal:
            return replace(self._try(request), fetched_at=stamp(self._clock()))
        known = self._journal.find(request.url)
        if known is not None:
            if known.snapshot is None:
                return known
            if self._archive.has(known.snapshot):
                body = self._archive.get(known.snapshot)
                return replace(known, body=body if isinstance(body, bytes) else b"")
        answer = replace(self._try(request), fetched_at=stamp(self._clock()))
        if answer.status == 200:
            answer = replace(answer, snapshot=sha256(answer.body))
        self._journal.note(request.url, answer)
        if answer.snapshot:
            self._archive.put(answer.body)
        return answer

    def _try(self, request: Request) -> Answer:
        problem: LineageError = SourceUnreachable(f"{request.url} was not tried.")
        for attempt in range(self._manners.tries):
            if attempt:
                self._sleep(min(_LONGEST_BACKOFF, self._manners.backoff * 2 ** (attempt - 1)))
            try:
                return self._follow(request)
            except (SourceUnreachable, AnswerUnusable, HostNotAllowed) as error:  # refused: where a redirect led
                problem = error
        raise type(problem)(f"{problem} ({self._manners.tries} tries)")

    def _follow(self, request: Request) -> Answer:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._send(request)
            if answer.status not in _REDIRECTS:
                break
            request = _redirected(request, answer)
            self._hosts.check(request.url, f"A redirect of {self._manners.source}")
        else:
            raise SourceUnreachable(f"{request.url} redirects more than {_MOST_REDIRECTS} times.")
        if answer.status >= 500 or answer.status == 408:
            raise SourceUnreachable(f"{request.url} answered {answer.status}.")
        if answer.status == 200:
            check(answer, request.expect)
        return answer

    def _send(self, request: Request) -> Answer:
        """One exchange, after waiting for our turn; again, as often as the source asks us to come back later."""
        source, bucket = self._manners.source, f"{self._manners.source}/{request.bucket}"
        started = self._time()
        while True:
            self._wait(source, bucket, self._manners.rates[request.bucket], started)
            answer = self._transport.send(request)
            pause = self._pause(answer)
            if pause is not None:
                held = source if "retry-after" in answer.headers else bucket
                self._limiter.hold(held, self._time() + min(pause, _LONGEST_PAUSE))
            if not _sent_away(answer):
                return answer

    def _wait(self, source: str, bucket: str, rate: Rate, started: float) -> None:
        deadline = started + self._manners.patience
        leave = self._limiter.reserve(source, bucket, rate, self._time(), deadline)
        while leave > self._time():
            if leave > deadline:
                raise RateLimited(source, datetime.fromtimestamp(leave, UTC))
            self._sleep(leave - self._time())
            leave = max(leave, self._limiter.held_until(source, bucket))  # another worker may have been told to pause

    def _pause(self, answer: Answer) -> float | None:
        """Seconds the source wants us to stay away, or None. `RateLimit` as in the IETF draft and on the Hub."""
        headers, now = answer.headers, self._time()
        spent = re.search(r"\br=0;\s*t=(\d+)", headers.get("ratelimit", ""))
        left = float(spent[1]) if spent else None
        if not _sent_away(answer):
            return left
        said = (_seconds(headers.get("retry-after"), now), _until(headers.get("x-ratelimit-reset"), now), left)
        return max(next((pause for pause in said if pause is not None), self._manners.backoff), 0.01)


def _sent_away(answer: Answer) -> bool:
    """Whether the source did not answer, but asks us to come back later."""
    if answer.status == 403 and answer.headers.get("x-ratelimit-remaining") == "0":
        return True
    return answer.status == 429 or (answer.status in (403, 503) and "retry-after" in answer.headers)


def _redirected(request: Request, answer: Answer) -> Request:
    """The request that a redirect asks for; a token stays with its host."""
    target = answer.headers.get("location", "")
    try:
        target = urljoin(request.url, target)
        keep = urlsplit(target).netloc == urlsplit(request.url).netloc
    except ValueError:  # no address: left as it is, for the allow-list to refuse
        keep = False
    headers = {k: v for k, v in request.headers.items() if keep or k.lower() != "authorization"}
    return replace(request, url=target, headers=headers)


def _seconds(retry_after: str | None, now: float) -> float | None:
    """`Retry-After` (RFC 9110 §10.2.3): seconds, or a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _until(reset: str | None, now: float) -> float | None:
    """`X-RateLimit-Reset`: seconds since the epoch."""
    try:
        return max(0.0, float(reset or "") - now)
    except ValueError:
        return None
