"""The live transport: one httpx client, bounded in time and size."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from urllib.parse import urlsplit

import httpx

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Answer, Request

# At INFO, which schedulers have, it would log whole addresses, and with them keys of APIs and user IDs.
logging.getLogger("httpx").setLevel(logging.WARNING)


class LiveTransport:
    """Sends over the network. The body is decompressed here, piece by piece, so that a bomb is cut at the bound."""

    def __init__(self, user_agent: str, *, timeout: float, max_bytes: int) -> None:
        """Open a client; `timeout` in seconds for each step, `max_bytes` for a decompressed body."""
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses: keys, and whom they are about
        self._max_bytes = max_bytes
        self._client = httpx.Client(
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip"}, timeout=timeout, follow_redirects=False
        )

    def __enter__(self) -> LiveTransport:
        """Use as a context manager, to close connections."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close connections."""
        self._client.close()

    def send(self, request: Request) -> Answer:
        """See `Transport`."""
        try:
            with self._client.stream("GET", request.url, headers=dict(request.headers)) as response:
                body = self._read(_shown(request), response)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(request.url, response.status_code, headers, body)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            said = "" if request.personal else str(error)
            raise SourceUnreachable(f"{_shown(request)}: {said or type(error).__name__}.") from error

    def _read(self, url: str, response: httpx.Response) -> bytes:
        body = bytearray()
        for piece in self._pieces(url, response):
            body += piece
            if len(body) > self._max_bytes:
                raise AnswerUnusable(f"{url} answered with more than {self._max_bytes:,} bytes; the rest was not read.")
        return bytes(body)

    def _pieces(self, url: str, response: httpx.Response) -> Iterator[bytes]:
        """The body as it comes in, decompressed; an empty one is whole whatever its encoding is called."""
        encoding = response.headers.get("content-encoding", "identity").lower()
        raw = (piece for piece in response.iter_raw() if piece)
        if encoding == "identity":
            yield from raw
        elif encoding == "gzip":
            yield from self._inflated(url, raw)
        elif next(raw, b""):
            raise AnswerUnusable(f"{url} answered in the encoding {encoding!r}; only gzip was asked for.")

    def _inflated(self, url: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """A gzip body, which may have several parts, one after the other (RFC 1952 §2.2)."""
        inflater = None
        try:
            for piece in pieces:
                rest = piece
                while rest:
                    if inflater is None or inflater.eof:
                        inflater = zlib.decompressobj(wbits=31)
                    yield inflater.decompress(rest, self._max_bytes + 1)
                    rest = inflater.unconsumed_tail or inflater.unused_data
        except zlib.error as error:
            raise SourceUnreachable(f"{url}: the compressed body is damaged ({error}).") from error
        if inflater and not inflater.eof:
            raise SourceUnreachable(f"{url}: the compressed body was cut short.")


def _shown(request: Request) -> str:
    """The address as errors may have it: of what is about a person the host alone."""
    return urlsplit(request.url).netloc if request.personal else request.url
