"""A complaint that lies ready is a task until somebody says what became of it."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.report import report, write_page
from lineage.jobs.requests.send import send
from lineage.jobs.requests.status import status
from lineage.model.obligation import State
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import ACME, asked, sent, states
from tests.jobs.requests.told import later

_first_home, home, world = small_world._first_home, small_world.home, small_world.world


@pytest.fixture
def request_(world) -> str:
    """Acme was told, and kept silent until its time was over."""
    request = sent(world, asked(world))
    record(world, request, ACME, Said("sent"))
    send(later(world, 60), request, really=True, sleep=lambda seconds: None)
    return request


def task_of(stores, request, holder=ACME):
    (seen,) = status(stores, request)
    return next(one.task for one in seen.holders if one.holder == holder)


def test_it_is_to_be_sent_and_the_page_says_so(world, request_):
    assert states(world, request_)[ACME] is State.NO_ANSWER
    assert "send the complaint in the outbox to the authority" in task_of(world, request_).what
    assert task_of(world, request_).command == f"lineage request record {request_[:8]} '{ACME}' complained"

    ours = write_page(later(world, 60)).read_text().partition('<section id="ours">')[2].partition("</section>")[0]

    assert '<b class="org">acme</b>' in ours
    assert "send the complaint in the outbox" in ours


@pytest.mark.parametrize(
    "said", [Said("complained"), Said("not_complained", "they wrote that they are at it")], ids=["sent", "not"]
)
def test_once_somebody_says_what_became_of_it_nothing_is_left_to_do(world, request_, said):
    record(later(world, 61), request_, ACME, said)

    assert task_of(world, request_) is None
    assert states(world, request_)[ACME] is State.NO_ANSWER
    with pytest.raises(BadInput, match="No complaint about acme lies ready"):
        record(later(world, 62), request_, ACME, said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (None, "was prepared on 2027-01-15. A person has to send it; we have no record that it was sent."),
        (Said("complained"), "A complaint was sent to a supervisory authority on 2027-01-16."),
        (Said("not_complained", "they are at it"), "on 2027-01-16 we decided not to send it: they are at it"),
    ],
    ids=["ready", "sent", "not"],
)
def test_the_person_is_told_what_became_of_it(world, request_, said, told):
    if said:
        record(later(world, 61), request_, ACME, said)

    assert told in " ".join(report(later(world, 62), request_).text.read_text().split())


def test_who_decides_against_it_says_why(world, request_):
    with pytest.raises(BadInput, match="'not_complained' comes with the reason for it"):
        record(world, request_, ACME, Said("not_complained"))


def test_about_whom_no_complaint_was_written_none_is_recorded(world, request_):
    with pytest.raises(BadInput, match="No complaint about gulls lies ready"):
        record(world, request_, "organization:gulls", Said("complained"))


def test_our_own_answer_that_is_late_counts_as_overdue(world, request_):
    assert "Our own answer to the person is late in 1 request:" in write_page(later(world, 60)).read_text()
