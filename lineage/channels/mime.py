"""Mail from strangers taken apart without ever failing: no more than bounces need of MIME (RFC 2045, RFC 2046). Pure.

The standard library's parser goes into itself for every part within a part; here a list of what waits has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_MOST_PARTS = 100
_MOST_BYTES = 2_000_000
_FIELD = re.compile(r"^([!-9;-~]{1,80})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """Headers by lower-case name, the first of each, unfolded; and what follows them."""

    headers: Mapping[str, str]
    body: str

    @property
    def media_type(self) -> str:
        """Lower-case, `text/plain` where none is said."""
        return self.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()


def parsed(raw: bytes) -> Part:
    """A whole message, or a part of one; what is longer than two megabytes is cut."""
    return _part(raw[:_MOST_BYTES].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))


def leaves(message: Part) -> list[Part]:
    """The message itself and every part within parts, in their order, a hundred at most."""
    found: list[Part] = []
    waiting = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        found.append(part)
        boundary = _BOUNDARY.search(part.headers.get("content-type", ""))
        if part.media_type.startswith("multipart/") and boundary:
            pieces = f"\n{part.body}".split(f"\n--{boundary[1] or boundary[2]}", _MOST_PARTS)
            inner = [piece.partition("\n")[2] for piece in pieces[1:] if not piece.startswith("--")]
            waiting[:0] = [_part(text) for text in inner]
    return found


def fields(text: str) -> Mapping[str, str]:
    """A block of `Name: value` lines, by lower-case name, the first of each, unfolded."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        found.setdefault(name.lower(), " ".join(value.split()))
    return found


def _part(text: str) -> Part:
    head, blank, body = ("", "\n\n", text[1:]) if text.startswith("\n") else text.partition("\n\n")
    return Part(fields(head), body if blank else "")
