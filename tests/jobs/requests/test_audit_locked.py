"""Anchors in a bucket with an object lock: who has database, keys and bucket cannot make a cut end look whole."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from lineage.deletion.findings import FindingKind
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.open import OpenOptions, open_request
from lineage.jobs.requests.switch import switch
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.jobs.requests import small_world
from tests.places import BucketPlace

_first_home, home = small_world._first_home, small_world.home


@pytest.fixture
def place(account):
    name = f"audit-{secrets.token_hex(6)}"
    where = {"LocationConstraint": account.servers.s3_region}
    account.admin.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True, CreateBucketConfiguration=where)
    return BucketPlace(account.admin, account.open(name))


@pytest.fixture
def locked(home, place, account, monkeypatch):
    """Archive and anchors in the bucket. A lock has to end later than now, by the server's clock."""
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)
    url = SecretStr(place.root.place())
    servers = account.servers.model_copy(update={"storage_url": url})
    stores = Stores(Settings(home=home, servers=servers), lambda: datetime.now(UTC))
    yield stores
    account.clients.append(stores.bucket._client)


def test_an_anchor_that_was_laid_over_or_hidden_still_says_that_the_end_was_cut_off(locked, place):
    options = OpenOptions(small_world.NSID, small_world.CONTACT)
    open_request(locked, options, lambda: small_world.UUID(int=1))
    switch(locked, small_world.ROLE, "a look at the addresses", on=False)
    assert audit(locked).whole

    with locked.database.begin() as connection:
        connection.execute(text("DELETE FROM docket_events WHERE number = 2"))
    with locked.keys._engine.begin() as connection:
        connection.execute(text("DELETE FROM heads"))
    second = next(name for name in place.files() if name.endswith("audit/000000000002.json"))
    place.file(second).write_bytes(b"{}")
    place.file(second).unlink()

    assert [(found.kind, found.number) for found in audit(locked).findings] == [(FindingKind.TRUNCATED, 2)]
