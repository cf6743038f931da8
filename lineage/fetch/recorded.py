"""Recorded exchanges in place of the web: for tests, for the demo, and to look at a crawl again.

A recording is a folder with a `pages.jsonl`: one exchange a line, `{"url", "status", "headers", "json" | "text"}`.
`{any}` in a parameter of a url stands for anything: in searches by all names of the catalogue, which change with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from lineage.errors import BadInput, SourceUnreachable
from lineage.fetch.exchange import Answer, Request, Transport
from lineage.files import append_line

FILE = "pages.jsonl"
_ANY = "%7Bany%7D"
_KEPT = ("content-type", "etag", "link", "location", "x-error-code")


def same_address(url: str) -> str:
    """An address with its parameters in order, so that order makes no difference."""
    parts = urlsplit(url)
    return parts._replace(query=urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))).geturl()


class RecordedTransport:
    """Answers from a recording; what it does not hold is unreachable, never guessed."""

    def __init__(self, folder: Path) -> None:
        """Read the recording; raises BadInput."""
        path = folder / FILE
        if not path.is_file():
            raise BadInput(f"{folder} holds no recording: expected the file {FILE} in it.")
        self._folder = folder
        self._answers: dict[str, Answer] = {}
        self._patterns: list[tuple[re.Pattern[str], Answer]] = []
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                row = json.loads(line)
                body = row["text"] if "text" in row else json.dumps(row.get("json"), ensure_ascii=False)
                headers = {name.lower(): value for name, value in row.get("headers", {}).items()}
                headers.setdefault("content-type", "text/plain" if "text" in row else "application/json")
                answer = Answer(row["url"], row.get("status", 200), headers, body.encode())
                self._keep(same_address(row["url"]), answer)
            except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
                raise BadInput(f"{path}, line {number}: not a recorded exchange ({error!r}).") from None

    def _keep(self, address: str, answer: Answer) -> None:
        self._answers[address] = answer
        if _ANY in address:
            self._patterns.append((re.compile("[^&]*".join(map(re.escape, address.split(_ANY)))), answer))

    def send(self, request: Request) -> Answer:
        """The recorded answer, or 304 when its ETag is the one already known."""
        asked = same_address(request.url)
        fitting = (replace(answer, url=request.url) for pattern, answer in self._patterns if pattern.fullmatch(asked))
        answer = self._answers.get(asked) or next(fitting, None)
        if answer is None:
            raise SourceUnreachable(f"{request.url} is not in the recording {self._folder}.")
        etag = answer.headers.get("etag")
        if etag and request.headers.get("If-None-Match") == etag:
            return Answer(answer.url, 304, answer.headers, b"")
        return answer


class RecordingTransport:
    """Passes requests on and writes down what comes back, so that a crawl can be replayed."""

    def __init__(self, inner: Transport, folder: Path) -> None:
        """Append to the recording in `folder`."""
        self._inner = inner
        self._path = folder / FILE

    def send(self, request: Request) -> Answer:
        """The inner answer, written down."""
        answer = self._inner.send(request)
        append_line(self._path, _recorded(answer))
        return answer


def _recorded(answer: Answer) -> bytes:
    """An exchange as a line: its body as JSON where it is that, so that it can be read; in any other case as text."""
    headers = {name: value for name, value in answer.headers.items() if name in _KEPT}
    row = {"url": answer.url, "status": answer.status, "headers": headers}
    if answer.media_type == "application/json":
        with suppress(ValueError, RecursionError):
            return _line(row | {"json": json.loads(answer.body)})
    return _line(row | {"text": answer.body.decode(errors="replace")})


def _line(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()
