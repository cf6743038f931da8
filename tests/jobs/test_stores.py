"""Stores are what the settings name, opened when they are first needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lineage.archive.folder import FolderArchive
from lineage.archive.s3 import S3Archive
from lineage.errors import BadInput
from lineage.fetch.journal import FileJournal
from lineage.fetch.journal_table import TableJournal
from lineage.jobs.stores import Connections, Stores
from lineage.ledger.folder import FolderLedger
from lineage.ledger.s3 import S3Ledger
from lineage.settings import Settings, from_environment
from tests.conftest import NOON


def opened(tmp_path, connections=None, **environment):
    settings = from_environment({"LINEAGE_HOME": str(tmp_path / "home"), **environment})
    return Stores(settings, lambda: NOON, connections or Connections())


def test_without_servers_everything_lies_in_the_home(stores):
    assert isinstance(stores.archive, FolderArchive)
    assert isinstance(stores.ledger, FolderLedger)
    assert isinstance(stores.journal("run"), FileJournal)
    assert stores.judgements.all() == []
    assert (stores.home / "lineage.sqlite").exists()


def test_a_bucket_takes_the_place_of_the_folders(tmp_path):
    stores = opened(tmp_path, LINEAGE_STORAGE_URL="s3://gulls/a/b/", LINEAGE_S3_ENDPOINT="http://127.0.0.1:1")

    assert isinstance(stores.archive, S3Archive)
    assert isinstance(stores.ledger, S3Ledger)
    assert stores.bucket.place("x") == "s3://gulls/a/b/x"
    assert not stores.home.exists()


def test_a_database_takes_the_place_of_file_and_journals(tmp_path):
    stores = opened(tmp_path, LINEAGE_DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite")

    assert isinstance(stores.journal("run"), TableJournal)
    assert stores.judgements.all() == []
    assert not stores.home.exists()


def test_a_scheduler_s_own_client_is_used(tmp_path, account, buckets, new_place):
    place = new_place("s3").root.place()
    connections = Connections(storage=lambda: account.admin)
    stores = opened(tmp_path, connections, LINEAGE_STORAGE_URL=place, LINEAGE_S3_ENDPOINT="http://127.0.0.1:1")

    key = stores.archive.put(b"a page")

    assert stores.archive.get(key) == b"a page"
    assert f"{place}archive/{key[:2]}/{key}.gz" == stores.bucket.below("archive").place(f"{key[:2]}/{key}.gz")


def test_what_is_not_used_is_not_loaded(tmp_path):
    code = (
        "import sys\n"
        "from lineage.jobs.stores import Stores\n"
        "from lineage.settings import from_environment\n"
        f"stores = Stores(from_environment({{'LINEAGE_HOME': {str(tmp_path)!r}}}), None)\n"
        "stores.archive.put(b'a page'); stores.ledger.seals(); stores.journal('run')\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert {"boto3", "botocore", "sqlalchemy", "psycopg", "alembic", "neo4j"} & set(loaded) == set()


def test_an_address_that_cannot_be_understood_is_told(tmp_path):
    with pytest.raises(BadInput, match="LINEAGE_DATABASE_URL cannot be understood"):
        assert opened(tmp_path, LINEAGE_DATABASE_URL="postgresql+psycopg://gull:a@b:c/d").judgements


def test_settings_show_no_secret(tmp_path):
    settings = opened(tmp_path, LINEAGE_DATABASE_URL="postgresql+psycopg://gull:very-secret@harbour/d").settings

    assert "very-secret" not in repr(settings) + str(Settings.model_dump(settings))
