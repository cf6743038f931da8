"""Where a thing lies, as far as its identifiers say: the hosts that serve it and the address at each. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from lineage.model.addresses import host
from lineage.model.graph import Thing
from lineage.model.references import repository_name
from lineage.model.words import ThingKind

_HUB = "https://huggingface.co/"
_GITHUB = "https://github.com/"


def places(thing: Thing) -> Mapping[str, str]:
    """The address of a thing at each host that serves it; empty for a paper, whose address holds no data.

    Of several addresses at one host the first in the order of the alphabet is given.
    """
    if thing.kind is ThingKind.PAPER:
        return {}
    found: dict[str, str] = {}
    for address in sorted(filter(None, map(_address, (thing.id, *thing.identifiers)))):
        if (server := host(address)) is not None:
            found.setdefault(server, address)
    return found


def _address(reference: str) -> str | None:
    """The web address behind a reference; None where it is an account, a publication or a mere name."""
    kind, _, rest = reference.partition(":")
    if kind == "url":
        return rest
    if not repository_name(reference):
        return None
    return _GITHUB + rest if kind == "github" else _HUB + rest.removeprefix("models/")
