"""What holders add to an answer: to whom they passed it on, and that they need more time."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.history import History
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import asked, events, obligations, of, told

GULL, MEGAFACE = collection.GULL, "dataset:megaface"


@pytest.fixture
def request_(added, written, built):
    """A request of somebody whom a list of MegaFace names; all of its holders were told."""
    added("megaface", written("faces.txt", collection.of(GULL)[:3]), format="names:photo")
    return told(built, asked(built, GULL))


@pytest.fixture
def holder(built, request_):
    """Who is told for MegaFace."""
    return next(each for each in of(built, request_, MEGAFACE) if each.owed == "items").holder


def states(stores, request):
    return {each.number: each.state for each in obligations(stores, request)}


def test_whom_a_holder_passed_it_on_to_is_told_too_after_the_next_plan(built, request_, holder):
    before = states(built, request_)

    came = record(built, request_.id, holder, Said("recipients", "by mail", None, ("Quay Institute of Faces",)))
    again = plan(built, request_.id)

    assert came.state is None and came.obligations == ()
    new = [each for each in obligations(built, request_) if each.number in again.planned.added]
    assert (MEGAFACE, "Quay Institute of Faces", "items", State.PLANNED) in {
        (each.dataset, each.holder_name, each.owed, each.state) for each in new
    }
    assert before.items() <= states(built, request_).items()


def test_the_recipients_themselves_are_sealed_and_the_docket_counts_them(built, request_, holder, tmp_path):
    (tmp_path / "answer.txt").write_text("We gave it to two institutes.")

    record(built, request_.id, holder, Said("recipients", "by mail", tmp_path / "answer.txt", ("Quay", "Pier")))

    (event,) = events(built, request_, EventKind.RECIPIENTS)
    assert event.body.keys() == {"holder", "count", "evidence"}
    assert (event.body["holder"], event.body["count"]) == (holder, 2)
    with desk(built) as at:
        found = History(at, request_).sealed(event, "recipients", "evidence")
    assert (found["recipients"], found["basis"], bool(found["evidence"])) == (["Pier", "Quay"], "by mail", True)


def test_nothing_of_the_request_gets_into_the_card(built, request_, holder):
    record(built, request_.id, holder, Said("recipients", "", None, ("Quay Institute",)))

    (card,) = (built.home / "disclosures").glob("*.json")
    text = card.read_text()
    assert [word for word in (GULL, request_.id, "ada", "heron.example") if word in text] == []
    assert {each["id"] for each in json.loads(text)["datasets"]} <= {
        each.dataset for each in obligations(built, request_) if each.holder == holder
    }


def test_recipients_may_come_with_another_answer(built, request_, holder):
    came = record(built, request_.id, holder, Said("done", "purged", None, ("Quay Institute",)))

    assert came.state is State.CLAIMED_DONE
    assert [event.kind for event in events(built, request_)][-2:] == [EventKind.ANSWERED, EventKind.RECIPIENTS]
    assert len(list((built.home / "disclosures").glob("*.json"))) == 1


def test_more_time_moves_nothing_and_gives_more_time(built, request_, holder):
    before = states(built, request_)

    came = record(built, request_.id, holder, Said("extended", "many requests at once"))

    assert (came.state, states(built, request_)) == (None, before)
    (event,) = events(built, request_, EventKind.EXTENDED)
    assert event.body.keys() == {"holder", "evidence", "about"}
    with desk(built) as at:
        assert History(at, request_).sealed(event, "answer", "evidence")["basis"] == "many requests at once"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (Said("extended"), "--basis"),
        (Said("recipients"), "--recipient"),
        (Said("recipients", "", None, ("ada@heron.example",)), "Recipient 1 is an address"),
        (Said("done", "", None, ("12345678@N90",)), "Recipient 1 is an address"),
        (Said("maybe"), "extended, recipients"),
    ],
)
def test_an_answer_that_cannot_be_written_down_leaves_nothing(built, request_, holder, said, complaint):
    before = events(built, request_)

    with pytest.raises(BadInput, match=complaint):
        record(built, request_.id, holder, said)

    assert events(built, request_) == before
    assert not (built.home / "disclosures").exists()
