"""A letter says who writes it and where answers go; without that none is sent."""

from __future__ import annotations

import pytest

from tests.jobs.requests import commands, small_world
from tests.jobs.requests.commands import FAILED
from tests.jobs.requests.small_world import ROLE

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, refused, opened, checked = commands.run, commands.refused, commands.opened, commands.checked
planned, approved = commands.planned, commands.approved


@pytest.mark.parametrize("name", ["LINEAGE_OFFICE", "LINEAGE_MAIL_REPLY_TO"])
def test_an_approval_warns_and_nothing_is_sent(run, refused, planned, monkeypatch, name):
    monkeypatch.delenv(name)

    came = run("request", "approve", planned, "--as", ROLE)

    assert came.code == 0
    assert name in came.err
    refused(FAILED, f"Letters would not say .* set {name}", "request", "send", planned, "--really")
    assert run("request", "send", planned).code == 0


def test_where_both_are_set_nobody_is_warned(run, planned):
    assert run("request", "approve", planned, "--as", ROLE).err == ""
    assert run("request", "send", planned, "--really").code != FAILED


def test_mail_s_own_sender_takes_answers_too(run, approved, monkeypatch):
    monkeypatch.delenv("LINEAGE_MAIL_REPLY_TO")
    monkeypatch.setenv("LINEAGE_MAIL_FROM", "data@tern.example")

    assert run("request", "send", approved, "--really").code != FAILED
