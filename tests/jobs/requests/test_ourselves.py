"""What we hold ourselves: a task of our own from the approval on, never a letter, a reminder or a complaint."""

from __future__ import annotations

import pytest

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.jobs.requests.status import status
from lineage.jobs.requests.verify import verify
from lineage.model.obligation import OURSELVES, State
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import ROLE, asked, obligations, sent, states
from tests.jobs.requests.told import later

_first_home, home, world = small_world._first_home, small_world.home, small_world.world


@pytest.fixture
def request_(world) -> str:
    return sent(world, asked(world))


def ours(stores, request):
    (seen,) = status(stores, request)
    return next(holder for holder in seen.holders if holder.holder == OURSELVES), seen


def test_an_approval_makes_it_a_task_and_says_how_it_is_done(world):
    request = asked(world)
    approve(world, request, ROLE)

    view, seen = ours(world, request)

    assert states(world, request)[OURSELVES] is State.NOTIFIED
    assert "remove the person's photos from our index and archive" in view.task.what
    assert view.task.command == f"lineage request record {request[:8]} 'own:archive' done"
    assert view.due == seen.due is not None


def test_no_letter_lies_ready_for_it(world, home):
    request = asked(world)
    approve(world, request, ROLE)

    for really in (False, True):
        assert OURSELVES not in {one.holder for one in send(world, request, really=really, sleep=lambda seconds: None)}

    assert [path for path in (home / "outbox").rglob("*") if "our-own" in path.name] == []


@pytest.mark.parametrize("days", [20, 41, 400])
def test_nobody_is_reminded_of_it_and_no_complaint_is_written(world, request_, days):
    done = send(later(world, days), request_, really=True, sleep=lambda seconds: None)

    assert OURSELVES not in {one.holder for one in done}
    assert states(world, request_)[OURSELVES] is State.NOTIFIED


def test_what_is_said_to_be_done_is_looked_at_like_anybodys(world, request_):
    record(world, request_, OURSELVES, Said("done", "built again"))
    assert states(world, request_)[OURSELVES] is State.CLAIMED_DONE

    verify(later(world, 1), request_)

    assert states(world, request_)[OURSELVES] is State.STILL_PRESENT
    view, _ = ours(later(world, 1), request_)
    assert "remove the person's photos" in view.task.what


def test_it_can_be_approved_once_more(world, request_):
    verify(later(world, 1), request_)
    (own,) = obligations(world, request_, OURSELVES)

    approve(later(world, 2), request_, ROLE, only=[own.number])

    assert states(world, request_)[OURSELVES] is State.NOTIFIED
