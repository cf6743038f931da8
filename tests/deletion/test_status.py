"""Where a request stands: computed, in the words of the Data Rights Protocol."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lineage.clock import parse_moment, stamp
from lineage.deletion.status import Standing, standing
from lineage.deletion.transitions import ENDED
from lineage.model.docket import EventKind
from lineage.model.obligation import Obligation, State
from lineage.model.request import RequestStatus
from tests.deletion.making import AT, draft, request, signed

K = EventKind
NOW = parse_moment(AT) + timedelta(days=1)
CHECKED = (K.OPENED, K.CODE_ISSUED, (K.IDENTITY_CHECKED, {"satisfied": True}))


def events(*kinds):
    told = [kind if isinstance(kind, tuple) else (kind, {}) for kind in kinds]
    return [
        signed(number=n, at=AT, request=request().id, kind=kind, notice=None, body=body, previous="0" * 64)
        for n, (kind, body) in enumerate(told, 1)
    ]


def owed(state, since: datetime = NOW):
    said = {"number": 1, "request": request().id, "plan": 1, "state": state, "since": stamp(since)}
    return Obligation.model_validate(draft().model_dump() | said)


@pytest.mark.parametrize(
    ("told", "status", "detail"),
    [
        ((K.OPENED,), "open", "need_verification"),
        ((K.OPENED, K.CODE_ISSUED), "in_progress", "need_verification"),
        ((K.OPENED, (K.IDENTITY_CHECKED, {"satisfied": False})), "in_progress", "need_verification"),
        (CHECKED, "in_progress", ""),
        ((K.OPENED, (K.DENIED, {"reason": "suspected_fraud"})), "denied", "suspected_fraud"),
        ((*CHECKED, K.PLANNED, K.REVOKED), "revoked", ""),
    ],
)
def test_it_follows_from_the_events(told, status, detail):
    assert standing(events(*told), [], NOW) == Standing(RequestStatus(status), detail)


def test_who_never_shows_who_they_are_has_an_expired_request():
    assert standing(events(K.OPENED), [], NOW + timedelta(days=60)).status is RequestStatus.EXPIRED


@pytest.mark.parametrize("state", State)
def test_it_is_fulfilled_when_every_obligation_has_ended(state):
    found = standing(events(*CHECKED, K.PLANNED), [owed(State.VERIFIED), owed(state)], NOW)

    assert (found.status is RequestStatus.FULFILLED) == (state in ENDED)


def test_a_holders_word_stands_once_its_check_date_is_past():
    obligations = [owed(State.CLAIMED_DONE)]

    assert standing(events(*CHECKED, K.PLANNED), obligations, NOW).status is RequestStatus.IN_PROGRESS
    assert standing(events(*CHECKED, K.PLANNED), obligations, NOW + timedelta(days=31)).status is (
        RequestStatus.FULFILLED
    )


def test_a_copy_that_turns_up_opens_it_again():
    assert standing(events(*CHECKED, K.PLANNED), [owed(State.RESURFACED)], NOW).status is RequestStatus.IN_PROGRESS


def test_without_a_plan_nothing_is_fulfilled():
    assert standing(events(*CHECKED), [], NOW).status is RequestStatus.IN_PROGRESS
