"""The allow-list: only hosts of the cards over https, and origins that settings name, are ever asked."""

from __future__ import annotations

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

    def check(self, url: str, why: str = "") -> None:
        """Return when the address may be asked; raises HostNotAllowed."""
        if _origin(url) not in self._allowed:
            parts = urlsplit(url)
            shown = f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
            raise HostNotAllowed(
                f"{why or 'A request'} points to {shown}, which is not on the list of allowed hosts; nothing was sent. "
                "Hosts come from the sources' cards and from LINEAGE_SOURCE_<NAME>_URL."
            )


def is_public(url: str) -> bool:
    """Whether an address is out on the internet, as far as its host name tells."""
    host = (urlsplit(url).hostname or "").lower()
    return not (
        host in ("localhost", "::1") or host.startswith(("127.", "10.", "192.168.")) or host.endswith(".internal")
    )


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ("invalid", url, 0)
    return (parts.scheme, (parts.hostname or "").lower(), port or _PORTS.get(parts.scheme, 0))
