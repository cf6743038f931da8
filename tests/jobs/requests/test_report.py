"""What letters and approvals say of what is still to come: dates that run, and what still waits."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.report import report
from lineage.jobs.requests.send import send
from lineage.model.obligation import State
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.making import reachable
from tests.jobs.requests.told import ROLE, asked, later, obligations, told

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


def test_a_reminder_gives_no_new_time(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = told(built, asked(built, ADA))
    before = set(built.home.glob("outbox/*/*/*/letter.txt"))
    first = [" ".join(path.read_text().split()) for path in before]
    assert all(" by 2026-" not in text for text in first)  # a person carries it, who knows when
    assert any("Please answer within one month of receipt" in text for text in first)

    send(later(built, 20), request.id, really=True, always="folder", sleep=lambda seconds: None)

    reminders = set(built.home.glob("outbox/*/*/*/letter.txt")) - before
    assert reminders
    assert all("Please answer by 2026-12-16" in path.read_text() for path in reminders)


def told_to_the_person(stores, request):
    return " ".join(report(stores, request.id).text.read_text().split())


def test_while_letters_lie_ready_nobody_is_told_and_who_has_no_way_stands_apart(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = asked(built, ADA)
    first, second = sorted({each.holder for each in obligations(built, request) if each.owed != "own"})[:2]
    reachable(built.home, {first: ("folder", "Gull Street 1", {})})
    approve(built, request.id, ROLE)
    send(built, request.id, really=True, sleep=lambda seconds: None)

    letter = told_to_the_person(built, request)

    names = {each.holder: each.holder_name for each in obligations(built, request)}
    told, unreached = letter.partition(" 4. Who is not reached ")[::2]
    assert "Told on" not in letter and "Nobody was told so far." in letter
    assert names[second] not in told.partition("3. Who was told")[2]
    assert f"- {names[second]}: We know no way to them yet. A letter lies ready" in unreached
    assert f"- {names[first]}: We know no way" not in unreached


def test_that_a_holder_needs_more_time_is_told_with_their_reasons(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = told(built, asked(built, ADA))
    holder = next(each.holder for each in obligations(built, request) if each.state is State.NOTIFIED)
    record(built, request.id, holder, Said("extended", "our tapes lie elsewhere"))

    assert "2026-11-16: more time is needed: our tapes lie elsewhere" in told_to_the_person(built, request)


def test_a_complaint_that_was_prepared_is_told_as_that(built, added, written):
    added("megaface", written("faces.txt", collection.of(ADA)[:3]), format="names:photo")
    request = told(built, asked(built, ADA))
    then = later(built, 40)
    send(then, request.id, really=True, always="folder", sleep=lambda seconds: None)

    letter = told_to_the_person(then, request)

    assert "A complaint to a supervisory authority was prepared on 2026-12-26." in letter
    assert "written to" not in letter
