"""A transport that follows a script, and a clock that moves only when somebody sleeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from lineage.fetch.exchange import Answer

START = datetime(2026, 11, 16, 12, tzinfo=UTC).timestamp()
HUB = "https://hub.example"


def answer(status=200, body=b"{}", *, url="", **headers):
    """An answer; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(url, status, {"content-type": "application/json"} | named, body)


def page(body=b"<html>Sorry</html>"):
    """A web page in the place of JSON."""
    return answer(body=body, content_type="text/html; charset=utf-8")


def redirect(target, status=302):
    """A redirect to another address."""
    return answer(status, b"", location=target)


@dataclass
class Scripted:
    """Plays a script: each request gets the next answer, or error; the last one stays."""

    script: tuple
    asked: list = field(default_factory=list)

    def send(self, request):
        step = self.script[min(len(self.asked), len(self.script) - 1)]
        self.asked.append(request)
        if isinstance(step, Exception):
            raise step
        return Answer(request.url, step.status, step.headers, step.body)

    @property
    def urls(self):
        return [request.url for request in self.asked]


@dataclass
class Hours:
    """Time in seconds since the epoch; sleeping is the only thing that takes any."""

    now: float = START
    slept: list = field(default_factory=list)

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    @property
    def passed(self):
        return round(self.now - START, 3)
