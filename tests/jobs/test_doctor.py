"""The doctor tells what is there and what is wrong with it, in a sentence each."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
from sqlalchemy import text

from lineage.database.schema import HEAD, VERSION_TABLE
from lineage.jobs.doctor import doctor
from lineage.jobs.stores import Stores
from lineage.settings import Servers, Settings
from lineage.sql import transaction
from tests.conftest import NOON
from tests.making import run


def found(stores, *what):
    checks = {check.what: check for check in doctor(stores)}
    return [checks[each] for each in what] if len(what) > 1 else checks[what[0]]


def test_all_is_well_with_new_stores(machines):
    checks = doctor(machines())

    assert [check.finding for check in checks if not check.fine] == []
    assert {"home", "storage", "database", "ledger", "archive", "graph", "judgements"} <= {c.what for c in checks}


def test_the_storage_is_named(machines):
    stores = machines()
    expected = f"{stores.bucket.place()} can be written" if stores.bucket else f"lie in {stores.home.resolve()}"

    assert expected in found(stores, "storage").finding


def test_looking_leaves_nothing_in_the_storage(machines):
    stores = machines()
    stores.ledger.seal(run(16))
    before = [each.key for each in stores.bucket.listed()] if stores.bucket else sorted(stores.home.rglob("*.gz"))

    doctor(machines())

    after = [each.key for each in stores.bucket.listed()] if stores.bucket else sorted(stores.home.rglob("*.gz"))
    assert after == before


def test_a_schema_that_is_not_there_yet_is_told_and_then_is_there(machines):
    assert f"no schema yet; it gets schema {HEAD} when it is first used" in found(machines(), "database").finding

    assert machines().judgements.all() == []

    assert f"has schema {HEAD}, as this version expects" in found(machines(), "database").finding


def test_a_schema_of_a_newer_version_is_told(machines):
    with transaction(machines().database) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))

    database, judgements = found(machines(), "database", "judgements")

    assert (database.fine, judgements.fine) == (False, False)
    assert f"has schema 9999, and this version of lineage knows schemas up to {HEAD}; upgrade" in database.finding
    assert judgements.finding == "not looked at, since the database cannot be used"


@pytest.mark.slow
def test_servers_that_are_not_there_are_told_each_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "gull")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very-secret")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    servers = Servers(
        storage_url="s3://harbour",
        s3_endpoint=f"http://127.0.0.1:{port}",
        database_url=f"postgresql+psycopg://gull:very-secret@127.0.0.1:{port}/harbour",
    )
    stores = Stores(Settings(home=tmp_path, servers=servers), lambda: NOON)

    checks = found(stores, "storage", "database", "ledger", "archive", "judgements")

    assert [check.fine for check in checks] == [False] * 5
    assert "see that it runs and that LINEAGE_S3_ENDPOINT names it" in checks[0].finding
    assert "See that the server runs and that LINEAGE_DATABASE_URL names its host and port" in checks[1].finding
    assert checks[2].finding == checks[3].finding == "not looked at, since the storage cannot be used"
    assert not any("very-secret" in check.finding for check in checks)
    assert found(stores, "home").fine
