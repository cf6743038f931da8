"""How fast notices leave: by the cards, and faster only to servers of one's own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from lineage.channels import find
from lineage.errors import BadInput, RateLimited
from lineage.jobs.requests import pace
from lineage.jobs.requests.desk import Desk
from lineage.jobs.requests.routes import Route
from lineage.jobs.stores import Stores
from lineage.settings import Sending, Settings
from tests.channels.making import SEED, contact
from tests.conftest import NOON

MANY = 25
"""Mails; the card lets 20 leave in a minute."""


@pytest.fixture
def waited(tmp_path):
    """Gives how long some notices by a channel have to wait, each, in seconds."""

    def by(name="email", *, smtp="smtp://127.0.0.1", api="https://gull.example", mode="", patience=900.0, scale=1.0):
        sending = Sending(
            smtp_url=SecretStr(smtp), mail_from="data@lineage.example", signing_key=SecretStr(SEED), agent_id="L",
            channel_rate_scale=scale,
        )  # fmt: skip
        stores = Stores(Settings(home=tmp_path, sending=sending, mode=mode, patience=patience), lambda: NOON)
        channel, waits = find.open(name, stores.settings, stores.clock), []
        for _ in range(MANY):
            pace.wait(Desk(stores), waits.append, Route(channel, contact(name, api)))
        return waits

    return by


def test_a_few_leave_at_once_and_then_each_waits_its_turn(waited):
    waits = waited()

    assert waits[:4] == [0, 0, 0, 0]
    assert 0 < waits[10] < waits[-1]


def test_a_wait_beyond_all_patience_is_told_with_its_end(waited):
    with pytest.raises(RateLimited, match="The channel email") as limited:
        waited(patience=10)

    assert limited.value.until > datetime.now(UTC)


def test_a_factor_shortens_the_wait_for_servers_of_ones_own(waited):
    assert waited(scale=1000)[-1] < 1
    assert waited("holder_api", api="http://127.0.0.1:8900", scale=1000)[-1] < 1


@pytest.mark.parametrize(
    "others",
    [
        {"smtp": "smtp://mail.example:587"},
        {"name": "holder_api", "api": "https://gull.example"},
        {"mode": "production"},
    ],
)
def test_a_factor_above_one_is_refused_where_others_are_asked_and_in_production(waited, others):
    with pytest.raises(BadInput, match="LINEAGE_CHANNEL_RATE_SCALE=2"):
        waited(**others, scale=2)
    assert waited(**others, scale=0.5)[0] == 0
