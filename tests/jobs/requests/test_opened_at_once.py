"""The same person who asks twice at the same moment has one request, and its key. Over every database."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from pydantic import SecretStr

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.stores import Stores
from lineage.settings import Servers, Settings
from tests.conftest import NOON
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import CONTACT, NSID

_first_home, home = small_world._first_home, small_world.home


@pytest.fixture
def processes(home, database_url):
    """Opens what another process would open."""
    servers = Servers()
    if database_url.get_backend_name() == "postgresql":
        servers = Servers(database_url=SecretStr(database_url.render_as_string(hide_password=False)))
    made = []

    def open_():
        made.append(Stores(Settings(home=home, servers=servers), lambda: NOON))
        return made[-1]

    yield open_
    for each in made:
        each.database.dispose()


def test_who_comes_second_joins_the_first_whose_key_stays(processes, monkeypatch):
    first, second, came = processes(), processes(), []
    seal = Desk.seal

    def ask(stores, number):
        came.append(open_request(stores, OpenOptions(NSID, CONTACT), lambda: UUID(int=number)))

    other = threading.Thread(target=ask, args=(second, 2))

    def slow(self, request, what, plain):
        if other.ident is None:
            other.start()  # while the first has a key, and no request yet
            other.join(timeout=2)
        return seal(self, request, what, plain)

    monkeypatch.setattr(Desk, "seal", slow)

    ask(first, 1)
    other.join()

    assert [(each.request.id, each.joined) for each in came] == [(str(UUID(int=1)), False), (str(UUID(int=1)), True)]
    assert plan(first, str(UUID(int=1))).planned.added
    with desk(first) as at:
        assert [each.id for each in at.docket.requests()] == [str(UUID(int=1))]
