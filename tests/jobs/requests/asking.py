"""One request to three holders, in a world whose servers have moods and whose process can be killed."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.send import send
from lineage.settings import Sending, Settings
from tests.channels.making import SEED
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests.making import ROLE, opened, planned, reachable, states
from tests.jobs.requests.outside import Fuse, Killed, Outside, process

ACME, GULL, TERN = "organization:acme", "organization:gull", "organization:tern"
SENDING = Sending(
    smtp_url=SecretStr("smtp://127.0.0.1"), mail_from="data@lineage.example", signing_key=SecretStr(SEED), agent_id="L"
)
WAYS = {
    ACME: ("email", "privacy@acme.example", {}),
    GULL: ("holder_api", "https://gull.example", {}),
    TERN: ("holder_api", "https://tern.example", {"honours_keys": False}),
}
DRAFTS = draft(ACME), draft(ACME, "dataset:mix"), draft(GULL)
"""What the plan asks for."""


class World:
    """One request to Acme by mail (obligations 1 and 2) and to Gull by its API (3), approved; and a clock."""

    def __init__(self, home) -> None:
        self.now, self.fuse = NOON, Fuse()
        self.outside = Outside(self.fuse)
        self.stores = process(Settings(home=home, sending=SENDING), lambda: self.now, self.outside, self.fuse)
        reachable(home, WAYS)
        self.request = opened(self.stores)
        planned(self.stores, self.request, *DRAFTS)
        approve(self.stores, self.request.id, ROLE)

    def send(self, sleep=lambda seconds: None):
        return [(one.holder, one.came_of) for one in send(self.stores, really=True, sleep=sleep)]

    def killed(self, after):
        """Send, and die after so many deliveries were begun or ended."""
        before, self.outside.fuse = self.outside.fuse, Fuse(after)
        with pytest.raises(Killed):
            self.send()
        self.outside.fuse = before

    @property
    def states(self):
        return states(self.stores, self.request)

    def events(self, *kinds):
        with desk(self.stores) as at:
            return at.docket.events(self.request.id, kinds=kinds)
