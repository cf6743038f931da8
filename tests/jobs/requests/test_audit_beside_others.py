"""An audit of a docket that others write to at the same moment raises no false alarm."""

from __future__ import annotations

import threading

import pytest

from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.settings import from_environment
from tests.conftest import NOON
from tests.deletion.making import draft
from tests.jobs.requests.making import opened, planned

AUDITS = 15


@pytest.fixture
def stores(tmp_path, postgres_database):
    """Opens what every process opens, with the docket on a server."""
    settings = from_environment({"LINEAGE_HOME": str(tmp_path), "LINEAGE_DATABASE_URL": postgres_database})
    made = []

    def open_():
        made.append(Stores(settings, lambda: NOON))
        return made[-1]

    yield open_
    for each in made:
        each.database.dispose()


@pytest.mark.servers
def test_a_docket_is_whole_while_somebody_writes_to_it(stores):
    mine, done = stores(), threading.Event()
    request = opened(mine)
    planned(mine, request, draft())

    def write():
        others, there = stores(), State.APPROVED
        while not done.is_set():
            with desk(others) as at, at.writing() as pen:
                pen.append(EventKind.APPROVED, request.id, {}, moves={1: there})
            there = State.SENDING if there is State.APPROVED else State.APPROVED

    writer = threading.Thread(target=write)
    writer.start()
    try:
        findings = [one.says for _ in range(AUDITS) for one in audit(mine).findings]
    finally:
        done.set()
        writer.join()

    assert findings == []
