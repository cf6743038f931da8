"""Addresses as strangers write them: one that cannot be taken apart is only text, never an error."""

from __future__ import annotations

from urllib.parse import urlsplit

from lineage.model import references


def from_url(url: str) -> str | None:
    """The identifier of a web address, or None for anything that is none (`https://[sea`)."""
    try:
        return references.from_url(url)
    except ValueError:
        return None


def parse(text: str) -> str:
    """What a metadata field says, as a reference; a broken address is a name like any other."""
    try:
        return references.parse(text)
    except ValueError:
        return f"name:{text.strip()}"


def host(url: str) -> str:
    """The host of a web address without `www.`; empty for anything that is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
