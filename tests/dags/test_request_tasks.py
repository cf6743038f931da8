"""Tasks about deletion requests: with none there is nothing to do; keys are renewed, and a changed docket is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from lineage.errors import SealBroken
from lineage.jobs.requests.switch import switch
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from lineage.sql import transaction
from tests.conftest import NOON


@pytest.fixture
def call(bag):
    """Call a task's function."""
    return lambda dag, task: bag.dags[dag].get_task(task).python_callable()


def test_requests_are_planned_again_sent_asked_for_and_looked_at_and_none_is_no_failure(sources, call, home):
    assert call("deletion", "replan") == call("deletion", "send") == call("deletion", "poll") == {}
    assert call("verify", "look") == {}

    page = call("verify", "page")

    assert "Deletion requests" in Path(page).read_text()
    assert not (home / "keys").exists()


def test_a_docket_that_somebody_changed_fails_the_audit_with_its_place(sources, call, home):
    stores = Stores(Settings(home=home), lambda: NOON)
    switch(stores, "privacy desk", "a trial", on=False)
    assert call("maintenance", "audit") == {"events": 1, "anchors": 1}
    with transaction(stores.database) as connection:
        connection.execute(text("UPDATE docket_events SET at = '2020-01-01T00:00:00Z'"))

    with pytest.raises(SealBroken, match=r"^Event 1: "):
        call("maintenance", "audit")


def test_keys_are_wrapped_anew_when_the_master_key_is_another_one(sources, call, home, monkeypatch):
    Stores(Settings(home=home), lambda: NOON).keys.make("request:1", NOON)
    assert call("maintenance", "rotate") == 0

    monkeypatch.setenv("LINEAGE_MASTER_KEY", "gulls-on-the-pier-thirty-two-of-them-and-more")

    assert call("maintenance", "rotate") == 1
