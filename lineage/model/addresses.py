"""Web addresses of strangers: taken apart without ever failing."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(url: str | None) -> str | None:
    """The host of a web address; None for anything that is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None
