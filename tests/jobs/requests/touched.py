"""A docket that was worked with, in each kind of database, and somebody who has all rights there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from lineage.deletion.findings import FindingKind
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.settings import Servers, Settings
from tests.conftest import NOON
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.small_world import answered, asked, sent
from tests.stores import DATABASES

CHANGED, DELETED, INSERTED, REORDERED, TRUNCATED = (
    FindingKind.CHANGED, FindingKind.DELETED, FindingKind.INSERTED, FindingKind.REORDERED, FindingKind.TRUNCATED,
)  # fmt: skip


def _worked(home, url=None) -> Stores:
    """Two people's requests, each sent and answered by some."""
    servers = Servers(database_url=SecretStr(url.render_as_string(hide_password=False))) if url else Servers()
    stores = Stores(Settings(home=home, servers=servers), lambda: NOON)
    for number, who in enumerate((collection.GULL, collection.TERN), 1):
        answered(stores, sent(stores, asked(stores, who, number)))
    return stores


@pytest.fixture(scope="session")
def _worked_home(_first_home, tmp_path_factory) -> Path:
    home = shutil.copytree(_first_home, tmp_path_factory.mktemp("worked") / "home")
    _worked(home).database.dispose()
    return home


@pytest.fixture(params=DATABASES)
def worked(request, tmp_path) -> Stores:
    """The same, for one test, with the docket in each kind of database."""
    if request.param == "sqlite":
        home = shutil.copytree(request.getfixturevalue("_worked_home"), tmp_path / "worked")
        return Stores(Settings(home=home), lambda: NOON)
    return _worked(request.getfixturevalue("home"), request.getfixturevalue("postgresql_url"))


@pytest.fixture
def did(worked):
    """Does something with the database, as somebody who has all rights there."""

    def run(*statements, **values):
        with worked.database.begin() as connection:
            for statement in statements:
                assert connection.execute(text(statement), values).rowcount > 0, "nothing was touched"

    return run


def numbers(stores, kind):
    with desk(stores) as at:
        return [event.number for event in at.docket.events(kinds=[kind])]


def last(stores):
    with desk(stores) as at:
        return at.docket.head().number


def found(stores):
    return [(finding.kind, finding.number) for finding in audit(stores).findings]
