"""A request, its answer, and the way one is turned into the other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from lineage.errors import SourceChanged

Expect = Literal["json", "text"]


@dataclass(frozen=True)
class Request:
    """One GET. `bucket` names the rate limit it falls under; `headers` may hold secrets and are never stored."""

    url: str
    bucket: str
    expect: Expect = "json"
    headers: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False
    """What comes back describes a person: neither the journal nor the archive keeps it."""


@dataclass(frozen=True)
class Answer:
    """What came back, with header names in lower case; `snapshot` is the archived body's hash, where there is one."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: str = ""
    snapshot: str | None = None

    def json(self) -> Any:  # noqa: ANN401  any JSON value
        """The body as JSON; raises SourceChanged."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise SourceChanged(f"{self.url} answered {len(self.body)} bytes that are not JSON: {error}.") from None

    @property
    def media_type(self) -> str:
        """The type without parameters, `text/plain` when the answer names none."""
        return self.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()


class Transport(Protocol):
    """Sends one request and reads one answer: no redirects, no retries. Raises SourceUnreachable, AnswerUnusable."""

    def send(self, request: Request) -> Answer:
        """The answer, its body decompressed and within bounds."""
        ...
