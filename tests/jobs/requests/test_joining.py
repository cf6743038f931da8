"""Who asks again joins their request, and learns what of the second asking was not taken over."""

from __future__ import annotations

from tests.jobs.requests import commands, small_world
from tests.jobs.requests.small_world import CONTACT, NSID

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, opened = commands.run, commands.opened
OPEN = ("request", "open", NSID, "--contact")


def test_what_is_said_otherwise_is_named_and_how_it_is_changed(run, opened):
    came = run(*OPEN, "other@heron.example", "--regulation", "ccpa", "--once")

    assert f"which this one joins: {opened}" in came.out
    assert "Not taken over, since it stays as it was opened: --regulation, --consent, --once, --contact." in came.out
    assert "lineage request revoke" in came.out
    assert "heron" not in came.out


def test_who_asks_for_the_same_is_only_told_that_they_joined(run, opened):
    assert run(*OPEN, CONTACT, "--consent").out.splitlines() == [
        f"The same person has an open request, which this one joins: {opened}"
    ]
