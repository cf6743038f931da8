"""Addresses of strangers, of pages and of mail: taken apart without ever failing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_NAMED = re.compile(r"(?P<name>[^<>\x00-\x1f\x7f]{0,200}?)\s*<(?P<address>[^<>]+)>")


def host(url: str | None) -> str | None:
    """The host of a web address; None for anything that is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def mail(text: str) -> bool:
    """Whether this is one mail address and nothing else: `local@domain` of RFC 5322 in ASCII, without quotes."""
    return _MAIL.fullmatch(text) is not None


def named_mail(text: str) -> tuple[str, str] | None:
    """The name, which may be empty, and the address of `local@domain` or `Name <local@domain>`; None for neither."""
    if mail(text):
        return "", text
    found = _NAMED.fullmatch(text.strip())
    if not found or not mail(found["address"]):
        return None
    return found["name"].strip().strip('"'), found["address"]
