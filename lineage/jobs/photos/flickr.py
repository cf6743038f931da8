"""Whose alias it is, and what an account says of itself: Flickr's API is asked, and nobody else.

Nothing of it is archived or journaled here: it names a person. API (https://www.flickr.com/services/api/):
flickr.urls.lookupUser, flickr.people.findByUsername and flickr.people.getInfo; 3,600 calls an hour with a key.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from lineage import __version__
from lineage.errors import BadInput, SourceChanged, SourceUnreachable
from lineage.fetch.exchange import Request
from lineage.fetch.hosts import AllowedHosts
from lineage.fetch.keyed import KeyedTransport
from lineage.fetch.limiter import Limiter, Rate
from lineage.fetch.live import LiveTransport
from lineage.jobs.stores import Stores
from lineage.photos.identity.identity import exactly

_HOST: Final = "api.flickr.com"
_RATE: Final = Rate(3600, 3600.0)
_TIMEOUT, _LARGEST = 20.0, 1 << 16
_OK: Final = 200
_HINTS: Final = 5
_NOBODY: Final = 1
"""Flickr's code for a user that is not found."""


Ask = Callable[..., dict[str, Any]]
"""Calls a method of the API with its parameters; an empty answer where it knows nobody."""


@dataclass(frozen=True)
class Description:
    """What an account says of itself."""

    text: str
    answer: bytes
    """All that Flickr answered, as JSON."""


def nsid_of(stores: Stores, alias: str, called: Sequence[str] = ()) -> str:
    """The user ID behind an alias of Flickr's addresses; `called` are those known to call themselves so.

    Raises BadInput where there is no key, or Flickr knows no such alias: somebody of that *name* is only a hint.
    """
    if stores.settings.source("flickr").token is None:
        hint = (
            f" Called so in the index: {', '.join(called[:_HINTS])}; see whether it is who you mean." if called else ""
        )
        raise BadInput(
            f"'{alias}' is a name in Flickr's addresses, and only Flickr knows whose. Set LINEAGE_SOURCE_FLICKR_TOKEN "
            f"to a key of its API, or paste the user ID (12345678@N00) or the address of any photo.{hint}"
        )
    with _api(stores) as ask:
        found = ask("flickr.urls.lookupUser", url=f"https://www.flickr.com/photos/{alias}/").get("user", {}).get("id")
        named = None if found else ask("flickr.people.findByUsername", username=alias).get("user", {}).get("nsid")
    return _checked(alias, found, named)


def description_of(stores: Stores, nsid: str) -> Description:
    """What the owner of an account wrote about themselves there; empty where the account is gone.

    Raises BadInput where there is no key, SourceChanged, SourceUnreachable.
    """
    if stores.settings.source("flickr").token is None:
        raise BadInput(
            "Only Flickr's API tells what stands on an account, and no key is set; set LINEAGE_SOURCE_FLICKR_TOKEN, or "
            "let a reviewer look and decide."
        )
    with _api(stores) as ask:
        said = ask("flickr.people.getInfo", user_id=nsid)
    found = said.get("person", {}).get("description", {}).get("_content", "")
    return Description(found if isinstance(found, str) else "", json.dumps(said, ensure_ascii=False).encode())


@contextmanager
def _api(stores: Stores) -> Iterator[Ask]:
    """The API, with the key that settings have."""
    settings = stores.settings.source("flickr")
    assert settings.token is not None
    base = (settings.url or f"https://{_HOST}").rstrip("/")
    hosts = AllowedHosts([_HOST], [settings.url] if settings.url else [])
    agent = f"dataset-lineage/{__version__} ({stores.settings.contact or 'no contact given'})"
    with LiveTransport(agent, timeout=_TIMEOUT, max_bytes=_LARGEST) as live:
        door = KeyedTransport(live, base, "api_key", settings.token.get_secret_value())

        def ask(method: str, **about: str) -> dict[str, Any]:
            url = f"{base}/services/rest/?" + urlencode(
                {"method": method, **about, "format": "json", "nojsoncallback": "1"}
            )
            hosts.check(url)
            rate, now = _RATE.scaled(settings.rate_scale), time.time()
            time.sleep(max(0.0, Limiter(stores.database).reserve("flickr", "api", rate, now, now + 60) - now))
            answer = door.send(Request(url, "api", personal=True))
            return _read(answer.status, answer.body)

        yield ask


def _read(status: int, body: bytes) -> dict[str, Any]:
    """What Flickr said; an empty answer where it knows nobody."""
    if status != _OK:
        raise SourceUnreachable(f"Flickr's API answered {status}; try again, or paste the user ID itself.")
    try:
        said = json.loads(body)
        if said["stat"] == "ok":
            return dict(said)
        code = int(said["code"])
    except (ValueError, KeyError, TypeError):
        raise SourceChanged("Flickr's API answered in a form that it doesn't document; paste the user ID.") from None
    if code == _NOBODY:
        return {}
    raise BadInput(f"Flickr's API refused with code {code}; see to LINEAGE_SOURCE_FLICKR_TOKEN.")


def _checked(alias: str, found: str | None, named: str | None) -> str:
    identity = exactly(found) if found else None
    if identity and identity.nsid:
        return identity.nsid
    hint = exactly(named) if named else None
    if hint and hint.nsid:
        raise BadInput(
            f"Flickr has no address '{alias}', but somebody calls themselves so: {hint.nsid}. Names can be anybody's, "
            f"so see https://www.flickr.com/photos/{hint.nsid}/, and ask for the user ID if that is who you mean."
        )
    raise BadInput(f"Flickr knows nobody as '{alias}'; paste the user ID (12345678@N00) or the address of a photo.")
