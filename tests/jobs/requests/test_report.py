"""The letter to the person, and what an approval says of what it left: both count what is still to come."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.report import report
from lineage.model.obligation import State
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import ROLE, asked, obligations, told

ADA = collection.GULL


def test_only_who_may_still_answer_has_a_date(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = told(built, asked(built, ADA))
    first, second = sorted({each.holder_name for each in obligations(built, request) if each.state is State.NOTIFIED})[
        :2
    ]
    record(built, request.id, first, Said("done"))

    letter = report(built, request.id).text.read_text()

    assert f"{second} has until 2026-12-16." in letter
    assert f"{first} has until" not in letter
    assert letter.count("Your request goes on") == 1


def test_what_is_approved_once_more_leaves_nothing_else_waiting(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = told(built, asked(built, ADA))
    back = next(each for each in obligations(built, request) if each.state is State.NOTIFIED)
    record(built, request.id, back.holder, Said("bounced"), [back.number])

    assert approve(built, request.id, ROLE, only=[back.number]).left_out == 0
