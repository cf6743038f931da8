"""What a holder's interface says: of the newest notice alone, and written down where it is not what it said before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.poll import poll
from lineage.jobs.requests.send import send
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.settings import from_environment
from tests.channels.holder import Desk, HolderServer, public_key
from tests.channels.making import HOLDER_SEED, SEED
from tests.conftest import NOON
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import GULLS, ROLE, asked, contacts, obligations, sent, states

_first_home, home = small_world._first_home, small_world.home


class Gulls:
    """Gull University, who was told through its interface; and a clock."""

    def __init__(self, home, server) -> None:
        self.days, self.holder = 0, server.desk
        server.desk.clock = self.clock
        (home / "contacts").mkdir()
        row = contacts((GULLS, "holder_api", server.url), public_key=public_key(HOLDER_SEED))
        (home / "contacts" / "ours.yaml").write_text(row)
        names = {"SIGNING_KEY": SEED, "AGENT_ID": "LINEAGE", "HOLDER_ORIGINS": server.url, "HOME": str(home)}
        self.stores = Stores(from_environment({f"LINEAGE_{name}": said for name, said in names.items()}), self.clock)
        self.request = sent(self.stores, asked(self.stores))
        self.owed = obligations(self.stores, self.request, GULLS)[0].number

    def clock(self):
        return NOON + timedelta(days=self.days)

    def says(self, status, **more):
        """Polls on the next day, when the interface has this status, freshly signed; what was said anew."""
        self.days += 1
        self.holder.status = {"status": status, **more}
        return [one.said for one in poll(self.stores, self.request)]

    @property
    def state(self):
        return states(self.stores, self.request)[GULLS]

    def found_still_there(self):
        """As a look does that finds it."""
        with desk(self.stores) as at, at.writing() as pen:
            body = {"holder": GULLS, "looked_at": [self.owed], "verdict": "still_present", "how": "list", "end": ""}
            pen.append(EventKind.PROBED, self.request, body, moves={self.owed: State.STILL_PRESENT})

    def events(self, kind):
        with desk(self.stores) as at:
            return at.docket.events(self.request, kinds=[kind])


@pytest.fixture
def gulls(home):
    with HolderServer(Desk(clock=lambda: NOON)) as server:
        yield Gulls(home, server)


def test_what_it_says_each_day_is_written_once(gulls):
    assert [gulls.says("in_progress") for _ in range(3)] == [["acknowledged"], [""], [""]]

    assert gulls.state is State.ACKNOWLEDGED
    assert len(gulls.events(EventKind.ANSWERED)) == 1


def test_another_recipient_is_news(gulls):
    gulls.says("in_progress")

    assert gulls.says("in_progress", recipients=["Quay Institute"]) == ["acknowledged"]
    assert gulls.says("in_progress", recipients=["Quay Institute"]) == [""]
    assert gulls.says("in_progress", recipients=["Quay Institute", "Auk Labs"]) == ["acknowledged"]

    assert [event.body["count"] for event in gulls.events(EventKind.RECIPIENTS)] == [1, 2]


def test_that_it_says_done_as_before_takes_back_nothing_that_was_seen(gulls):
    gulls.says("fulfilled")
    gulls.found_still_there()

    assert gulls.says("fulfilled") == [""]
    assert gulls.state is State.STILL_PRESENT


def test_another_status_is_an_answer_to_what_was_seen(gulls):
    gulls.says("fulfilled")
    gulls.found_still_there()

    assert gulls.says("in_progress") == ["acknowledged"]
    assert gulls.state is State.ACKNOWLEDGED


def test_what_it_says_of_an_earlier_notice_closes_no_later_one(gulls):
    gulls.says("denied", reason="other")
    approve(gulls.stores, gulls.request, ROLE, only=[gulls.owed])
    send(gulls.stores, gulls.request, really=True, sleep=lambda seconds: None)
    first, second = (known_as for known_as, _ in gulls.holder.taken.values())
    of_all, asked_for = gulls.holder.told, []

    def told(known_as):
        asked_for.append(known_as)
        gulls.holder.status = {"status": "denied", "reason": "other"} if known_as == first else {"status": "open"}
        return of_all(known_as)

    gulls.holder.told = told

    gulls.says("open")

    assert gulls.state is State.NOTIFIED
    assert asked_for == [second]
