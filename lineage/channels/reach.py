"""Which holders' APIs may be asked: public hosts by https, and origins that settings name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from lineage.errors import ChannelRefused
from lineage.fetch.hosts import AllowedHosts, is_public

_OURS = (".internal", ".local", ".localhost", ".lan", ".home", ".corp", ".home.arpa")


def base(address: str, origins: Iterable[str]) -> str:
    """A contact's address as the beginning of addresses of its API; raises ChannelRefused where it may not be asked.

    An address comes from a page that somebody else wrote. One that leads to this machine or a private network would
    let them have us post there; so would names of one word, and numbers that systems read as IPv4 addresses. Whether a
    public name leads to a private address is left to the certificate: nothing there has one for that name.
    """
    text = address.rstrip("/")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        allowed = AllowedHosts((), origins).allows(text) or (parts.scheme == "https" and _is_public_name(host))
    except ValueError:
        allowed = False
    whole = text.isascii() and text.isprintable() and " " not in text
    if not allowed or not whole or parts.username is not None or parts.query or parts.fragment:
        raise ChannelRefused(
            "The holder's API is not at a public host by https, or its address has more than host and path; "
            "correct the contact, or name its origin in LINEAGE_HOLDER_ORIGINS if it is a server of your own."
        )
    return text


def _is_public_name(host: str) -> bool:
    last = host.rpartition(".")[2]
    if ":" in host:
        return is_public(f"https://[{host}]")
    if last.isdecimal() or last.startswith("0x"):
        return host.count(".") == 3 and is_public(f"https://{host}")
    return "." in host and not f".{host}".endswith(_OURS)
