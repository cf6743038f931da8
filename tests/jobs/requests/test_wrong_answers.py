"""Answers of a holder's interface that are not believed: told in a sentence, and nothing is changed by them."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest

from lineage.clock import stamp
from lineage.model.obligation import State
from tests.channels.holder import Desk, HolderServer, public_key, signed
from tests.channels.making import HOLDER_SEED, SEED
from tests.conftest import NOON
from tests.jobs.requests import commands, small_world
from tests.jobs.requests.commands import INCOMPLETE
from tests.jobs.requests.small_world import GULLS, contacts, left, states

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, opened, checked = commands.run, commands.opened, commands.checked
planned, approved = commands.planned, commands.approved


@pytest.fixture
def holder(home, monkeypatch):
    """Gull University's interface."""
    with HolderServer(Desk(clock=lambda: NOON)) as server:
        (home / "contacts").mkdir()
        key = public_key(HOLDER_SEED)
        (home / "contacts" / "ours.yaml").write_text(contacts((GULLS, "holder_api", server.url), public_key=key))
        monkeypatch.setenv("LINEAGE_SIGNING_KEY", SEED)
        monkeypatch.setenv("LINEAGE_AGENT_ID", "LINEAGE")
        monkeypatch.setenv("LINEAGE_HOLDER_ORIGINS", server.url)
        yield server.desk


@pytest.fixture
def told(run, holder, approved, world):
    """A request of which the holder was told."""
    run("request", "send", approved, "--really")
    assert states(world, approved)[GULLS] is State.NOTIFIED
    return approved


@pytest.fixture
def not_taken(run, told, home):
    """Polls, and expects one sentence about what was answered, and no change."""

    def poll(says):
        before = left(home)
        came = run("request", "poll", told)
        assert (came.code, left(home)) == (INCOMPLETE, before)
        (line,) = came.err.splitlines()
        assert line.startswith("lineage: gulls: ") and says in line

    return poll


def status(holder, **more):
    """A status as the holder would sign it now."""
    ((known_as, notice),) = holder.taken.values()
    body = json.loads(base64.b64decode(holder.told(known_as))[64:])
    assert body["extensions"]["dataset-lineage"]["notice-id"] == notice
    return body | {"status": "fulfilled"} | more


def test_an_answer_that_somebody_else_signed_is_forged(holder, not_taken, told):
    holder.answer = signed(status(holder), seed=SEED)

    not_taken("A status was not signed with the holder's key")


def test_an_answer_that_was_changed_on_its_way_is_forged(holder, not_taken, told):
    whole = base64.b64decode(signed(status(holder, status="denied", reason="no_match")))
    holder.answer = base64.b64encode(whole.replace(b"no_match", b"no_money"))

    not_taken("A status was not signed with the holder's key")


def test_an_answer_about_something_else_is_not_taken(holder, not_taken, told):
    holder.answer = signed(status(holder, extensions={"dataset-lineage": {"notice-id": "another"}}))

    not_taken("A signed status was not meant for this notice; it is not taken")


def test_an_answer_that_came_before_is_not_taken_again(run, holder, not_taken, told, world):
    holder.answer = signed(status(holder, status="in_progress"))
    assert run("request", "poll", told).code == 0
    assert states(world, told)[GULLS] is State.ACKNOWLEDGED

    not_taken("A signed status came before; a holder signs each anew")


@pytest.mark.parametrize(
    ("issued", "expires", "says"),
    [(-11, -1, "is too old"), (1, 9, "is dated later than now"), (-1, 60, "for longer than ten minutes")],
)
def test_an_answer_out_of_its_time_is_not_taken(holder, not_taken, told, issued, expires, says):
    times = {"issued-at": issued, "expires-at": expires}
    holder.answer = signed(status(holder, **{key: stamp(NOON + timedelta(minutes=at)) for key, at in times.items()}))

    not_taken(says)


@pytest.mark.parametrize("answer", [b"<html>", signed({"status": "fulfilled"}), signed({"status": "sold"})])
def test_what_is_no_answer_is_not_taken(holder, not_taken, told, answer):
    holder.answer = answer

    not_taken(" ")


def test_a_holder_whose_address_is_not_one_to_be_asked_stops_nobody_else(holder, not_taken, told, home):
    file = home / "contacts" / "ours.yaml"
    file.write_text(file.read_text().replace("127.0.0.1", "127.0.0.2"))

    not_taken("The holder's API is not at a public host by https")
