"""Wiring a source's way to the web: transport, allow-list, limits, journal, headers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from lineage import __version__
from lineage.errors import BadInput
from lineage.fetch.exchange import Answer, Request, Transport
from lineage.fetch.fetcher import Fetcher, Manners
from lineage.fetch.hosts import AllowedHosts, is_public
from lineage.fetch.keyed import KeyedTransport
from lineage.fetch.limiter import Limiter
from lineage.fetch.live import LiveTransport
from lineage.fetch.recorded import RecordedTransport, RecordingTransport
from lineage.jobs.stores import Stores
from lineage.model.run import RunId
from lineage.sources.card import Card

_UNLIMITED = 1e6
Asking = tuple[Callable[[Request], Answer], str, Mapping[str, str]]


@contextmanager
def fetcher(
    stores: Stores, card: Card, run: RunId, *, recorded: Path | None = None, record: Path | None = None
) -> Iterator[Asking]:
    """How one run asks its source: a fetch function, the base URL, the headers. Settings are checked before."""
    if card.base_url is None:
        yield _no_network, "", {}
        return
    settings = stores.settings.source(card.name)
    base_url = (settings.url or card.base_url).rstrip("/")
    scale = _UNLIMITED if recorded else settings.rate_scale
    with ExitStack() as stack:
        door = Fetcher(
            transport=_transport(stack, stores, card, recorded, record),
            hosts=AllowedHosts(card.hosts, [settings.url] if settings.url else []),
            limiter=Limiter(stores.database),
            archive=stores.archive,
            journal=stores.journal(str(run)),
            manners=Manners(
                source=card.name,
                rates={name: card.rate(name, token=settings.token is not None, scale=scale) for name in card.rates},
                tries=1 if recorded else card.tries,
                backoff=1.0 / max(scale, 1.0),
                patience=stores.settings.patience,
            ),
            time=time.time,
            sleep=time.sleep,
            clock=stores.clock,
        )
        bearer = settings.token if card.token_parameter is None else None
        yield door.get, base_url, {"Authorization": f"Bearer {bearer.get_secret_value()}"} if bearer else {}


def check_settings(stores: Stores, card: Card, *, recorded: bool) -> None:
    """Refuse settings that are mistyped, or would break a public host's limits; raises BadInput."""
    settings = stores.settings.source(card.name)
    base_url = settings.url or card.base_url
    if base_url and settings.rate_scale > 1 and is_public(base_url) and not recorded:
        raise BadInput(
            f"LINEAGE_SOURCE_{card.name.upper()}_RATE_SCALE={settings.rate_scale:g} would ask {base_url} faster than "
            "its published limits; above 1 it is only for servers of your own."
        )


def _transport(stack: ExitStack, stores: Stores, card: Card, recorded: Path | None, record: Path | None) -> Transport:
    if recorded:
        return RecordedTransport(recorded / card.name if (recorded / card.name).is_dir() else recorded)
    contact = f" ({stores.settings.contact})" if stores.settings.contact else ""
    agent = f"dataset-lineage/{__version__}{contact}"
    live: Transport = stack.enter_context(LiveTransport(agent, timeout=card.timeout, max_bytes=card.max_bytes))
    settings = stores.settings.source(card.name)
    if card.token_parameter and settings.token:
        base_url = settings.url or card.base_url or ""
        live = KeyedTransport(live, base_url, card.token_parameter, settings.token.get_secret_value())
    return RecordingTransport(live, record / card.name) if record else live


def _no_network(request: Request) -> Answer:
    raise BadInput(f"This source has no base URL in its card, so {request.url} cannot be asked.")
