"""kill -9 at random moments of `send`: docket and servers agree, and only what is said to be uncertain may double."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.settings import Servers, Settings
from tests.channels.making import SEED
from tests.channels.test_servers import served
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests.making import ROLE, opened, planned, reachable

pytestmark = pytest.mark.slow

_SEND = """
import lineage.channels.email, lineage.channels.holder_api, lineage.cli, lineage.deletion.contacts
import lineage.deletion.opening, lineage.graph.sqlite, lineage.jobs.requests.send, lineage.letters.holder
print("ready", flush=True)
lineage.cli.main()
"""
"""The command itself; what it loads comes first, so that those who kill it know when it begins."""
_DELAY = "0.01"
LINE = 40
"""Bytes of a line of a server's log, more or less."""
_BUSY = "Another process is sending"


@dataclass
class Sender:
    """A request to many holders, half of them by mail, and the command that sends it."""

    stores: Stores
    request: str
    logs: dict[str, Path]
    environment: dict[str, str] = field(repr=False)

    def start(self):
        command = [sys.executable, "-c", _SEND, "request", "send", self.request, "--really"]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def taken(self):
        """How much servers have taken by now."""
        return sum(log.stat().st_size for log in self.logs.values())

    def killed(self, more, after):
        """Let it go until servers took so much more, and a while longer; whether it was still at work when killed."""
        begin = self.taken()
        with self.start() as process:
            assert process.stdout.readline() == "ready\n"
            while process.poll() is None and self.taken() <= begin + more:
                time.sleep(0.002)
            time.sleep(after)
            process.kill()
            _, err = process.communicate()
        assert process.returncode == -9 or _BUSY in err, err
        return process.returncode == -9

    def finished(self):
        """Run it until it ends by itself; after a kill the database may take a moment to give its lock back."""
        while True:
            with self.start() as process:
                _, err = process.communicate(timeout=120)
            if _BUSY not in err:
                assert process.returncode in (0, 3), err
                return

    def told(self):
        """Obligation → its state, its channel, and how often a server took it: each notice by its own id."""
        taken = {name: Counter(log.read_text().split()) for name, log in self.logs.items()}
        with desk(self.stores) as at:
            intents = at.docket.events(kinds=[EventKind.SENDING])
            moved = at.docket.moved_by([intent.number for intent in intents])
            states = {each.number: each.state for each in at.docket.obligations()}
        count, way, tries = Counter(), {}, defaultdict(set)
        for intent in intents:
            channel = intent.body["channel"]
            name = f"<{intent.notice}@lineage.example>" if channel == "email" else intent.notice
            (number,) = moved[intent.number]
            count[number] += taken[channel].pop(name, 0)
            way[number] = channel
            tries[number].add(intent.notice)
        assert not any(taken.values()), "a server has what the docket does not know of"
        return {number: (states[number], way[number], count[number], len(tries[number])) for number in states}


@pytest.fixture
def sender(request, tmp_path):
    """Makes a sender of twice so many obligations, over a kind of database."""
    logs = {"email": tmp_path / "mails", "holder_api": tmp_path / "keys"}
    for log in logs.values():
        log.touch()

    def make(database, each):
        url = request.getfixturevalue("postgres_database") if database == "postgresql" else None
        home = tmp_path / "home"
        ways = {f"organization:n{at:03}-mail": ("email", f"m{at:03}@acme.example", {}) for at in range(each)}
        ways |= {f"organization:n{at:03}-api": ("holder_api", f"{api}/a{at:03}", {}) for at in range(each)}
        reachable(home, ways)
        stores = Stores(Settings(home=home, servers=Servers(database_url=url)), lambda: NOON)
        made = opened(stores)
        planned(stores, made, *map(draft, ways))
        approve(stores, made.id, ROLE)
        settings = {
            "LINEAGE_HOME": str(home), "LINEAGE_NOW": "2026-11-16T12:00:00Z", "LINEAGE_SMTP_URL": smtp,
            "LINEAGE_MAIL_FROM": "data@lineage.example", "LINEAGE_SIGNING_KEY": SEED, "LINEAGE_AGENT_ID": "LINEAGE",
            "LINEAGE_HOLDER_ORIGINS": api, "LINEAGE_CHANNEL_RATE_SCALE": "1000000",
            **({"LINEAGE_DATABASE_URL": url} if url else {}),
        }  # fmt: skip
        return Sender(stores, made.id, logs, os.environ | settings | {"LINEAGE_OFFICE": "Tern Data Rights Office"})

    with (
        served("smtp", logs["email"], "--delay", _DELAY) as smtp,
        served("holder", logs["holder_api"], "--delay", _DELAY) as api,
    ):
        yield make


@pytest.mark.parametrize(
    ("database", "each", "kills"),
    [("sqlite", 100, 50), pytest.param("postgresql", 30, 12, marks=pytest.mark.servers)],
)
def test_killed_at_many_moments_it_tells_everybody_once_or_says_where_it_does_not_know(sender, database, each, kills):
    chance, send = random.Random(17), sender(database, each)
    done = 0
    while done < kills:
        done += send.killed(chance.choice([-1, *range(0, 6 * LINE, LINE)]), chance.uniform(0, 0.1))
    send.finished()

    first = send.told()
    assert len(first) == 2 * each
    mails = {number: one for number, one in first.items() if one[1] == "email"}
    unsure = {number for number, (state, *_) in mails.items() if state is State.DELIVERY_UNCERTAIN}
    assert all(one == (State.NOTIFIED, "holder_api", 1, 1) for number, one in first.items() if number not in mails)
    assert all(one == (State.NOTIFIED, "email", 1, 1) for number, one in mails.items() if number not in unsure)
    assert all(count <= 1 and tries == 1 for _, _, count, tries in mails.values())
    assert 0 < len(unsure) <= kills
    assert audit(send.stores).findings == ()

    approve(send.stores, send.request, ROLE, only=unsure)
    send.finished()

    last = send.told()
    assert {state for state, *_ in last.values()} == {State.NOTIFIED}
    assert all(count >= 1 for _, _, count, _ in last.values())
    assert {number for number, (*_, count, _) in last.items() if count > 1} <= unsure
    assert audit(send.stores).findings == ()
