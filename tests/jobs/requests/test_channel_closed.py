"""A channel that takes nothing from us: our settings are to be corrected, and no holder is to blame."""

from __future__ import annotations

from lineage.jobs.requests.approve import approve
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.deletion.making import draft
from tests.jobs.requests.asking import ACME, GULL, TERN, World
from tests.jobs.requests.making import ROLE, planned, reachable


def test_what_refuses_our_sender_is_tried_once_and_marks_nobody(tmp_path):
    world = World(tmp_path / "home")
    planned(world.stores, world.request, draft(ACME), draft(ACME, "dataset:mix"), draft(GULL), draft(TERN))
    reachable(world.stores.home, {who: ("email", "privacy@acme.example", {}) for who in (ACME, GULL, TERN)})
    approve(world.stores, world.request.id, ROLE)
    world.outside.moods = dict.fromkeys((ACME, GULL, TERN), "refuses us")

    assert world.send() == [(ACME, "not_sent"), (GULL, "not_sent"), (TERN, "not_sent")]
    assert len(world.events(EventKind.SENDING)) == len(world.events(EventKind.NOT_SENT)) == 1
    assert set(world.states.values()) == {State.APPROVED}

    world.outside.moods = {}

    assert world.send() == [(ACME, "sent"), (GULL, "sent"), (TERN, "sent")]
