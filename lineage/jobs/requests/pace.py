"""How fast notices leave: at most as fast as each channel's card says."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from lineage.channels.base import Channel
from lineage.errors import BadInput, RateLimited
from lineage.fetch.hosts import is_public
from lineage.fetch.limiter import Limiter, Rate
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.routes import Route

Sleep = Callable[[float], None]


def wait(at: Desk, sleep: Sleep, route: Route) -> None:
    """Wait for a channel's turn, by the machine's clock: servers count real seconds. Raises RateLimited, BadInput."""
    card, now = route.channel.card, time.time()
    rate = Rate(card.rate.notices, card.rate.seconds).scaled(_scale(at, route))
    deadline = now + at.stores.settings.patience
    leave = Limiter(at.stores.database).reserve("channels", f"channels/{card.name}", rate, now, deadline)
    if leave > deadline:
        raise RateLimited(f"The channel {card.name}", datetime.fromtimestamp(leave, UTC))
    sleep(max(0.0, leave - now))


def _scale(at: Desk, route: Route) -> float:
    """The factor on the card's rate. Above 1 only where nobody but a server of one's own is asked; raises BadInput."""
    settings = at.stores.settings
    scale = settings.sending.channel_rate_scale
    if scale > 1 and (settings.mode == "production" or _reaches_others(at, route.channel, route)):
        raise BadInput(
            f"LINEAGE_CHANNEL_RATE_SCALE={scale:g} would send faster than the card of {route.channel.card.name} lets "
            "it; above 1 it is only for trials with servers on this machine or in a private network."
        )
    return scale


def _reaches_others(at: Desk, channel: Channel, route: Route) -> bool:
    sending = at.stores.settings.sending
    if channel.card.name == "email" and sending.smtp_url:
        return is_public(sending.smtp_url.get_secret_value())
    if channel.card.name == "holder_api" and route.contact:
        return is_public(route.contact.address)
    return False
