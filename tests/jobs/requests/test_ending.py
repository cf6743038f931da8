"""Requests that end: what had not left stays here, letters that lay ready are taken back, who was told stays told."""

from __future__ import annotations

from uuid import UUID

import pytest

from lineage.errors import BadInput, NotApproved
from lineage.jobs.requests import delivery, end
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import close, deny, erase, revoke, settle
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.jobs.requests.status import status
from lineage.model.docket import EventKind
from lineage.model.obligation import OURSELVES, State
from tests.jobs.requests import commands, small_world
from tests.jobs.requests.small_world import ACME, CONTACT, NSID, ROLE, asked, obligations, sent, states
from tests.jobs.requests.told import later

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run = commands.run
ENDS = {"revoke": revoke, "deny": lambda stores, who: deny(stores, who, "other", ROLE), "erase": erase}
ends = pytest.mark.parametrize("how", ENDS.values(), ids=ENDS)
NOTICE = str(UUID(int=77, version=4))


@pytest.fixture
def carried(world) -> str:
    """All letters were handed to a person, who has carried one of them."""
    request = sent(world, asked(world), "folder")
    record(world, request, ACME, Said("sent"))
    return request


def letters(home):
    return {path.parent.parent.name for path in (home / "outbox").glob("*/*/*/letter.txt")}


@ends
def test_letters_that_lie_ready_are_owed_by_nobody_any_more(world, carried, how):
    how(world, carried)

    assert {holder: state for holder, state in states(world, carried).items() if state != State.NOT_APPLICABLE} == {
        ACME: State.NOTIFIED
    }
    (seen,) = status(world, carried)
    assert [holder.task for holder in seen.holders if holder.task] == []
    assert audit(world).whole


def test_they_are_taken_out_of_the_outbox_but_for_what_was_carried(world, home, carried):
    before = letters(home)

    ended = revoke(world, carried)

    assert len(before) > 3
    assert letters(home) == {"acme"}
    assert ended.stopped == tuple(each.number for each in obligations(world, carried, OURSELVES))
    assert ended.told == ("acme",)
    assert len(ended.taken_back) == sum(each.holder not in (ACME, OURSELVES) for each in obligations(world, carried))


def test_nobody_can_say_any_more_that_they_carried_one(world, carried):
    revoke(world, carried)

    with pytest.raises(BadInput, match="waits for 'sent'"):
        record(world, carried, "organization:gulls", Said("sent"))


def test_reminders_and_complaints_that_lie_ready_go_too(world, home, carried):
    send(later(world, 20), carried, really=True, sleep=lambda seconds: None)
    with_reminder = list((home / "outbox").glob("*/acme/*"))
    send(later(world, 60), carried, really=True, sleep=lambda seconds: None)
    assert len(with_reminder) == 2
    assert list((home / "outbox").glob("*/authority/*"))

    revoke(world, carried)

    assert len(list((home / "outbox").glob("*/acme/*"))) == 1
    assert list((home / "outbox").glob("*/authority/*")) == []


def test_a_terminal_says_what_stays_here_and_who_knows_of_it(run, world, carried):
    came = run("request", "revoke", carried)

    assert "1 obligation of which nothing had left" in came.out
    assert "that lay ready in the outbox were taken back" in came.out
    assert "Told before: acme. What they were asked stands, and nothing tells them" in came.out


@ends
def test_what_leaves_while_a_request_ends_is_told_as_delivered(world, monkeypatch, how):
    """Another process intends a notice after the end has begun, and before it is written."""
    request = asked(world)
    approve(world, request, ROLE)
    (number,) = [each.number for each in obligations(world, request, ACME)]
    intents = []

    def meanwhile():
        with desk(world) as at, at.writing() as pen:
            body = {"holder": ACME, "kind": "notice", "channel": "email", "letter": "0" * 64}
            moves = {number: State.SENDING}
            intents.append(pen.append(EventKind.SENDING, request, body, moves=moves, notice=NOTICE))

    _before_writing(monkeypatch, meanwhile)
    how(world, request)
    with desk(world) as at:
        delivery._written(at, intents[0], EventKind.SENT, State.NOTIFIED, {"holder": ACME, "kind": "notice"})

    assert states(world, request)[ACME] is State.NOTIFIED
    assert set(states(world, request).values()) == {State.NOTIFIED, State.NOT_APPLICABLE}


@ends
def test_what_is_planned_while_a_request_ends_ends_with_it(world, monkeypatch, how):
    request = open_request(world, OpenOptions(NSID, CONTACT), lambda: UUID(int=1)).request.id
    _before_writing(monkeypatch, lambda: plan(world, request))
    how(world, request)

    assert set(states(world, request).values()) == {State.NOT_APPLICABLE}


def _before_writing(monkeypatch, meanwhile):
    """Let something happen once, just before the first transaction begins."""
    write = end.Desk.writing

    def late(desk_):
        monkeypatch.setattr(end.Desk, "writing", write)
        meanwhile()
        return write(desk_)

    monkeypatch.setattr(end.Desk, "writing", late)


def test_a_letter_that_is_laid_down_while_the_request_is_revoked_is_taken_back(world, home, monkeypatch):
    request = asked(world)
    seal = delivery._receipt

    def slowly(said):
        if status(world, request)[0].standing.status != "revoked":
            revoke(world, request)
        return seal(said)

    monkeypatch.setattr(delivery, "_receipt", slowly)

    sent(world, request, "folder")

    assert letters(home) == set()
    assert set(states(world, request).values()) == {State.NOT_APPLICABLE}


def test_what_nobody_checked_or_planned_is_not_closed(world):
    request = open_request(world, OpenOptions(NSID, CONTACT), lambda: UUID(int=1)).request.id

    with pytest.raises(BadInput, match="closed in a role"):
        close(world, request, " ")
    with pytest.raises(NotApproved, match="has no plan yet"):
        close(world, request, ROLE)
    plan(world, request)
    with pytest.raises(NotApproved, match="Nobody checked who makes request"):
        close(world, request, ROLE)


def test_what_is_closed_is_said_to_be_until_it_goes_on(world):
    request = asked(world)
    numbers = [each.number for each in obligations(world, request)]
    settle(world, request, numbers, "not_applicable", "never published", ROLE)
    assert _standing(world, request) == ("fulfilled", "")

    close(world, request, ROLE)

    assert _standing(world, request) == ("fulfilled", "closed")
    settle(world, request, numbers[:1], "superseded", "the same as another", ROLE)
    assert _standing(world, request) == ("fulfilled", "")


def test_what_was_revoked_is_not_closed(world):
    request = asked(world)
    reviewed(world, request, ROLE, satisfied=True, note="a passport")
    revoke(world, request)

    with pytest.raises(NotApproved, match="was revoked"):
        close(world, request, ROLE)


def _standing(stores, request):
    (seen,) = status(stores, request)
    return seen.standing.status, seen.standing.detail
