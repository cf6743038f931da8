"""What leaves and what does not, where people, servers and crashes come in between: one case each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import SecretStr

from lineage.deletion.due import waiting
from lineage.errors import NotApproved
from lineage.jobs.requests import switch
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import deny, erase, revoke, settle
from lineage.jobs.requests.poll import poll
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.model.docket import EventKind
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
API = ("holder_api", "https://gull.example", {})


class World:
    """One request to Acme by mail (obligations 1 and 2) and to Gull by its API (3), approved; and a clock."""

    def __init__(self, home) -> None:
        self.now, self.fuse = NOON, Fuse()
        self.outside = Outside(self.fuse)
        self.stores = process(Settings(home=home, sending=SENDING), lambda: self.now, self.outside, self.fuse)
        reachable(home, {ACME: ("email", "privacy@acme.example", {}), GULL: API})
        self.request = opened(self.stores)
        planned(self.stores, self.request, draft(ACME), draft(ACME, "dataset:mix"), draft(GULL))
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


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "home")


def test_everybody_is_told_once(world):
    assert world.send() == [(ACME, "sent"), (GULL, "sent")]
    assert world.send() == []
    assert sorted(world.outside.arrived.values()) == [1, 1]


@pytest.mark.parametrize("end", [revoke, erase, lambda stores, who: deny(stores, who, "other", ROLE)])
def test_what_was_ended_while_it_waited_is_skipped_and_the_rest_is_told_why(world, end):
    ends = [lambda: end(world.stores, world.request.id)]

    result = world.send(sleep=lambda seconds: ends and ends.pop()())

    assert dict(result)[ACME] in ("withdrawn", "erased")
    assert not world.outside.arrived
    assert set(world.states.values()) == {"not_applicable"}


def test_one_settled_obligation_holds_back_its_notice_and_no_other(world):
    ends = [lambda: settle(world.stores, world.request.id, [1], "not_applicable", "not theirs", ROLE)]

    result = world.send(sleep=lambda seconds: ends and ends.pop()())

    assert result == [(ACME, "withdrawn"), (GULL, "sent")]
    assert world.send() == [(ACME, "sent")]
    assert world.states == {1: "not_applicable", 2: "notified", 3: "notified"}


def test_stopping_holds_while_a_notice_waits_for_its_turn(world):
    stops = [lambda: switch.switch(world.stores, ROLE, "wrong addresses", on=False)]

    with pytest.raises(NotApproved, match="lineage request resume"):
        world.send(sleep=lambda seconds: stops and stops.pop()())

    assert not world.outside.arrived


def test_what_a_human_said_while_it_was_on_its_way_stands(world):
    acts = [lambda: settle(world.stores, world.request.id, [1], "superseded", "merged", ROLE)]
    world.outside.meanwhile = lambda: acts and acts.pop()()

    assert world.send() == [(ACME, "sent"), (GULL, "sent")]
    assert world.states == {1: "superseded", 2: "notified", 3: "notified"}


def test_a_person_who_is_forgotten_while_a_mail_is_on_its_way_leaves_a_record_that_names_nobody(world):
    acts = [lambda: erase(world.stores, world.request.id)]
    world.outside.meanwhile = lambda: acts and acts.pop()()

    world.send()

    (sent,) = world.events(EventKind.SENT)
    assert "receipt" not in sent.body
    assert sum(world.outside.arrived.values()) == 1
    assert audit(world.stores).whole


def test_a_mail_that_was_cut_off_is_left_to_a_human(world):
    world.killed(after=1)  # it arrived, and nobody wrote that down

    assert (ACME, "uncertain") in world.send()
    assert world.states == {1: "delivery_uncertain", 2: "delivery_uncertain", 3: "notified"}
    assert max(world.outside.arrived.values()) == 1


def test_what_a_human_found_out_of_a_mail_that_was_cut_off_holds_nothing_up(world):
    world.killed(after=1)
    record(world.stores, world.request.id, ACME, Said("sent"), only=[1])

    world.send()

    assert world.states == {1: "notified", 2: "delivery_uncertain", 3: "notified"}


@pytest.mark.parametrize("mood", ["loses the answer", "loses the notice"])
def test_an_uncertain_notice_goes_again_as_it_was_where_keys_are_honoured(world, mood):
    world.outside.moods[GULL] = mood

    first, state = world.send()[1], world.states[3]
    world.outside.moods[GULL] = "takes"
    again = world.send()

    assert (first, state, again) == ((GULL, "sending"), "sending", [(GULL, "sent")])
    (intent,) = [event for event in world.events(EventKind.SENDING) if event.body["holder"] == GULL]
    assert world.outside.arrived[intent.notice] == 1


def test_a_later_failure_does_not_say_that_an_earlier_try_did_not_arrive(world):
    world.outside.moods[GULL] = "loses the answer"
    world.send()

    world.outside.moods[GULL] = "unreachable"

    assert world.send() == [(GULL, "sending")]
    world.outside.moods[GULL] = "refuses"
    assert world.send() == [(GULL, "uncertain")]
    assert world.states[3] == "delivery_uncertain"


def test_new_obligations_of_a_holder_whose_notice_is_uncertain_are_told_by_a_notice_of_their_own(world):
    world.outside.moods[GULL] = "loses the answer"
    world.send()
    planned(world.stores, world.request, draft(GULL, "dataset:mix"))
    approve(world.stores, world.request.id, ROLE)

    world.outside.moods[GULL] = "takes"

    assert world.send() == [(GULL, "sent"), (GULL, "sent")]
    assert set(world.states.values()) == {"notified"}


@pytest.mark.parametrize("end", [revoke, lambda stores, who: deny(stores, who, "other", ROLE)])
def test_a_cut_off_notice_of_a_request_that_is_over_is_not_sent_again(world, end):
    world.outside.moods[GULL] = "loses the notice"
    world.send()
    end(world.stores, world.request.id)
    world.outside.moods[GULL] = "takes"

    assert world.send() == [(GULL, "uncertain")]
    assert len(world.outside.arrived) == 1
    with pytest.raises(NotApproved, match="nothing of it leaves any more"):
        approve(world.stores, world.request.id, ROLE, only=[3])


def test_what_was_not_sent_when_a_request_ended_is_not_applicable(world):
    acts = [lambda: revoke(world.stores, world.request.id)]
    world.outside.moods, world.outside.meanwhile = {ACME: "unreachable"}, lambda: acts and acts.pop()()

    assert world.send() == [(ACME, "not_sent"), (GULL, "withdrawn")]
    assert world.states == dict.fromkeys([1, 2, 3], "not_applicable")


def test_an_answer_is_about_what_a_holder_was_told_and_not_about_what_is_on_its_way(world):
    world.send()
    planned(world.stores, world.request, draft(GULL, "dataset:mix"))
    approve(world.stores, world.request.id, ROLE)
    world.killed(after=1)

    record(world.stores, world.request.id, GULL, Said("acknowledged"))

    assert (world.states[3], world.states[4]) == ("acknowledged", "sending")


def test_asking_how_things_stand_leaves_out_who_is_forgotten(world):
    world.send()
    erase(world.stores, world.request.id)

    assert poll(world.stores) == []


def half(world):
    """The day on which a reminder is due."""
    world.now += timedelta(days=17)


def test_a_reminder_by_mail_that_was_cut_off_is_not_sent_again(world):
    world.send()
    half(world)
    world.killed(after=1)
    told = sum(world.outside.arrived.values())

    result = world.send()

    assert result == [(ACME, "uncertain"), (GULL, "sent")]
    assert sum(world.outside.arrived.values()) == told + 1
    assert world.send() == []


def test_a_reminder_through_an_interface_that_was_cut_off_goes_again_as_it_was(world):
    world.outside.moods[ACME] = "refuses"
    world.send()
    half(world)
    world.killed(after=0)

    assert world.send() == [(GULL, "sent")]
    assert len(world.events(EventKind.SENDING)) == 3
    assert sorted(world.outside.arrived.values()) == [1, 1]


def test_a_reminder_of_somebody_who_answered_since_is_not_sent_again(world):
    world.outside.moods[ACME] = "refuses"
    world.send()
    half(world)
    world.killed(after=0)
    record(world.stores, world.request.id, GULL, Said("acknowledged"))
    record(world.stores, world.request.id, GULL, Said("done"))
    planned(world.stores, world.request, draft(TERN))
    approve(world.stores, world.request.id, ROLE)

    world.send()

    assert sum(world.outside.arrived.values()) == 1


def test_a_reminder_that_certainly_did_not_leave_is_tried_again(world):
    world.send()
    half(world)
    world.outside.moods = {ACME: "unreachable"}
    assert world.send() == [(ACME, "not_sent"), (GULL, "sent")]

    world.outside.moods = {}

    assert world.send() == [(ACME, "sent")]
    assert world.send() == []


@pytest.mark.parametrize("end", [revoke, erase])
@pytest.mark.parametrize("days", [17, 60])
def test_nobody_is_reminded_of_a_request_that_is_over(world, end, days):
    world.send()
    end(world.stores, world.request.id)
    world.now += timedelta(days=days)

    assert world.send() == []
    with desk(world.stores) as at:
        assert waiting(world.request, world.events(), at.docket.obligations(), at.now) == []


@pytest.mark.parametrize("end", [revoke, erase])
def test_the_audit_finds_nothing_wrong_with_an_end(world, end):
    end(world.stores, world.request.id)

    assert audit(world.stores).whole
