"""The chain of the docket's events: each carries a MAC over itself and the MAC of the one before. Pure."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from lineage.errors import BadInput
from lineage.model.base import Record, canonical
from lineage.model.docket import Event, EventKind

FIRST = "0" * 64
"""What stands as `previous` in the first event."""
_SIGNED = ("number", "at", "request", "kind", "notice", "body", "key_id", "previous")


class Head(Record):
    """The last event of a chain at some moment. Who remembers it elsewhere can tell when the chain is cut later."""

    number: int = Field(ge=1)
    mac: str


def sign(
    *,
    number: int,
    at: str,
    request: str | None,
    kind: EventKind,
    notice: str | None,
    body: Mapping[str, Any],
    previous: str,
    key_id: str,
    key: bytes,
) -> Event:
    """An event with its MAC: HMAC-SHA256 (RFC 2104) over the canonical JSON (RFC 8785) of all its other fields.

    The body is given back as plain JSON, as it will be read again. Raises BadInput for one that is no plain JSON.
    """
    given: dict[str, Any] = {
        "number": number, "at": at, "request": request, "kind": kind, "notice": notice, "body": body,
        "key_id": key_id, "previous": previous,
    }  # fmt: skip
    try:
        plain = json.loads(canonical(given))
        mac = _mac(plain, key)
    except ValueError as error:
        raise BadInput(
            f"Event {number} cannot be written as canonical JSON: {error}; give it text, true, false, null, lists, "
            "objects and numbers below 2 to the power of 53."
        ) from None
    return Event(**plain, mac=mac)


def fits(event: Event, key: bytes, number: int | None = None) -> bool:
    """Whether an event's MAC is by this key over this content, under its own number or another.

    Nothing is expected of the event: somebody may have written anything into it (`Event.model_construct`).
    """
    fields = {name: getattr(event, name, None) for name in _SIGNED}
    fields["number"] = event.number if number is None else number
    try:
        return hmac.compare_digest(_mac(fields, key).encode(), str(event.mac).encode(errors="replace"))
    except (ValueError, RecursionError):  # what is no plain JSON was never signed
        return False


def _mac(fields: Mapping[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical(fields), "sha256").hexdigest()
