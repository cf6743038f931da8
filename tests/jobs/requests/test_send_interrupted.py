"""What leaves and what does not, where people, servers and crashes come in between: one case each."""

from __future__ import annotations

import pytest

from lineage.errors import NotApproved
from lineage.jobs.requests import switch
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.end import deny, erase, revoke, settle
from lineage.jobs.requests.poll import poll
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from tests.deletion.making import draft
from tests.jobs.requests.asking import ACME, DRAFTS, GULL, TERN, World
from tests.jobs.requests.making import ROLE, planned


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


def test_stopping_holds_to_the_last_moment_before_the_intent(world, monkeypatch):
    put = world.stores.archive.put
    stop = [lambda: switch.switch(world.stores, ROLE, "wrong addresses", on=False)]
    monkeypatch.setattr(world.stores.archive, "put", lambda data: (stop and stop.pop()(), put(data))[1], raising=False)

    with pytest.raises(NotApproved, match="stopped at this moment"):
        world.send()

    assert not world.outside.arrived
    assert world.events(EventKind.SENDING) == []


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


def test_so_is_a_notice_to_an_interface_that_forgets_keys(world):
    planned(world.stores, world.request, *DRAFTS, draft(TERN))
    approve(world.stores, world.request.id, ROLE)
    world.killed(after=5)  # Tern is the third, and each delivery begins and ends

    assert world.send() == [(TERN, "uncertain")]
    assert world.states[4] == "delivery_uncertain"


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


@pytest.mark.parametrize("end", [revoke, erase])
def test_the_audit_finds_nothing_wrong_with_an_end(world, end):
    end(world.stores, world.request.id)

    assert audit(world.stores).whole
