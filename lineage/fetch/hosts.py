"""The allow-list: only hosts of the cards over https, and origins that settings name, are ever asked."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from lineage.errors import HostNotAllowed

_PORTS = {"https": 443, "http": 80}


class AllowedHosts:
    """Checked for every request and on every redirect.

    `hosts` come from cards: https, standard port. `origins` (scheme, host and port of a base URL) come from settings:
    the only way to reach loopback or any other private address.
    """

    def __init__(self, hosts: Iterable[str], origins: Iterable[str] = ()) -> None:
        """Remember what may be asked."""
        self._allowed = {("https", host.lower(), 443) for host in hosts} | {_origin(origin) for origin in origins}

    def allows(self, url: str) -> bool:
        """Whether the address may be asked."""
        return _origin(url) in self._allowed

    def check(self, url: str, why: str = "") -> None:
        """Return when the address may be asked; raises HostNotAllowed."""
        if not self.allows(url):
            raise HostNotAllowed(
                f"{why or 'A request'} points to {_shown(url)}, which is not on the list of allowed hosts; "
                "nothing was sent. Hosts come from the sources' cards and from LINEAGE_SOURCE_<NAME>_URL."
            )


def is_public(url: str) -> bool:
    """Whether an address is out on the internet, as far as its host name tells."""
    _, host, _ = _origin(url)
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return host != "localhost" and not host.endswith(".internal")


def _shown(url: str) -> str:
    """An address without its path, which may hold a secret; as it was written when it is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ascii(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"


def _origin(url: str) -> tuple[str, str, int]:
    try:
        url.encode()
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ("invalid", url, 0)
    return (parts.scheme, (parts.hostname or "").lower(), port or _PORTS.get(parts.scheme, 0))
