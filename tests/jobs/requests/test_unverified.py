"""A requester who turns out to be somebody else: from then on nothing of theirs leaves, whatever was approved."""

from __future__ import annotations

import pytest

from lineage.errors import NotApproved
from lineage.jobs.requests import delivery
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.jobs.requests.late import late
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.jobs.requests import commands, small_world
from tests.jobs.requests.commands import FAILED, INCOMPLETE
from tests.jobs.requests.small_world import ACME, CONTACT, ROLE, asked, sent, states
from tests.jobs.requests.told import later

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, refused, opened, checked = commands.run, commands.refused, commands.opened, commands.checked
planned, approved = commands.planned, commands.approved
REFUSED = ("--as", ROLE, "--note", "the passport was forged", "--refused")


def found_out(stores, request):
    reviewed(stores, request, ROLE, satisfied=False, note="the passport was forged")


def left(home):
    return sorted(path for path in (home / "outbox").rglob("*") if path.is_file())


def intents(stores, request):
    with desk(stores) as at:
        return at.docket.events(request, kinds=[EventKind.SENDING])


def test_an_approval_from_before_lets_nothing_leave(run, refused, approved, home):
    run("request", "identify", approved, *REFUSED)

    came = refused(FAILED, "not satisfied about who makes request", "request", "send", approved, "--really")

    assert "nothing of it leaves" in came.err
    assert left(home) == []


def test_among_all_requests_it_is_skipped_and_a_sentence_says_why(run, approved, home):
    run("request", "identify", approved, *REFUSED)

    shown, really = run("request", "send"), run("request", "send", "--really")

    assert (shown.code, really.code) == (0, INCOMPLETE)
    for came in (shown, really):
        assert "need verification" in came.out
        assert f"nothing of {approved[:8]} leaves: whoever looked last is not satisfied about who asks" in came.err
    assert left(home) == []


def test_nobody_is_reminded_and_no_complaint_is_written(world, home):
    request = sent(world, asked(world))
    record(world, request, ACME, Said("sent"))
    found_out(world, request)
    before = left(home)

    for days in (20, 60):
        then = later(world, days)
        with desk(then) as at:
            assert [one.holder for one in late(at, request)] == [ACME]
        assert {one.came_of for one in send(then, really=True, sleep=lambda seconds: None)} == {"need_verification"}

    assert left(home) == before
    assert states(world, request)[ACME] is State.NOTIFIED


def test_who_is_found_out_while_letters_are_written_sends_none_of_them(world, home, monkeypatch):
    request = asked(world)
    approve(world, request, ROLE)
    pack = delivery.packed

    def slowly(notice):
        found_out(world, request)
        return pack(notice)

    monkeypatch.setattr(delivery, "packed", slowly)

    first, *others = [one.came_of for one in send(world, really=True, sleep=lambda seconds: None)]

    assert first == "withdrawn"
    assert set(others) == {"need_verification"}
    assert intents(world, request) == []
    assert left(home) == []


def test_once_somebody_is_satisfied_again_it_leaves(world):
    request = asked(world)
    approve(world, request, ROLE)
    found_out(world, request)
    with pytest.raises(NotApproved):
        send(world, request, really=True)

    reviewed(world, request, ROLE, satisfied=True, note=f"they wrote from {CONTACT}")
    send(world, request, really=True, sleep=lambda seconds: None)

    assert states(world, request)[ACME] is State.SENDING
