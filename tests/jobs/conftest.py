"""Stores on what a machine has by itself, and on servers."""

from __future__ import annotations

import pytest

from lineage.jobs.stores import Stores
from lineage.settings import Servers, Settings
from tests.conftest import NOON
from tests.places import VERSIONED
from tests.stores import SERVER


@pytest.fixture(params=["embedded", pytest.param("servers", marks=SERVER)])
def machines(request, tmp_path, monkeypatch):
    """Opens the same stores as another machine would: with a home of its own where there are servers."""
    servers = _served(request, monkeypatch) if request.param == "servers" else Servers()

    def opened(name="one", clock=lambda: NOON, **settings):
        home = tmp_path / (name if request.param == "servers" else "home")
        stores = Stores(Settings(home=home, servers=servers, **settings), clock)
        kept.append(stores)
        return stores

    kept = []
    yield opened
    for stores in kept:
        if "database" in vars(stores):
            stores.database.dispose()


def _served(request, monkeypatch):
    account = request.getfixturevalue("account")
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)
    place = request.getfixturevalue("new_place")
    request.getfixturevalue("buckets")
    url = request.getfixturevalue("new_database")("postgresql").render_as_string(hide_password=False)
    return Servers.model_validate(
        {**account.servers.model_dump(), "storage_url": place(VERSIONED).root.place(), "database_url": url}
    )
