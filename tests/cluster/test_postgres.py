"""The PostgreSQL that tests and `make cluster` start is a real one: a password, and data that outlives a crash."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from cluster.errors import ClusterError, ServerFailed
from cluster.servers.postgres import postgres
from tests.servers import open_folder

pytestmark = pytest.mark.servers


@pytest.fixture
def folder():
    with open_folder() as parent:
        yield parent / "data"


def ask(url, statement):
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            answer = connection.execute(text(statement))
            return answer.scalars().all() if answer.returns_rows else None
    finally:
        engine.dispose()


def test_each_test_has_an_empty_database_of_its_own(postgres_database):
    ask(postgres_database, "CREATE TABLE gulls (name text)")

    assert ask(postgres_database, "SELECT current_database()") == [make_url(postgres_database).database]


def test_and_finds_nothing_of_the_one_before(postgres_database):
    ask(postgres_database, "CREATE TABLE gulls (name text)")

    assert ask(postgres_database, "SELECT name FROM gulls") == []


def test_a_wrong_password_is_refused(postgres_server):
    with pytest.raises(OperationalError, match="password authentication failed"):
        ask(make_url(postgres_server.url).set(password="not the password"), "SELECT 1")


def test_what_was_committed_survives_a_crash_and_a_restart(folder):
    password = """a "quoted' pass@word/"""
    with postgres(folder, password=password, databases=["harbour", "weather"]) as server:
        ask(server.urls["weather"], "CREATE TABLE winds AS SELECT 'calm' AS name")
        server.kill()
        with pytest.raises(OperationalError):
            ask(server.urls["weather"], "SELECT 1")

        server.start()
        assert ask(server.urls["weather"], "SELECT name FROM winds") == ["calm"]

    with postgres(folder, password=password, databases=["harbour", "weather"]) as again:
        assert ask(again.urls["weather"], "SELECT name FROM winds") == ["calm"]


def test_data_that_could_not_be_made_whole_are_not_there(folder):
    with pytest.raises(ClusterError, match='database "postgres" already exists'):
        postgres(folder, databases=["postgres"])

    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run it as somebody else")
def test_a_folder_that_its_user_cannot_enter_is_told_in_a_sentence(tmp_path):
    tmp_path.chmod(0o700)

    with pytest.raises(ServerFailed, match="choose a folder below one that everybody may enter"):
        postgres(tmp_path / "data")
