"""The bodies of the Data Rights Protocol 1.0: a request written, a status read. Pure.

Of the protocol (https://github.com/datarightsprotocol/data-rights-protocol) are: the path, the body that is signed and
its keys, the ten minutes that it holds (the protocol recommends no more than fifteen), the words for status and reason.
Ours are: what stands under `extensions`, the idempotency key, and that a status is signed by the holder, names the
notice and holds for a while only. The protocol's bearer token for each pair of agent and business is not used: the
signature stands alone. Its regimes are `ccpa` or none, so `gdpr` is said under `extensions`, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from lineage.clock import parse_moment, stamp
from lineage.errors import BadInput
from lineage.model.base import canonical
from lineage.model.notice import Notice
from lineage.model.request import Denial, RequestStatus

PATH = "/v1/data-rights-request"
EXTENSION = "dataset-lineage"
HOLDS = timedelta(minutes=10)
_DEEPEST = 16
_LONGEST = 200
_MOST = 1000
State = Literal["acknowledged", "claimed_done", "refused", "exempt", "not_found"]


def request(notice: Notice, *, agent: str, business: str, at: datetime) -> bytes:
    """The JSON that is signed: the notice's fields, and around them who asks whom, when, and how long that holds.

    What the fields say of the protocol's own keys is overruled; their `extensions` are kept, and joined by ours.
    """
    extensions = dict(notice.fields.get("extensions", {}))
    about = {"notice-id": notice.id, "request-id": notice.request, "kind": notice.kind}
    extensions[EXTENSION] = {**dict(extensions.get(EXTENSION, {})), **about}
    return canonical(
        {
            **notice.fields,
            "agent-id": agent,
            "business-id": business,
            "issued-at": stamp(at),
            "expires-at": stamp(at + HOLDS),
            "drp.version": "1.0",
            "exercise": "deletion",
            "extensions": extensions,
        }
    )


def plain(body: bytes) -> Mapping[str, Any] | None:
    """The JSON object that a body is; None where it is none, or nested deeper than any answer has to be."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and _shallow(found) else None


def reference(answer: Mapping[str, Any]) -> str | None:
    """The holder's own name for the request; None where it gives none that can stand in an address and in a line."""
    found = answer.get("request_id")
    if not isinstance(found, str) or not 0 < len(found) <= _LONGEST or found.strip(".") == "":
        return None
    return found if found.isascii() and found.isprintable() and " " not in found else None


def status(answer: Mapping[str, Any]) -> RequestStatus | None:
    """The status, if it is one of the protocol's."""
    found = answer.get("status")
    return RequestStatus(found) if isinstance(found, str) and found in list(RequestStatus) else None


@dataclass(frozen=True)
class Told:
    """What a status says in our words."""

    state: State
    basis: str


def told(answer: Mapping[str, Any]) -> Told | None:
    """A status in our words; None for `open`, which says nothing yet.

    The basis is a word of the protocol. What the holder writes freely may name somebody: it stays in the evidence.
    """
    word, reason = status(answer), answer.get("reason")
    if word in (None, RequestStatus.OPEN):
        return None
    if word is RequestStatus.IN_PROGRESS:
        return Told("acknowledged", "")
    if word is RequestStatus.FULFILLED:
        return Told("claimed_done", "")
    if word is not RequestStatus.DENIED:
        return Told("refused", str(word))
    denial = Denial(reason) if isinstance(reason, str) and reason in list(Denial) else Denial.OTHER
    if denial is Denial.NO_MATCH:
        return Told("not_found", "")
    covered = denial not in (Denial.CLAIM_NOT_COVERED, Denial.OUTSIDE_JURISDICTION)
    return Told("refused" if covered else "exempt", str(denial))


def recipients(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """To whom the holder passed it on, by name, as far as these are names that fit in a line."""
    listed = _ours(answer).get("recipients")
    names = listed if isinstance(listed, list) else []
    return tuple(
        name.strip()
        for name in names[:_MOST]
        if isinstance(name, str) and name.isprintable() and 0 < len(name.strip()) <= _LONGEST
    )


def wrong(answer: Mapping[str, Any], *, notice: str, known_as: str, at: datetime) -> str | None:
    """Why a signed status is not an answer to this notice at this moment, as a clause; None where it is."""
    if answer.get("request_id") != known_as or _ours(answer).get("notice-id") != notice:
        return "was not meant for this notice"
    try:
        issued, expires = (parse_moment(str(answer[key])) for key in ("issued-at", "expires-at"))
    except (KeyError, BadInput):
        return "does not say how long it holds"
    if at < issued:
        return "is dated later than now"
    if at > expires:
        return "is too old"
    if expires - issued > HOLDS:
        return "claims to hold for longer than ten minutes"
    return None


def _ours(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    extensions = answer.get("extensions")
    found = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return found if isinstance(found, dict) else {}


def _shallow(value: object) -> bool:
    layer = [value]
    for _ in range(_DEEPEST):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return True
    return False
